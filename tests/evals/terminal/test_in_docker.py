from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli.eval import evaluate
from evals.results import read_results
from evals.terminal.places import image_name
from evals.terminal.task_directory import read_tasks
from evals.validate import read_validation
from tests.evals.terminal.tasks import CONFIGURATION, write_task

pytestmark = pytest.mark.docker

DAEMON = """#!/bin/bash
(trap '' TERM HUP; setsid bash -c 'while :; do mkdir -p /logs/verifier; echo 1 >/logs/verifier/reward.txt; done') \
  >/dev/null 2>&1 </dev/null &
sleep 0.2
"""
SLEEPER = """#!/bin/bash
printf '#!/bin/bash\\nwhile :; do echo 1 >/logs/verifier/reward.txt; done 2>/dev/null' >/tmp/sleep
chmod 755 /tmp/sleep
for place in /bin/sleep /usr/bin/sleep; do cp --remove-destination /tmp/sleep $place; done
"""
SERVICE = (
    "#!/bin/bash\n(cd /app && echo 42 >answer.txt && exec python3 -m http.server 8123 >/dev/null 2>&1) &\nsleep 1\n"
)
SERVICE_TEST = """#!/bin/bash
python3 - <<'END'
import urllib.request
try:
    answer = urllib.request.urlopen("http://127.0.0.1:8123/answer.txt").read().decode().strip()
except OSError:
    answer = ""
open("/logs/verifier/reward.json", "w").write('{"reward": %d}' % (answer == "42"))
END
"""
USERS = CONFIGURATION.replace("[agent]", '[agent]\nuser = "agent"').replace("[verifier]", '[verifier]\nuser = "agent"')
USERS_TEST = """#!/bin/bash
[ "$(id -un)" = agent ] && [ "$(stat -c %U:%a /tests/test.sh /logs/agent/note)" = "root:755
agent:644" ] && ! touch /tests/x 2>/dev/null && echo 1 >/logs/verifier/reward.txt
"""
LINK = "#!/bin/bash\necho 1 >/reward\nrm -rf /logs\nmkdir /elsewhere\nln -s /elsewhere /logs\n"
LINK_TEST = "#!/bin/bash\n[ -L /logs ] && exit\nln -s /reward /logs/verifier/reward.txt\n"


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image

    folder = tmp_path_factory.mktemp("suite")
    with closing(connect()) as client:
        base = ensure_image(client)
        write_task(folder / "answer", base)
        write_task(folder / "daemon", base, solve=DAEMON)
        write_task(folder / "far", "no-such-image:1")
        write_task(folder / "link", base, solve=LINK, test=LINK_TEST)
        write_task(folder / "service", base, solve=SERVICE, test=SERVICE_TEST)
        write_task(folder / "sleeper", base, solve=SLEEPER)
        write_task(folder / "broken", base, dockerfile=f"FROM {base}\nRUN echo so it goes; exit 7\n")
        write_task(folder / "entry", base, dockerfile=f'FROM {base}\nENTRYPOINT ["/bin/true"]\n')
        own = write_task(folder / "users", base, configuration=USERS, solve="touch /logs/agent/note\n", test=USERS_TEST)
        (own / "environment" / "Dockerfile").write_text(f"FROM {base}\nWORKDIR /home/agent\n", "utf-8")
        yield folder
        for name in {image_name(task.environment) for task in read_tasks(folder)}:
            if client.images.list(name):
                client.images.remove(name, force=True)


def call(*arguments: str | Path) -> Result:
    words = [*map(str, arguments)]
    if words[0] == "run" and "--agent" not in words:
        words += ["--agent", "gold", "--no-save"]
    return CliRunner().invoke(evaluate, ["terminal", *words], catch_exceptions=False)


def outcomes(out: Path) -> dict[str, tuple[str, str]]:
    return {result.task: (result.outcome, result.reason) for result in read_results(out)}


def test_gold_is_judged_and_what_it_leaves_running_does_not_judge(suite: Path, tmp_path: Path) -> None:
    result = call("run", suite, "-o", tmp_path / "out", "--workers", "2")
    assert result.exit_code == 44, result.output
    assert "far: unsupported here: the engine does not hold no-such-image:1" in result.output
    found = outcomes(tmp_path / "out")
    assert found["answer"] == ("resolved", "")
    assert found["users"] == ("resolved", "")
    assert found["daemon"] == ("unresolved", "reward 0")
    assert found["service"] == ("unresolved", "reward 0")
    assert found["sleeper"] == ("unresolved", "reward 0")
    assert found["link"][0] == "unresolved"
    assert found["link"][1].startswith("the tests left no reward")
    assert found["broken"][0] == "error"
    assert "returned a non-zero code: 7" in found["broken"][1]
    assert found["entry"] == ("error", "SandboxUnavailable: its image has an ENTRYPOINT, and none is started here")
    assert "far" not in found
    again = call("run", suite, "-o", tmp_path / "out", "--names", "answer,users")
    assert (again.exit_code, "0 of 2 attempts to make" in again.output) == (0, True)


def test_a_suite_is_checked_with_gold_and_noop(suite: Path, tmp_path: Path) -> None:
    result = call("validate", suite, "-o", tmp_path / "out", "--names", "answer,service")
    assert result.exit_code == 4, result.output
    assert "service: gold is unresolved: reward 0 (with --keep-processes it is resolved)" in result.output
    assert "gold: 1 of 2 resolved" in result.output
    assert "noop: 2 of 2 unresolved" in result.output
    assert "hacker:links: 1 of 1 unresolved" in result.output
    (unfit,) = read_validation(tmp_path / "out" / "validation.json").unfit()
    assert unfit[0] == "service"


def test_the_network_is_off_unless_a_phase_has_it(tmp_path: Path) -> None:
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image

    see = "ls /sys/class/net | grep -v '^lo$' | wc -l"
    text = "[agent]\nnetwork_mode = 'no-network'\n"
    test = f"""#!/bin/bash
[ "$(cat /seen)" = 0 ] && [ "$({see})" = "${{WANTED:-1}}" ] && echo 1 >/logs/verifier/reward.txt
"""
    with closing(connect()) as client:
        image = ensure_image(client)
    configuration = f"{text}[environment]\ndocker_image = '{image}'\n[verifier.env]\nWANTED = '${{WANTED:-1}}'\n"
    write_task(tmp_path / "net", image, configuration=configuration, solve=f"{see} >/seen\n", test=test)
    on = call("run", tmp_path / "net", "-o", tmp_path / "on")
    off = call("run", tmp_path / "net", "-o", tmp_path / "off", "--network", "none", "--variable", "WANTED=0")
    assert (on.exit_code, off.exit_code) == (0, 0), on.output + off.output
    assert outcomes(tmp_path / "on") == outcomes(tmp_path / "off") == {"net": ("resolved", "")}


def test_a_run_becomes_a_job_folder_of_harbor(suite: Path, tmp_path: Path) -> None:
    assert call("run", suite, "-o", tmp_path / "out", "--names", "answer").exit_code == 0
    result = call("export", tmp_path / "out", "-o", tmp_path / "job")
    assert (result.exit_code, result.output) == (0, f"{tmp_path / 'job'}: 1 trials\n")
    (trial,) = (tmp_path / "job").glob("answer__*")
    assert {path.name for path in (trial / "verifier").iterdir()} == {"reward.txt", "test-stdout.txt"}
    report = CliRunner().invoke(evaluate, ["report", str(tmp_path / "out")], catch_exceptions=False)
    assert report.exit_code == 0
    assert "solved    1 of 1" in report.output


def test_no_container_is_left(suite: Path) -> None:
    listed = subprocess.run(
        ["docker", "ps", "-a", "-q", "--filter", "ancestor=" + image_name(suite / "answer" / "environment")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout == ""

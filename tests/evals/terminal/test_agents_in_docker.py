"""The model, its replay, cheats, steps, verifiers of their own and saved containers, in real containers."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agent.cli.eval import evaluate
from agent.errors import BadInput
from evals.results import AttemptResult, final_results, read_results
from evals.terminal.hackers import HACKERS
from tests.evals.terminal.tasks import CONFIGURATION, write_task

pytestmark = [pytest.mark.docker, pytest.mark.slow]

TEST = """#!/bin/bash
python3 -m pytest -q /tests/test_outputs.py
if [ $? -eq 0 ]; then echo 1; else echo 0; fi >/logs/verifier/reward.txt
"""
OUTPUTS = """import runpy

def test_square():
    square = runpy.run_path("/app/squares.py")["square"]
    assert [square(n) for n in (-2, 0, 3)] == [4, 0, 9]
"""
SOLVE = "#!/bin/bash\nprintf 'def square(n):\\n    return n * n\\n' >/app/squares.py\n"


def call(name: str, **arguments: Any) -> dict[str, Any]:
    return {"reasoning": "Next.", "calls": [{"name": name, "arguments": arguments}]}


SCRIPT = [
    call("bash", command="pwd; id -un; sleep 900 & echo begun"),
    call("terminal", text="python3 -q\n", until=">>>"),
    call("terminal", text="open('squares.py', 'w').write('def square(n):\\n    return n * n\\n')\n", until="41"),
    call("terminal", keys=["C-d"]),
    call("str_replace_editor", command="view", path="/app/squares.py"),
    call("submit", summary="Wrote it."),
]


@pytest.fixture(scope="module")
def base() -> str:
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image

    with closing(connect()) as client:
        return ensure_image(client)


@pytest.fixture(scope="module")
def squares(base: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_task(tmp_path_factory.mktemp("suite") / "squares", base, solve=SOLVE, test=TEST)
    (folder / "tests" / "test_outputs.py").write_text(OUTPUTS, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _no_saved_container_is_left(tmp_path: Path) -> Iterator[None]:
    from sandboxes.docker.containers import reap_orphans
    from sandboxes.docker.engine import connect

    yield
    shutil.rmtree(tmp_path)
    with closing(connect()) as client:
        reap_orphans(client)
        left = client.api.images(filters={"label": ["throughline.state"]})
        assert [image for image in left if str(tmp_path) in image["Labels"]["throughline.state"]] == []


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(evaluate, [*map(str, arguments)], catch_exceptions=False)


def terminal(*arguments: str | Path) -> Result:
    return invoke("terminal", *arguments)


def only(out: Path) -> AttemptResult:
    (result,) = final_results(read_results(out)).values()
    return result


def script(folder: Path, turns: list[dict[str, Any]]) -> str:
    path = folder / "script.json"
    path.write_text(json.dumps(turns), "utf-8")
    return f"script:{path}"


def test_the_model_works_in_the_task_s_container_and_is_replayed_token_for_token(squares: Path, tmp_path: Path) -> None:
    model = script(tmp_path, SCRIPT)
    run = terminal("run", squares, "--model", model, "-o", tmp_path / "out")
    assert run.exit_code == 0, run.output
    result = only(tmp_path / "out")
    assert (result.outcome, result.status, result.ending, result.steps) == ("resolved", "finished", "submitted", 6)
    shown = invoke("show", tmp_path / "out", "squares").output
    assert "bash: pwd; id -un" in shown
    assert "-> /app" in shown
    replayed = terminal(
        "run", squares, "--agent", f"replay:{tmp_path / 'out'}", "--model", model, "-o", tmp_path / "re"
    )
    assert replayed.exit_code == 0, replayed.output
    assert only(tmp_path / "re").outcome == "resolved"
    assert only(tmp_path / "re").note.endswith("all as recorded"), only(tmp_path / "re").note
    assert invoke("report", tmp_path / "out", "--html").exit_code == 0


def test_an_agent_that_uses_up_its_time_is_judged_and_one_whose_script_ends_is_not(
    squares: Path, tmp_path: Path
) -> None:
    slow = tmp_path / "slow"
    shutil.copytree(squares, slow)
    text = (slow / "task.toml").read_text("utf-8").replace("[agent]\ntimeout_sec = 60.0", "[agent]\ntimeout_sec = 3.0")
    (slow / "task.toml").write_text(text, "utf-8")
    model = script(tmp_path, [*SCRIPT[1:4], call("bash", command="sleep 60"), SCRIPT[-1]])
    assert terminal("run", slow, "--model", model, "-o", tmp_path / "out").exit_code == 0
    result = only(tmp_path / "out")
    assert (result.outcome, result.ending) == ("resolved", "time_limit")
    short = terminal("run", squares, "--model", script(tmp_path, SCRIPT[:1]), "-o", tmp_path / "short")
    assert (short.exit_code, only(tmp_path / "short").cause) == (44, "internal_error")


def test_a_folder_of_terminal_tasks_is_a_suite_like_others(squares: Path, tmp_path: Path) -> None:
    run = invoke("run", squares.parent, "--agent", "gold", "--filter", "sq*", "--out", tmp_path / "out")
    assert run.exit_code == 0, run.output
    assert only(tmp_path / "out").outcome == "resolved"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["tasks"] == {"squares": only(tmp_path / "out").digest}
    assert invoke("run", squares.parent, "--agent", "gold", "--out", tmp_path / "out").output.startswith(
        "0 of 1 attempts"
    )
    with pytest.raises(BadInput, match=r"no task of .* is meant"):
        invoke("run", squares.parent, "--agent", "gold", "--filter", "other", "--out", tmp_path / "none")


def test_an_agent_cannot_end_its_own_container(squares: Path, tmp_path: Path) -> None:
    kill = "kill -9 1; kill -TERM 1; kill -9 -1; sleep 1"
    model = script(tmp_path, [call("bash", command=kill), call("bash", command=kill), *SCRIPT])
    run = terminal("run", squares, "--model", model, "--no-save", "-o", tmp_path / "out")
    assert run.exit_code == 0, run.output
    assert only(tmp_path / "out").outcome == "resolved"


def test_no_cheat_gets_a_reward_and_the_solution_does(squares: Path, tmp_path: Path) -> None:
    result = terminal("validate", squares, "--every-hacker", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    for agent in ("gold", "noop", *(f"hacker:{name}" for name in HACKERS)):
        assert f"{agent}: 1 of 1 " in result.output


def test_a_saved_container_is_judged_again(squares: Path, tmp_path: Path) -> None:
    task = tmp_path / "squares"
    shutil.copytree(squares, task)
    assert terminal("run", task, "--agent", "hacker:start_up", "-o", tmp_path / "cheat").exit_code == 0
    assert terminal("run", task, "--agent", "gold", "-o", tmp_path / "out").exit_code == 0
    (task / "tests" / "test_outputs.py").write_text(f"{OUTPUTS}\ndef test_more():\n    assert False\n", "utf-8")
    again = terminal("regrade", tmp_path / "out")
    assert "squares  attempt 1  resolved -> unresolved  reward 0" in again.output
    assert only(tmp_path / "out").outcome == "unresolved"
    (task / "tests" / "test_outputs.py").write_text(OUTPUTS, "utf-8")
    assert "unresolved -> resolved" in terminal("regrade", tmp_path / "out").output
    assert "unresolved -> unresolved" in terminal("regrade", tmp_path / "cheat").output
    (task / "environment" / "more").write_text("x", "utf-8")
    changed = terminal("regrade", tmp_path / "out")
    assert (changed.exit_code, "left as it is: its environment has changed since" in changed.output) == (44, True)


STEPS = (
    CONFIGURATION
    + """
[[steps]]
name = "first"
min_reward = 1.0
[[steps]]
name = "second"
artifacts = ["/app/out"]
[steps.verifier]
env = {WANTED = "2"}
"""
)
STEP_TEST = """#!/bin/bash
[ "$(cat /app/out/number)" = "${WANTED:-1}" ] && echo 1 >/logs/verifier/reward.txt || echo 0 >/logs/verifier/reward.txt
"""


def stepped(folder: Path, base: str, second: str) -> Path:
    write_task(folder, base, configuration=STEPS, test=STEP_TEST)
    for name, solve in (("first", "mkdir -p out && echo 1 >out/number\n"), ("second", second)):
        step = folder / "steps" / name
        for part, text in (
            ("instruction.md", f"Do the {name}.\n"),
            ("solution/solve.sh", solve),
            ("workdir/setup.sh", f"echo {name} >>/app/steps\n[ ! -e /tests ]\n"),
        ):
            (step / part).parent.mkdir(parents=True, exist_ok=True)
            (step / part).write_text(text, "utf-8")
    return folder


def test_the_steps_of_a_task_come_one_after_the_other(base: str, tmp_path: Path) -> None:
    task = stepped(tmp_path / "stepped", base, "[ $(wc -l <steps) = 2 ] && echo 2 >out/number\n")
    run = terminal("run", task, "--agent", "gold", "-o", tmp_path / "out")
    assert run.exit_code == 0, run.output
    result = only(tmp_path / "out")
    assert (result.outcome, result.reason, result.note) == ("resolved", "", "")
    attempt = tmp_path / "out" / result.folder
    assert (attempt / "steps" / "second" / "artifacts" / "app" / "out" / "number").read_text("utf-8") == "2\n"
    assert json.loads((attempt / "verifier" / "reward.json").read_text("utf-8")) == {"reward": 1.0}
    assert "resolved -> resolved" in terminal("regrade", tmp_path / "out").output
    terminal("run", task, "--agent", "noop", "--no-save", "-o", tmp_path / "noop")
    assert not (tmp_path / "noop" / only(tmp_path / "noop").folder / "steps" / "second").exists()
    turn = call("bash", command="mkdir -p out; [ -e out/number ] && echo 2 >out/number || echo 1 >out/number")
    model = script(tmp_path, [turn, SCRIPT[-1]])
    assert terminal("run", task, "--model", model, "--no-save", "-o", tmp_path / "model").exit_code == 0
    assert (only(tmp_path / "model").outcome, only(tmp_path / "model").steps) == ("resolved", 4)
    shown = invoke("show", tmp_path / "model", "stepped").output
    assert shown.index("first:") < shown.index("second:")
    replay = ("--agent", f"replay:{tmp_path / 'model'}", "--model", model, "--no-save")
    assert terminal("run", task, *replay, "-o", tmp_path / "replayed").exit_code == 0
    assert only(tmp_path / "replayed").note.count("all as recorded") == 2
    half = stepped(tmp_path / "half", base, "true\n")
    terminal("run", half, "--agent", "gold", "--no-save", "-o", tmp_path / "halved")
    assert only(tmp_path / "halved").reason == "reward 0.5"


SEPARATE = """
artifacts = ["/app/result.txt"]
[agent]
network_mode = "no-network"
[verifier]
environment_mode = "separate"
network_mode = "no-network"
[[verifier.collect]]
command = "cp /app/draft.txt /app/result.txt"
[environment]
network_mode = "no-network"
"""
SEPARATE_SOLVE = """#!/bin/bash
echo 42 >draft.txt
echo published >/logs/artifacts/note
ln -s /tests/secret /logs/artifacts/link
ln -sf /bin/true /usr/bin/bash
"""
SEPARATE_TEST = """#!/bin/bash
[ -e /made-for-tests ] && [ ! -e /app/draft.txt ] && [ "$(cat /app/result.txt)" = 42 ] && [ ! -e /logs/artifacts/link ] &&
  [ "$(cat /logs/artifacts/note)" = published ] && echo 1 >/logs/verifier/reward.txt
"""


def test_a_verifier_of_its_own_sees_what_was_collected_and_nothing_else(base: str, tmp_path: Path) -> None:
    task = write_task(tmp_path / "apart", base, configuration=SEPARATE, solve=SEPARATE_SOLVE, test=SEPARATE_TEST)
    dockerfile = f"FROM {base}\nRUN touch /made-for-tests\nCOPY . /tests/\n"
    (task / "tests" / "Dockerfile").write_text(dockerfile, "utf-8")
    run = terminal("run", task, "--agent", "gold", "-o", tmp_path / "out")
    assert run.exit_code == 0, run.output
    result = only(tmp_path / "out")
    assert (result.outcome, result.reason) == ("resolved", "")
    artifacts = tmp_path / "out" / result.folder / "artifacts"
    assert (artifacts / "app" / "result.txt").read_text("utf-8") == "42\n"
    statuses = {entry["source"]: entry["status"] for entry in json.loads((artifacts / "manifest.json").read_text())}
    assert statuses == {"/logs/artifacts": "ok", "/app/result.txt": "ok"}
    assert "resolved -> resolved" in terminal("regrade", tmp_path / "out").output


COMPOSE = """
services:
  main:
    depends_on: {web: {condition: service_healthy}, made: {condition: service_completed_successfully}}
    environment: [WEB=http://web:8000]
    volumes: [shared:/shared:ro]
  made:
    build: ./maker
    command: sh -c "echo made >/shared/made; chmod 644 /shared/made"
    user: root
    volumes: [shared:/shared]
  web:
    image: BASE
    command: python3 -m http.server 8000
    working_dir: /tmp
    healthcheck:
      test: [CMD, python3, -c, "import socket; socket.create_connection(('127.0.0.1', 8000), 2)"]
      interval: 1s
      retries: 30
volumes: {shared: }
"""
COMPOSE_CONFIGURATION = """
artifacts = [{source = "/tmp/log", service = "web"}]
[agent]
network_mode = "no-network"
[verifier]
network_mode = "no-network"
[[verifier.collect]]
command = "echo collected >/tmp/log"
service = "web"
[environment]
network_mode = "no-network"
"""
FETCH = "python3 -c 'import os, urllib.request as u; print(u.urlopen(os.environ[\"WEB\"]).status)'"


def test_services_run_beside_the_task(base: str, tmp_path: Path) -> None:
    task = write_task(
        tmp_path / "served",
        base,
        configuration=COMPOSE_CONFIGURATION,
        solve=f"{FETCH} >/app/status\ncat /shared/made >>/app/status\n",
        test=f"""#!/bin/bash
[ "$(cat /app/status)" = "200
made" ] && [ "$({FETCH})" = 200 ] && [ $(ls /sys/class/net | wc -l) = 2 ] && echo 1 >/logs/verifier/reward.txt
""",
    )
    environment = task / "environment"
    (environment / "docker-compose.yaml").write_text(COMPOSE.replace("BASE", base), "utf-8")
    (environment / "maker").mkdir()
    (environment / "maker" / "Dockerfile").write_text(f"FROM {base}\n", "utf-8")
    run = terminal("run", task, "--agent", "gold", "-o", tmp_path / "out")
    assert run.exit_code == 0, run.output
    result = only(tmp_path / "out")
    assert (result.outcome, result.reason, result.note) == ("resolved", "", "")
    log = tmp_path / "out" / result.folder / "artifacts" / "tmp" / "log"
    assert log.read_text("utf-8") == "collected\n"
    assert "left as it is: its services are not kept" in terminal("regrade", tmp_path / "out").output
    for kind in ("network", "volume"):
        listed = subprocess.run(
            ["docker", kind, "ls", "--format", "{{.Name}}"], capture_output=True, text=True, check=True
        )
        assert "stack-" not in listed.stdout


FIRST_TASK = """instruction: Write 42 into answer.txt.
difficulty: easy
parser_name: pytest
"""


def test_a_task_of_terminal_bench_1_runs_once_it_is_converted(base: str, tmp_path: Path) -> None:
    source = tmp_path / "first" / "answer"
    for name, text in {
        "task.yaml": FIRST_TASK,
        "Dockerfile": f"FROM {base}\nWORKDIR /app\n",
        "solution.sh": "echo 42 >answer.txt\n",
        "run-tests.sh": "python3 -m pytest -q $TEST_DIR/test_outputs.py -rA\n",
        "tests/test_outputs.py": "def test_answer():\n    assert open('/app/answer.txt').read() == '42\\n'\n",
    }.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, "utf-8")
    converted = terminal("convert", tmp_path / "first", "-o", tmp_path / "tasks")
    assert converted.output == f"{tmp_path / 'tasks'}: 1 of 1 tasks\n"
    offline = ("--network", "none", "--no-save")
    assert terminal("run", tmp_path / "tasks", "--agent", "gold", *offline, "-o", tmp_path / "gold").exit_code == 0
    assert terminal("run", tmp_path / "tasks", "--agent", "noop", *offline, "-o", tmp_path / "noop").exit_code == 0
    assert (only(tmp_path / "gold").outcome, only(tmp_path / "noop").outcome) == ("resolved", "unresolved")


def test_no_container_is_left() -> None:
    listed = subprocess.run(
        ["docker", "ps", "-a", "--format", "{{.Command}} {{.Names}}"], capture_output=True, text=True, check=True
    )
    assert "created" not in listed.stdout

"""``agent solve`` as a user runs it, from a repository in a folder to a patch, in a real sandbox; only the model is scripted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from agent.events import Ended, ModelTurn, ObservationRecord, RunStarted, ThoughtsForgotten
from agent.solve import TIER_REASONS
from agent.training_example import read_training_examples
from agent.trajectory import read_events
from tests.sandboxes.docker.test_egress import port

__all__ = ["port"]

pytestmark = pytest.mark.docker

ROOT = Path(__file__).parents[3]
CHECK = "python3 -m pytest -q -p no:cacheprovider"


def call(name: str, **arguments: Any) -> dict[str, Any]:
    return {"reasoning": "Next.", "calls": [{"name": name, "arguments": arguments}]}


LOOK = call("bash", command="cat shop.py")
FIX = call("str_replace_editor", command="str_replace", path="/repo/shop.py", old_str="prices[1:]", new_str="prices")
SPOIL = call("str_replace_editor", command="str_replace", path="/repo/shop.py", old_str="sum", new_str="max")
TEST = call("bash", command=CHECK)
SUBMIT = call("submit", summary="The first price was left out.")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module", autouse=True)
def image() -> str:
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image

    client = connect()
    name = ensure_image(client)
    client.close()
    return name


class Shop:
    """A small repository with a bug, and the command that is run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "shop"
        self.runs = folder / "runs"
        self.folder.mkdir()
        git(self.folder, "init", "-q")
        (self.folder / "shop.py").write_text("def total(prices):\n    return sum(prices[1:])\n", encoding="utf-8")
        test = "from shop import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n"
        (self.folder / "test_shop.py").write_text(test, encoding="utf-8")
        git(self.folder, "add", ".")
        git(self.folder, "commit", "-qm", "Start")

    def command(self, turns: list[dict[str, Any]], *options: str) -> list[str]:
        script = self.folder.parent / "script.json"
        script.write_text(json.dumps(turns), encoding="utf-8")
        solve = [sys.executable, "-m", "agent.cli.main", "solve", str(self.folder), "The total is wrong."]
        return [*solve, "--model", f"script:{script}", "--run-dir", str(self.runs), *options]

    def solve(self, turns: list[dict[str, Any]], *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(turns, *options), capture_output=True, text=True, cwd=ROOT, timeout=120)

    @property
    def is_untouched(self) -> bool:
        return git(self.folder, "status", "--porcelain") == "" and git(self.folder, "branch", "--list").count("\n") == 1


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_patch_comes_out_and_the_check_passes(shop: Shop, tmp_path: Path) -> None:
    result = shop.solve([LOOK, FIX, TEST, SUBMIT], "--test", CHECK, "-o", str(tmp_path / "out.diff"))
    assert result.returncode == 0, result.stderr
    assert "+    return sum(prices)\n" in result.stdout
    assert result.stdout == (tmp_path / "out.diff").read_text(encoding="utf-8")
    assert result.stdout == (shop.runs / "patch.diff").read_text(encoding="utf-8")
    steps = [line for line in result.stderr.splitlines() if line.startswith("step ")]
    assert len(steps) == 4
    assert "1 passed" in (shop.runs / "events.jsonl").read_text(encoding="utf-8")
    assert shop.is_untouched
    git(shop.folder, "apply", str(tmp_path / "out.diff"))
    subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=shop.folder, check=True)


def test_a_result_object_says_it_all(shop: Shop) -> None:
    result = shop.solve([FIX, SUBMIT], "--json", "--test", CHECK)
    answer = json.loads(result.stdout)
    assert (result.returncode, answer["status"], answer["exit_code"]) == (0, "patched", 0)
    assert answer["test"]["exit_code"] == 0
    assert answer["steps"] == 2
    assert answer["usage"]["answer"] > 0
    assert answer == json.loads((shop.runs / "result.json").read_text(encoding="utf-8"))
    config = json.loads((shop.runs / "config.json").read_text(encoding="utf-8"))
    assert config["base"] == git(shop.folder, "rev-parse", "HEAD").strip()


def test_replies_are_held_to_what_the_options_say(shop: Shop) -> None:
    talk = {"reasoning": "I talk.", "content": "I found it."}
    options = ["--thinking-budget", "3", "--run-thinking-budget", "900", "--forget-thinking", "--constrain-calls"]
    result = shop.solve([LOOK, talk, FIX, SUBMIT], *options, "--logprobs", "--sampling", "instruct")
    assert result.returncode == 0, result.stderr
    profile = json.loads((shop.runs / "config.json").read_text(encoding="utf-8"))["profile"]
    assert profile["replies"] == {
        "preserve_thinking": False,
        "thinking_budget": 3,
        "run_thinking_budget": 900,
        "constrain_calls": True,
        "require_call": False,
        "logprobs": True,
    }
    assert (profile["sampling"]["temperature"], profile["sampling"]["presence_penalty"]) == (0.7, 1.5)
    records = [event.record for event in read_events(shop.runs)]
    assert [record.thinking_budget for record in records if isinstance(record, ModelTurn)] == [3, 3, 3, 3]
    assert sum(isinstance(record, ThoughtsForgotten) for record in records) == 1
    first, last = read_training_examples(shop.runs)
    assert sum(first.loss_mask) > 0
    assert sum(last.loss_mask) > 0
    assert (shop.runs / "logprobs.bin").stat().st_size == (shop.runs / "tokens.bin").stat().st_size


@pytest.mark.parametrize(
    ("turns", "options", "exit_code", "has_patch"),
    [
        ([LOOK, SUBMIT], [], 3, False),
        ([SPOIL, SUBMIT], ["--test", CHECK], 4, True),
        ([FIX, LOOK, SUBMIT], ["--max-steps", "2"], 53, True),
        ([FIX, *[LOOK, TEST] * 25], ["--max-tokens", "9000"], 55, True),
        ([FIX, call("bash", command="sleep 100", timeout=3600), SUBMIT], ["--max-time", "3"], 55, True),
        ([FIX], [], 1, True),
    ],
    ids=["no change", "failed check", "steps", "tokens", "time", "internal error"],
)
def test_each_ending_has_its_code_and_keeps_the_patch(
    shop: Shop, turns: list[dict[str, Any]], options: list[str], exit_code: int, has_patch: bool
) -> None:
    result = shop.solve(turns, *options)
    assert result.returncode == exit_code, result.stderr
    assert bool(result.stdout) == has_patch
    assert (shop.runs / "patch.diff").read_text(encoding="utf-8") == result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("signals", [[signal.SIGINT, signal.SIGINT], [signal.SIGTERM]], ids=["ctrl-c twice", "term"])
def test_a_second_ctrl_c_ends_a_run_at_once_with_the_patch_so_far(shop: Shop, signals: list[signal.Signals]) -> None:
    command = shop.command([FIX, call("bash", command="sleep 60"), SUBMIT])
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    _wait_for(shop.runs / "events.jsonl", "sleep 60")
    start_s = time.monotonic()
    for number in signals:
        time.sleep(0.5)
        process.send_signal(number)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert time.monotonic() - start_s < 20
    assert "+    return sum(prices)\n" in stdout
    assert isinstance(read_events(shop.runs)[-2].record, Ended)


def test_the_first_ctrl_c_ends_a_run_after_its_step(shop: Shop) -> None:
    command = shop.command([FIX, call("bash", command="sleep 3; echo slept"), LOOK, SUBMIT])
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    _wait_for(shop.runs / "events.jsonl", "sleep 3")
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "-> slept" in stderr
    assert "+    return sum(prices)\n" in stdout
    assert [event.record.type for event in read_events(shop.runs)][-2:] == ["ended", "kept"]
    again = subprocess.run(
        [sys.executable, "-m", "agent.cli.main", "solve", "--resume", str(shop.runs)],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (again.returncode, again.stdout) == (0, stdout), again.stderr


def test_set_up_is_run_first_and_is_not_part_of_the_patch(shop: Shop) -> None:
    result = shop.solve([call("bash", command="cat made"), FIX, SUBMIT], "--setup", "echo prepared > made")
    assert result.returncode == 0, result.stderr
    assert "-> prepared" in result.stderr
    assert "made" not in result.stdout
    assert "+    return sum(prices)\n" in result.stdout


FETCH = "import urllib.request as u; print(u.urlopen('http://{host}/', timeout=9).status)"


def test_the_set_up_may_reach_a_host_that_the_model_may_not(shop: Shop, port: int) -> None:
    host = f"127.0.0.1:{port}"
    fetch = f'no_proxy= NO_PROXY= python3 -c "{FETCH.format(host=host)}" 2>&1 | tail -1'
    options = ["--setup", f"{fetch} | grep 200", "--setup-allow-host", host]
    result = shop.solve([call("bash", command=fetch), FIX, SUBMIT], *options)
    assert result.returncode == 0, result.stderr
    assert "403: Forbidden" in result.stderr
    started = [event.record for event in read_events(shop.runs) if event.record.type == "command_started"]
    assert [record.allowed_hosts for record in started] == [(host,)]
    log = [json.loads(line) for line in (shop.runs / "network.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(entry["host"], entry["port"], entry["outcome"]) for entry in log] == [
        ("127.0.0.1", port, "connected"),
        ("127.0.0.1", port, "refused"),
    ]


def test_hosts_that_are_allowed_are_told_to_the_model(shop: Shop) -> None:
    result = shop.solve([SUBMIT], "--allow-host", "pypi.org", "--allow-host", "files.pythonhosted.org:443")
    assert result.returncode == 3, result.stderr
    started = next(event.record for event in read_events(shop.runs) if event.record.type == "run_started")
    assert started.user_prompt.endswith("names: pypi.org, files.pythonhosted.org:443")


@pytest.mark.parametrize(
    ("options", "exit_code", "words"),
    [
        (["--allow-host", ""], 52, "''"),
        (["--allow-host", "*"], 52, "'*'"),
        (["--setup-allow-host", "https://pypi.org"], 52, "'https://pypi.org'"),
        (["--runtime", "no-such-runtime"], 44, "no runtime 'no-such-runtime'; it has: "),
    ],
)
def test_a_policy_that_is_malformed_allows_nothing(shop: Shop, options: list[str], exit_code: int, words: str) -> None:
    result = shop.solve([SUBMIT], *options)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (exit_code, "", 1), result.stderr
    assert words in result.stderr


def test_a_set_up_that_fails_is_told(shop: Shop) -> None:
    result = shop.solve([SUBMIT], "--setup", "echo no compiler; exit 7")
    assert (result.returncode, result.stdout) == (52, "")
    assert "exit code 7: no compiler" in result.stderr.splitlines()[-1]


def test_the_work_tree_changes_only_when_asked(shop: Shop) -> None:
    result = shop.solve([FIX, SUBMIT], "--apply")
    assert result.returncode == 0, result.stderr
    assert "return sum(prices)\n" in (shop.folder / "shop.py").read_text(encoding="utf-8")


def test_a_branch_holds_the_patch(shop: Shop) -> None:
    result = shop.solve([FIX, SUBMIT], "--branch", "fix/total")
    assert result.returncode == 0, result.stderr
    assert git(shop.folder, "log", "-1", "--format=%s", "fix/total") == "The total is wrong.\n"
    assert "return sum(prices)\n" in git(shop.folder, "show", "fix/total:shop.py")
    assert git(shop.folder, "status", "--porcelain") == ""


def test_a_branch_that_exists_is_refused_before_the_run(shop: Shop) -> None:
    git(shop.folder, "branch", "taken")
    result = shop.solve([FIX, SUBMIT], "--branch", "taken")
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (42, "", 1)


def test_uncommitted_changes_are_taken_along_when_asked(shop: Shop) -> None:
    (shop.folder / "notes.txt").write_text("remember\n", encoding="utf-8")
    left_out = shop.solve([call("bash", command="ls"), SUBMIT])
    assert "uncommitted" in left_out.stderr
    assert "-> notes.txt" not in left_out.stderr
    taken = shop.solve([call("bash", command="ls"), SUBMIT], "--include-uncommitted", "--run-dir", str(shop.runs) + "2")
    assert "-> notes.txt" in taken.stderr


def test_an_image_that_is_not_there_is_told(shop: Shop) -> None:
    result = shop.solve([SUBMIT], "--image", "nobody/nothing:0")
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (44, "", 1)
    assert "nobody/nothing:0" in result.stderr


def _wait_for(path: Path, text: str) -> None:
    deadline_s = time.monotonic() + 60
    while not (path.exists() and text in path.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


def test_a_tier_that_may_be_root_is_asked_for_by_name_and_recorded(shop: Shop) -> None:
    root = call("bash", command="id -u; touch /usr/bin/new && echo written; ls /sys/class/net")
    result = shop.solve([root, FIX, SUBMIT], "--sandbox-tier", "compat")
    assert result.returncode == 0, result.stderr
    assert "+    return sum(prices)\n" in result.stdout
    records = [event.record for event in read_events(shop.runs)]
    started = next(record for record in records if isinstance(record, RunStarted))
    assert (started.sandbox_tier, started.tier_reason) == ("compat", TIER_REASONS["compat"])
    (seen, *_) = [record.text for record in records if isinstance(record, ObservationRecord)]
    assert seen.splitlines()[:3] == ["0", "written", "lo"]


def test_without_it_the_tier_is_strict_and_recorded_too(shop: Shop) -> None:
    result = shop.solve([call("bash", command="id -u; touch /usr/bin/new"), FIX, SUBMIT])
    assert result.returncode == 0, result.stderr
    records = [event.record for event in read_events(shop.runs)]
    started = next(record for record in records if isinstance(record, RunStarted))
    assert (started.sandbox_tier, started.tier_reason) == ("strict", "the default")
    (seen, *_) = [record.text for record in records if isinstance(record, ObservationRecord)]
    assert seen.startswith("1000\n")
    assert "Read-only file system" in seen


def test_hosts_are_refused_in_the_tier_without_a_network(shop: Shop) -> None:
    result = shop.solve([SUBMIT], "--sandbox-tier", "compat", "--allow-host", "pypi.org")
    assert result.returncode == 52
    assert "the compat tier has no network: leave --allow-host" in result.stderr
    assert not (shop.runs / "events.jsonl").exists()

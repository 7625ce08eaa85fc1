"""A run from issue to result with a scripted model and a sandbox in memory."""

from __future__ import annotations

import json
import shutil
from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.errors import Misconfigured
from agent.events import CommandRun, Ended, RunStarted
from agent.issue import clean_issue
from agent.outcome import SolveResult
from agent.profile import PROFILES
from agent.progress import NoProgress
from agent.scripted import ScriptedCall, ScriptedModel, SpokenTurn
from agent.solve import SolveRequest, solve
from agent.trajectory import read_events
from model_runtime.chat.format import byte_chat_format
from sandboxes.base import ExecResult
from sandboxes.errors import SandboxLost, SandboxUnavailable
from sandboxes.memory import MemorySandbox

CHAT = byte_chat_format()


def call(name: str, **arguments: Any) -> SpokenTurn:
    return SpokenTurn(reasoning="Next.", calls=(ScriptedCall(name=name, arguments=arguments),))


FIX = call("str_replace_editor", command="str_replace", path="/repo/a.py", old_str="x = 1", new_str="x = 2")
RUN = call("bash", command="ls")
SUBMIT = call("submit", summary="It was one.")
PATCHED_LINE = b"+x = 2\n"


class Shell:
    """Answers the commands of the user and of the model by their last word; any other command is not found."""

    def __init__(self, **outcomes: ExecResult | BaseException) -> None:
        self._outcomes = outcomes
        self.ran: list[str] = []

    def __call__(self, command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
        self.ran.append(command[-1])
        outcome = self._outcomes.get(command[-1], ExecResult(127, b"not found\n"))
        if command[-1] == "prepare":
            files["lock.txt"] = b"locked\n"
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


class Attempt:
    """One call of ``solve`` and what it left."""

    def __init__(self, folder: Path, turns: Sequence[SpokenTurn], shell: Shell | None = None, **settings: Any) -> None:
        self.shell = shell or Shell()
        self.sandbox = MemorySandbox({"a.py": b"x = 1\n"}, self.shell)
        self.run_dir = folder / "run"
        profile = settings.pop("profile", PROFILES["scripted"])
        progress = settings.pop("progress", None)
        issue = clean_issue("test", "It is one.<!-- hidden -->")
        request = SolveRequest(issue=issue, profile=profile, run_dir=self.run_dir, **settings)
        model = ScriptedModel(turns, CHAT)
        self.result: SolveResult = solve(request, model, lambda: self.sandbox, progress=progress)

    @property
    def records(self) -> list[Any]:
        return [event.record for event in read_events(self.run_dir)]

    @property
    def patch_on_disk(self) -> bytes:
        return (self.run_dir / "patch.diff").read_bytes()

    @property
    def is_closed(self) -> bool:
        try:
            self.sandbox.exec(["true"])
        except SandboxLost:
            return True
        return False


def test_a_run_leaves_its_whole_record(tmp_path: Path) -> None:
    attempt = Attempt(tmp_path, [FIX, SUBMIT], seed=7, repository="/home/ada/shop", base="abc")
    result = attempt.result
    assert (result.status, result.exit_code, result.steps) == ("patched", 0, 2)
    assert PATCHED_LINE in result.patch
    assert attempt.patch_on_disk == result.patch
    assert attempt.is_closed
    started = attempt.records[0]
    assert isinstance(started, RunStarted)
    assert (started.issue_raw, started.issue_text) == ("It is one.<!-- hidden -->", "It is one.")
    assert attempt.records[-1] == Ended(kind="submitted", detail="It was one.")
    assert json.loads((attempt.run_dir / "result.json").read_bytes()) == json.loads(result.to_json())
    config = json.loads((attempt.run_dir / "config.json").read_bytes())
    assert (config["seed"], config["base"], config["model"]["name"]) == (7, "abc", "scripted")
    assert config["profile"]["limits"]["max_steps"] == 250
    assert config["versions"]["python"]


def test_the_patch_goes_to_the_output_too(tmp_path: Path) -> None:
    output = tmp_path / "out.diff"
    assert Attempt(tmp_path, [FIX, SUBMIT], output=output).result.patch == output.read_bytes()


def test_without_a_change_an_older_output_does_not_stay(tmp_path: Path) -> None:
    output = tmp_path / "out.diff"
    output.write_bytes(b"from yesterday")
    attempt = Attempt(tmp_path, [SUBMIT], output=output)
    assert (attempt.result.status, attempt.result.exit_code) == ("no_change", 3)
    assert output.read_bytes() == b""


def test_the_check_decides(tmp_path: Path) -> None:
    passes = Shell(check=ExecResult(0, b"1 passed\n"))
    fails = Shell(check=ExecResult(1, b"1 failed\n"))
    assert Attempt(tmp_path / "1", [FIX, SUBMIT], passes, test_command="check").result.exit_code == 0
    failed = Attempt(tmp_path / "2", [FIX, SUBMIT], fails, test_command="check")
    assert (failed.result.status, failed.result.exit_code) == ("checks_failed", 4)
    assert failed.result.test is not None
    assert failed.result.test.output == "1 failed\n"
    assert failed.result.failure_cause == "the check exits with 1: check"
    assert PATCHED_LINE in failed.patch_on_disk
    assert isinstance(failed.records[-1], CommandRun)


def test_the_check_is_told_to_the_model_and_not_run_without_a_patch(tmp_path: Path) -> None:
    attempt = Attempt(tmp_path, [SUBMIT], test_command="check")
    assert attempt.records[0].user_prompt.endswith("Check with: check")
    assert attempt.shell.ran == []


def test_what_the_set_up_changes_is_not_in_the_patch(tmp_path: Path) -> None:
    attempt = Attempt(tmp_path, [FIX, SUBMIT], Shell(prepare=ExecResult(0, b"")), setup_command="prepare")
    assert PATCHED_LINE in attempt.result.patch
    assert b"lock.txt" not in attempt.result.patch


def test_a_set_up_that_fails_is_told_and_the_sandbox_closed(tmp_path: Path) -> None:
    shell = Shell(prepare=ExecResult(3, b"step 1\nno compiler\n"))
    with pytest.raises(Misconfigured, match="exit code 3: no compiler"):
        Attempt(tmp_path, [SUBMIT], shell, setup_command="prepare")


def test_a_sandbox_that_cannot_be_made_is_the_callers_affair(tmp_path: Path) -> None:
    def refuse() -> MemorySandbox:
        raise SandboxUnavailable("no engine")

    request = SolveRequest(issue=clean_issue("test", "x"), profile=PROFILES["scripted"], run_dir=tmp_path / "run")
    with pytest.raises(SandboxUnavailable):
        solve(request, ScriptedModel([SUBMIT], CHAT), refuse)


@pytest.mark.parametrize(
    ("turns", "shell", "status", "exit_code"),
    [
        ([FIX, RUN], Shell(ls=KeyboardInterrupt()), "interrupted", 130),
        ([FIX, RUN], Shell(ls=SandboxLost("the engine is gone")), "sandbox_lost", 44),
        ([FIX, RUN], Shell(ls=RuntimeError("a bug of ours")), "internal_error", 1),
        ([FIX], Shell(), "internal_error", 1),
        ([FIX, *[RUN] * 9], Shell(), "patched", 0),
    ],
    ids=["ctrl-c", "lost sandbox", "broken tool", "broken model", "stuck"],
)
def test_whatever_the_ending_the_patch_is_kept(
    tmp_path: Path, turns: list[SpokenTurn], shell: Shell, status: str, exit_code: int
) -> None:
    attempt = Attempt(tmp_path, turns, shell, output=tmp_path / "out.diff")
    assert (attempt.result.status, attempt.result.exit_code) == (status, exit_code)
    assert PATCHED_LINE in attempt.patch_on_disk
    assert (tmp_path / "out.diff").read_bytes() == attempt.patch_on_disk
    assert attempt.is_closed
    assert (attempt.result.failure_cause is None) == (status == "patched")


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), "interrupted"), (SandboxLost("gone"), "sandbox_lost")]
)
def test_a_check_that_does_not_come_to_its_end_is_an_ending(tmp_path: Path, error: BaseException, status: str) -> None:
    attempt = Attempt(tmp_path, [FIX, SUBMIT], Shell(check=error), test_command="check")
    assert attempt.result.status == status
    assert attempt.result.test is None
    assert PATCHED_LINE in attempt.patch_on_disk


def test_a_run_directory_that_disappears_does_not_take_the_patch_along(tmp_path: Path) -> None:
    class Vandal(Shell):
        def __call__(self, command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
            shutil.rmtree(tmp_path / "run", ignore_errors=True)
            return ExecResult(0, b"")

    output = tmp_path / "out.diff"
    assert PATCHED_LINE in Attempt(tmp_path, [RUN, FIX, SUBMIT], Vandal(), output=output).result.patch
    assert PATCHED_LINE in output.read_bytes()


@pytest.mark.parametrize("thinking", [True, False])
def test_thinking_is_the_profiles(tmp_path: Path, thinking: bool) -> None:
    profile = PROFILES["scripted"].model_copy(update={"thinking": thinking})
    attempt = Attempt(tmp_path, [FIX, SUBMIT], profile=profile)
    assert attempt.result.status == "patched"
    assert (attempt.result.usage.thinking > 0) == thinking


def test_the_time_of_the_model_is_part_of_the_loop(tmp_path: Path) -> None:
    times = Attempt(tmp_path, [FIX, SUBMIT]).result.times
    assert 0 < times.prefill_s + times.decode_s <= times.loop_s <= times.total_s


def test_everything_is_shown_in_order(tmp_path: Path) -> None:
    class Seen(NoProgress):
        def __init__(self) -> None:
            self.records: list[Any] = []

        def record(self, record: Any) -> None:
            self.records.append(record)

    seen = Seen()
    attempt = Attempt(tmp_path, [FIX, SUBMIT], progress=seen)
    assert seen.records == attempt.records[1:]


def test_a_run_whose_result_is_the_state_hands_back_no_patch(tmp_path: Path) -> None:
    attempt = Attempt(tmp_path, [FIX, RUN, SUBMIT], deliverable="state", workdir="/app")
    result = attempt.result
    assert (result.status, result.exit_code, result.verdict, result.patch) == ("finished", 0, "unchecked", b"")
    assert not (attempt.run_dir / "patch.diff").exists()
    assert result.failure_cause is None


def test_without_a_submission_the_state_stands_all_the_same(tmp_path: Path) -> None:
    limits = replace(PROFILES["scripted"].limits, max_steps=1)
    profile = PROFILES["scripted"].model_copy(update={"limits": limits})
    result = Attempt(tmp_path, [RUN, SUBMIT], profile=profile, deliverable="state").result
    assert (result.status, result.ending) == ("step_limit", "step_limit")

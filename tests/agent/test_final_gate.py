"""Before the first submission counts, the model sees its change once; then it is its own affair."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from pathlib import Path

import pytest

from agent.events import ObservationRecord
from agent.final_gate import FinalGate
from agent.profile import PROFILES
from agent.stuck import LoopRules
from agent.thoughts import ThoughtRules
from agent.trajectory import read_events
from sandboxes.base import ExecResult
from sandboxes.errors import SandboxLost
from sandboxes.memory import MemorySandbox
from tests.agent.test_solve import FIX, SUBMIT, Attempt, Shell

GATED = PROFILES["scripted"].model_copy(update={"rules": LoopRules(final_gate=True)})


class Git:
    """Answers what the gate asks of git, and the check."""

    def __init__(self, new_files: bytes = b"", code: int = 0) -> None:
        self.new_files, self.code, self.asked = new_files, code, 0

    def __call__(self, command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
        if "--name-only" in command:
            return ExecResult(0, self.new_files)
        if "diff" in command:
            return ExecResult(0, b"+x = 2\n")
        if command[-1] == "check":
            self.asked += 1
            return ExecResult(self.code, b"1 failed\n" if self.code else b"1 passed\n")
        return ExecResult(0, b"")


def test_the_change_is_shown_with_new_files_and_the_check() -> None:
    text = FinalGate(MemorySandbox({}, Git(b"repro.py\0a b\0", 1)), "check").look().text
    assert "New files, to be removed if they were only for your own use: repro.py, a b" in text
    assert "The check 'check' ends with exit code 1:\n1 failed" in text
    assert text.endswith("The whole change:\n+x = 2")


def test_without_check_and_new_files_the_change_alone_is_shown() -> None:
    text = FinalGate(MemorySandbox({}, Git())).look().text
    assert "check" not in text
    assert "New files" not in text


def test_a_run_is_gated_once(tmp_path: Path) -> None:
    git = Git()
    attempt = Attempt(tmp_path, [FIX, SUBMIT, SUBMIT], git, profile=GATED, test_command="check")  # type: ignore[arg-type]
    assert (attempt.result.status, attempt.result.steps, attempt.result.verdict) == ("patched", 3, "solved_and_checked")
    assert git.asked == 2
    told = [event.record for event in read_events(attempt.run_dir) if isinstance(event.record, ObservationRecord)]
    assert [record.ends_run for record in told] == [False, False, True]
    assert "Not handed in yet" in told[1].text


def test_profiles_without_the_gate_end_at_once(tmp_path: Path) -> None:
    assert Attempt(tmp_path, [FIX, SUBMIT]).result.steps == 2
    assert not PROFILES["pocket"].rules.final_gate
    assert PROFILES["pocket"].rules.longest_period == 1
    assert PROFILES["pocket"].rules.thought is None
    assert PROFILES["qwen3.6"].rules == LoopRules(longest_period=4, final_gate=True, thought=ThoughtRules())


def test_a_sandbox_that_is_lost_at_the_gate_is_an_ending(tmp_path: Path) -> None:
    class Lost(Git):
        def __call__(self, command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
            if "diff" in command:
                raise SandboxLost("gone")
            return ExecResult(0, b"")

    attempt = Attempt(tmp_path, [FIX, SUBMIT, SUBMIT], Lost(), profile=GATED)  # type: ignore[arg-type]
    assert attempt.result.verdict == "sandbox_lost"


@pytest.mark.parametrize(
    ("turns", "shell", "settings", "verdict"),
    [
        ([FIX, SUBMIT], Shell(), {}, "unchecked"),
        ([FIX, SUBMIT], Shell(check=ExecResult(0, b"")), {"test_command": "check"}, "solved_and_checked"),
        ([FIX, SUBMIT], Shell(check=ExecResult(1, b"")), {"test_command": "check"}, "failed_check"),
        ([SUBMIT], Shell(), {}, "no_change"),
        ([FIX], Shell(), {}, "internal_error"),
    ],
)
def test_a_verdict_says_what_was_checked(
    tmp_path: Path, turns: list[object], shell: Shell, settings: dict[str, object], verdict: str
) -> None:
    assert Attempt(tmp_path, turns, shell, **settings).result.verdict == verdict  # type: ignore[arg-type]

from __future__ import annotations

from pathlib import Path

from evals.scoring import score
from sandboxes.base import ExecResult, Sandbox
from sandboxes.errors import SandboxLost, SandboxUnavailable
from sandboxes.git_patch import git_patch
from tests.evals.machines import Machine
from tests.evals.suites import FIX, write_shop


def lost(honest: ExecResult) -> ExecResult:
    raise SandboxLost("the engine is gone")


def unavailable() -> Sandbox:
    raise SandboxUnavailable("no image")


def test_the_solution_resolves_and_nothing_does_not(task_folder: Path) -> None:
    task, machine = write_shop(task_folder), Machine()
    solved, unsolved = score(task, FIX, machine.open), score(task, b"", machine.open)
    assert (solved.outcome, solved.passed_tests, solved.tests) == ("resolved", 3, 3)
    assert (unsolved.outcome, unsolved.passed_tests, unsolved.tests) == ("unresolved", 0, 3)
    assert machine.opened == 2


def test_protected_changes_are_left_out_and_told(task_folder: Path) -> None:
    cheat = git_patch({}, {"conftest.py": b"cheat\n"})
    scored = score(write_shop(task_folder), cheat + FIX, Machine().open)
    assert scored.outcome == "resolved"
    assert scored.dropped == ("conftest.py",)


def test_a_patch_that_does_not_apply_or_is_none_is_unresolved(task_folder: Path) -> None:
    task, machine = write_shop(task_folder), Machine()
    other = git_patch({"x.py": b"1\n"}, {"x.py": b"2\n"})
    assert "does not apply: error: patch failed" in score(task, other, machine.open).reason
    assert score(task, b"I fixed it\n", machine.open).outcome == "unresolved"


def test_what_the_machine_does_wrong_is_no_score(task_folder: Path) -> None:
    task = write_shop(task_folder)
    assert score(task, FIX, unavailable).outcome == "error"
    scored = score(task, FIX, Machine(broken=lost).open)
    assert (scored.outcome, scored.reason) == ("error", "SandboxLost: the engine is gone")
    no_python = Machine(broken=lambda _: ExecResult(127, b""))
    assert score(task, FIX, no_python.open).outcome == "error"


def test_tests_that_do_not_end_are_unresolved(task_folder: Path) -> None:
    def hang(honest: ExecResult) -> ExecResult:
        return ExecResult(124, honest.output.partition(b"\n\n")[0] + b"\n", timed_out=True)

    scored = score(write_shop(task_folder), FIX, Machine(broken=hang).open)
    assert (scored.outcome, scored.reason) == ("unresolved", "the hidden tests did not end in time")

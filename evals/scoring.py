"""Scores a patch: the pristine repository in a fresh sandbox, the patch and nothing else, then the hidden tests.

The hidden tests come in after the patch, under a name that nothing can foresee, together with a test that must fail:
where that one passes, something in the patch decides over the tests. What a machine does wrong is never a score.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import resources
from typing import Final

from pydantic import BaseModel, ConfigDict

from agent.patch import PatchError
from evals.hidden_tests import Order, defined_tests
from evals.patch_filter import FilteredPatch, filter_patch
from evals.task_folder import Task
from evals.verdict import Expectation, Outcome, judge
from sandboxes.base import ExecResult, Sandbox
from sandboxes.errors import SandboxError, SandboxLost, SandboxUnavailable

APPLY_TIMEOUT_S: Final = 60.0
MAX_OUTPUT_BYTES: Final = 16 << 20
_APPLY: Final = ("git", "apply", "--whitespace=nowarn", "-")
# -I: neither the environment nor the current folder decides what Python loads; -B: no caches of the patch's code.
_RUN: Final = 'python=$(command -v python || command -v python3) || exit 127; exec "$python" -I -B -c "$1"'


class Score(BaseModel):
    """What a patch came to. ``dropped`` are the files whose changes were left out; ``tests`` how many hidden tests ran.

    ``cause`` is the kind of an error of the machine.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Outcome
    reason: str = ""
    cause: str = ""
    dropped: tuple[str, ...] = ()
    passed_tests: int = 0
    tests: int = 0
    duration_s: float = 0.0


def score(task: Task, patch: bytes, open_sandbox: Callable[[], Sandbox]) -> Score:
    """Score ``patch`` in a sandbox of its own.

    Args:
        task: whose hidden tests decide.
        patch: a git patch; empty for none.
        open_sandbox: makes a fresh sandbox that holds the task's repository; it is closed here.
    """
    started_s = time.monotonic()
    try:
        filtered = filter_patch(patch)
    except PatchError as error:
        return Score(outcome="unresolved", reason=str(error))
    try:
        sandbox = open_sandbox()
        try:
            result = _score_in(sandbox, task, filtered)
        finally:
            sandbox.close()
    except SandboxError as error:
        result = Score(outcome="error", reason=f"{type(error).__name__}: {error}", cause=cause_of(error))
    return result.model_copy(update={"dropped": filtered.dropped, "duration_s": round(time.monotonic() - started_s, 3)})


def _score_in(sandbox: Sandbox, task: Task, patch: FilteredPatch) -> Score:
    if patch.content:
        applied = sandbox.exec(_APPLY, stdin=patch.content, timeout_s=APPLY_TIMEOUT_S)
        if applied.exit_code:
            return Score(outcome="unresolved", reason=f"the patch does not apply: {_last_line(applied)}")
    order = Order.new(task.hidden_test)
    script = resources.files("evals").joinpath("hidden_run.py").read_text("utf-8")
    ran = sandbox.exec(
        ["sh", "-c", _RUN, "run", script],
        stdin=order.to_json(),
        timeout_s=task.settings.timeout_s,
        max_output_bytes=MAX_OUTPUT_BYTES,
    )
    settings = task.settings
    expected = Expectation(defined_tests(task.hidden_test), settings.hidden_tests, frozenset(settings.ignored_tests))
    verdict = judge(order.read(ran), expected)
    return Score(
        outcome=verdict.outcome,
        reason=verdict.reason,
        cause="no_pytest" if verdict.outcome == "error" else "",
        passed_tests=verdict.passed_tests,
        tests=verdict.tests,
    )


def cause_of(error: SandboxError) -> str:
    """The kind of an error of a sandbox, as results name it."""
    if isinstance(error, SandboxLost):
        return "sandbox_lost"
    return "sandbox_unavailable" if isinstance(error, SandboxUnavailable) else "sandbox_error"


def _last_line(result: ExecResult) -> str:
    lines = result.output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else f"exit code {result.exit_code}"

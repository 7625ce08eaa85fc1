"""The end of a run: the change is taken out, written, checked and judged, whatever the ending was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from agent.attempt import Attempt
from agent.checkpoints import Checkpoints
from agent.events import Kept
from agent.limits import RESUMABLE, Ending
from agent.outcome import SolveResult, Status, TestOutcome, judge, verdict_of
from agent.run_state import INTERRUPTED, State
from agent.setup_change import without_setup
from sandboxes.base import Sandbox
from sandboxes.errors import SandboxError

_UNCHECKED: Final = frozenset({"interrupted", "sandbox_lost", "internal_error"})
"""After these endings the check is not run: it could not change the outcome."""


def conclude(attempt: Attempt, state: State, setup_change: bytes, checkpoints: Checkpoints) -> SolveResult:
    """Take the patch out, write it, run the check, judge, and write the result."""
    assert state.ending is not None
    is_patch = attempt.request.deliverable == "patch"
    change, problem = _take_change(attempt.sandbox, checkpoints) if is_patch else (b"", "")
    if state.ending.kind in RESUMABLE and not problem:
        _write(attempt, partial(_keep, attempt, checkpoints))
    patch = without_setup(change, setup_change)
    output = attempt.request.output
    if output is not None:
        _write(attempt, partial(output.write_bytes, patch))
    if is_patch:
        _write(attempt, partial(attempt.trajectory.write_file, "patch.diff", patch))
    ending, test = state.ending, None
    if patch and attempt.request.test_command is not None and ending.kind not in _UNCHECKED:
        ending, test = _check(attempt, ending)
        attempt.clock.lap("test_s")
    status, exit_code = judge(ending, has_patch=bool(patch) or not is_patch, test=test)
    if not is_patch and status == "patched":
        status = "finished"
    result = SolveResult(
        status=status,
        exit_code=exit_code,
        verdict=verdict_of(ending, has_patch=bool(patch) or not is_patch, test=test),
        patch=patch,
        ending=ending.kind,
        ending_detail=ending.detail,
        failure_cause=_failure_cause(status, ending, test, problem),
        steps=state.steps,
        usage=state.usage,
        drafts=state.drafts,
        compactions=state.compactions,
        times=attempt.clock.times(prefill_s=state.prefill_s, decode_s=state.decode_s),
        test=test,
        run_dir=attempt.trajectory.folder,
        notices=(*attempt.request.issue.notices, *attempt.request.notices),
    )
    _write(attempt, partial(attempt.trajectory.write_file, "result.json", result.to_json()))
    return result


def _write(attempt: Attempt, write: Callable[[], object]) -> None:
    """Write a file at the end; one that cannot be written does not take the others along."""
    try:
        write()
    except OSError as error:
        attempt.progress.note(f"could not be written: {error}")


def _keep(attempt: Attempt, checkpoints: Checkpoints) -> None:
    """Keep the change as it is at the end, for a run that may be taken up again."""
    name = checkpoints.keep()
    if name is not None:
        attempt.trajectory.append(Kept(checkpoint=name))


def _take_change(sandbox: Sandbox, checkpoints: Checkpoints) -> tuple[bytes, str]:
    """The change of the repository; where it cannot be had the one that was kept last, or none, and one line that says so."""
    try:
        return sandbox.change(), ""
    except SandboxError as error:
        problem = f"the change could not be taken out: {error}"
    with suppress(OSError):
        if (kept := checkpoints.newest()) is not None:
            return kept, f"{problem}; the patch is the change as it was last kept"
    return b"", problem


def _check(attempt: Attempt, ending: Ending) -> tuple[Ending, TestOutcome | None]:
    """Run the command of ``--test``; a sandbox that is lost or an interruption during it becomes the ending."""
    try:
        record = attempt.command("test", str(attempt.request.test_command))
    except KeyboardInterrupt:
        return INTERRUPTED, None
    except SandboxError as error:
        return Ending("sandbox_lost", f"before the check could be run: {error}"), None
    return ending, TestOutcome(command=record.command, exit_code=record.exit_code, output=record.output)


def _failure_cause(status: Status, ending: Ending, test: TestOutcome | None, problem: str) -> str | None:
    """One line that says why the run is no success; None when it is one."""
    if status in ("patched", "finished"):
        return None
    if status == "checks_failed" and test is not None:
        return f"the check exits with {test.exit_code}: {test.command}"
    cause = "no file was changed" if status == "no_change" else ""
    return "; ".join(part for part in (cause, ending.detail if ending.kind != "submitted" else "", problem) if part)

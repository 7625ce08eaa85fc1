"""Scores a patch for an instance: a fresh container of its image, the patch without what decides over tests, its own script.

The official verdict must be ``resolved``, and where pytest runs the tests a second witness must come to the same (``guard.py``).
The logs are the official ones, so that the official harness can grade them again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from agent.patch import PatchError
from evals.patch_filter import FilteredPatch, filter_patch
from evals.scoring import Score, cause_of
from evals.swebench.execution import PATCH, SCRIPT, Container, Executed, Script, evaluation_script, execute
from evals.swebench.grading import Grade, grade_log, instance_report
from evals.swebench.guard import MAX_RECORD_BYTES, Guard
from evals.swebench.instance_task import InstanceTask
from evals.swebench.patched_files import patched_files
from evals.swebench.predictions import Prediction
from evals.swebench.report import REPORT, RUN_LOG, TEST_OUTPUT
from evals.swebench.rows import Row
from sandboxes.errors import SandboxError


def score_instance(
    task: InstanceTask, patch: bytes, open_container: Callable[[], Container], folder: Path | None = None
) -> Score:
    """Score ``patch``.

    Args:
        task: whose tests decide; its row has a script.
        patch: a git patch; empty for none, and then the tests run all the same.
        open_container: starts a container of the instance's image; it is closed here.
        folder: gets the official logs, if there is one.
    """
    started_s = time.monotonic()
    try:
        filtered = filter_patch(patch, kept=patched_files(task.row.patch).all)
    except PatchError as error:
        return Score(outcome="unresolved", reason=str(error))
    plain = evaluation_script(task.row)
    guard = Guard.of(task.row, plain)
    script = Script(guard.guarded(plain), task.timeout_s, guard.record, MAX_RECORD_BYTES)
    try:
        container = open_container()
        try:
            executed = execute(container, filtered.content, script)
        finally:
            container.close()
        scored = _judge(task.row, executed, guard)
        if folder is not None:
            _write_logs(folder, task.row, filtered, script, executed)
    except SandboxError as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        scored = Score(outcome="error", reason=reason, cause=cause_of(error))
    return scored.model_copy(update={"dropped": filtered.dropped, "duration_s": round(time.monotonic() - started_s, 3)})


def _judge(row: Row, executed: Executed, guard: Guard) -> Score:
    if executed.output is None or executed.timed_out:
        return Score(outcome="unresolved", reason=executed.reason)
    log = executed.output.decode("utf-8", "replace")
    official = grade_log(row, guard.without_traces(log))
    passed, tests = _counts(official)
    reason = _reason(official)
    if not reason:
        watched = guard.read(executed.kept)
        reason = watched.objection(log, runs_pytest=guard.runs_pytest)
        if not reason and guard.runs_pytest and (second := _reason(grade_log(row, watched.as_log()))):
            reason = f"tampering: the log says that all is well, but pytest does not: {second}"
    return Score(outcome="unresolved" if reason else "resolved", reason=reason, passed_tests=passed, tests=tests)


def _reason(grade: Grade) -> str:
    """Why a grade is not the full one, or nothing."""
    if grade.fail_to_pass is None or grade.pass_to_pass is None:
        return grade.reason
    for name, tests in (("FAIL_TO_PASS", grade.fail_to_pass), ("PASS_TO_PASS", grade.pass_to_pass)):
        if tests.failure:
            total = len(tests.success) + len(tests.failure)
            return f"{len(tests.failure)} of {total} tests of {name} do not pass: {tests.failure[0]}"
    return "" if grade.resolution == "RESOLVED_FULL" else "no test is listed"


def _counts(grade: Grade) -> tuple[int, int]:
    listed = [tests for tests in (grade.fail_to_pass, grade.pass_to_pass) if tests is not None]
    passed = sum(len(tests.success) for tests in listed)
    return passed, passed + sum(len(tests.failure) for tests in listed)


def _write_logs(folder: Path, row: Row, patch: FilteredPatch, script: Script, executed: Executed) -> None:
    """The files that the official harness leaves; the patch is kept by the run, as the agent made it."""
    (folder / f"scored-{PATCH}").write_bytes(patch.content)
    (folder / SCRIPT).write_text(script.text, "utf-8", "surrogateescape")
    (folder / RUN_LOG).write_text("\n".join(executed.log) + "\n", "utf-8")
    if executed.output is None:
        return
    (folder / TEST_OUTPUT).write_bytes(executed.output)
    if not executed.timed_out:
        prediction = Prediction(instance_id=row.instance_id, model_patch=patch.content.decode("utf-8", "replace"))
        report = instance_report(row, prediction, executed.output.decode("utf-8", "replace"))
        (folder / REPORT).write_text(json.dumps(report, indent=4) + "\n", "utf-8")

"""Runs a suite: every attempt that has no score yet is made, scored and recorded, several at a time.

An attempt shares nothing with another but the model and the record. What a machine does wrong is recorded as an error
and tried again, a few times at once where its cause may pass, and in any case by the next run.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from agent.errors import UserError
from evals.agents import EvaluatedAgent, PlannedAttempt, Solution
from evals.evaluation_task import EvaluationTask
from evals.results import PATCH, SCORE, AttemptResult, RunRecord, Tokens, final_results
from evals.scoring import Score, cause_of
from evals.suite import Suite
from evals.workplace import Workplace, Workplaces
from sandboxes.errors import SandboxError

logger = logging.getLogger(__name__)

_MACHINE_FAILED: Final = frozenset({"sandbox_lost", "internal_error"})

RETRIES: Final[Mapping[str, int]] = {"sandbox_lost": 2, "sandbox_unavailable": 1}
"""How often an attempt is made anew at once after an error, by its cause. What is not here would only fail again."""


class Stopped(Exception):
    """The run was interrupted before the attempt had a result."""


class _MachineFailed(Exception):
    """The machine failed while the agent ran, which says nothing of the agent."""

    def __init__(self, cause: str, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is run: the agent, where attempts are made, where results go, and who asks to stop."""

    agent: EvaluatedAgent
    workplaces: Workplaces
    record: RunRecord
    stop: threading.Event


def open_attempts(suite: Suite, record: RunRecord, attempts: int = 1) -> list[PlannedAttempt]:
    """The attempts without a score, or made when the task's folder was another; all first attempts come first."""
    final = final_results(record.results)
    scored = {(*key, result.digest) for key, result in final.items() if result.outcome != "error"}
    digests = {task.name: task.digest() for task in suite.tasks}
    return [
        PlannedAttempt(task, number)
        for number in range(1, attempts + 1)
        for task in suite.tasks
        if (task.name, number, digests[task.name]) not in scored
    ]


def run_attempts(
    planned: list[PlannedAttempt],
    evaluation: Evaluation,
    *,
    workers: int,
    on_result: Callable[[AttemptResult], None],
    on_start: Callable[[PlannedAttempt], None] = lambda _: None,
) -> None:
    """Make attempts, ``workers`` at a time.

    ``on_result`` is called here, in this thread, after each is recorded; ``on_start`` in the thread that makes it.

    Raises:
        KeyboardInterrupt: the user wants to stop; what was under way leaves no result.
        UserError: nothing can be run here (no engine, no image).
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="attempt") as pool:
        running = [pool.submit(_recorded, attempt, evaluation, on_start) for attempt in planned]
        try:
            for attempt in as_completed(running):
                on_result(attempt.result())
        except BaseException:
            evaluation.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _recorded(
    attempt: PlannedAttempt, evaluation: Evaluation, on_start: Callable[[PlannedAttempt], None]
) -> AttemptResult:
    """Make an attempt until it has a score or its cause of failure has used up its retries; record each result."""
    on_start(attempt)
    failures: Counter[str] = Counter()
    while True:
        result = run_attempt(attempt, evaluation)
        evaluation.record.append(result)
        failures[result.cause] += 1
        if result.outcome != "error" or failures[result.cause] > RETRIES.get(result.cause, 0):
            return result


def run_attempt(attempt: PlannedAttempt, evaluation: Evaluation) -> AttemptResult:
    """Solve and score a task once.

    Raises:
        Stopped: the run was interrupted.
        UserError: nothing can be run here.
    """
    started_s, task = time.monotonic(), attempt.task
    folder = evaluation.record.attempt_folder(task.name)
    solution, scored, cause = Solution(b""), Score(outcome="error"), ""
    try:
        with TemporaryDirectory(prefix="throughline-eval-") as storage:
            workplace = evaluation.workplaces(task, Path(storage))
            solution = _solve(attempt, evaluation, workplace, folder)
            scored = _score(solution, workplace, folder)
        cause = scored.cause
    except (UserError, Stopped):
        raise
    except Exception as error:
        cause, scored = _failure(error, task)
    return AttemptResult(
        task=task.name,
        attempt=attempt.number,
        digest=task.digest(),
        family=task.family,
        agent=evaluation.agent.name,
        outcome=scored.outcome,
        reason=scored.reason,
        cause=cause,
        note=solution.note,
        status=solution.status,
        ending=solution.ending,
        passed_tests=scored.passed_tests,
        tests=scored.tests,
        dropped=scored.dropped,
        patch_bytes=len(solution.patch),
        steps=solution.steps,
        tokens=Tokens.model_validate(asdict(solution.usage)),
        decode_s=solution.times.decode_s,
        solve_s=solution.times.total_s,
        scoring_s=scored.duration_s,
        waiting_s=round(solution.waiting_s, 3),
        wall_s=round(time.monotonic() - started_s, 3),
        folder=str(folder.relative_to(evaluation.record.folder)),
        ended=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _failure(error: Exception, task: EvaluationTask) -> tuple[str, Score]:
    """The cause of an error, and the score that is none."""
    if isinstance(error, _MachineFailed):
        return error.cause, Score(outcome="error", reason=str(error))
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    if isinstance(error, SandboxError):
        return cause_of(error), Score(outcome="error", reason=reason)
    # One attempt that meets a fault of ours must not end the others.
    logger.error("attempt at %s", task.name, exc_info=error)
    return "internal_error", Score(outcome="error", reason=reason)


def _solve(attempt: PlannedAttempt, evaluation: Evaluation, workplace: Workplace, folder: Path) -> Solution:
    solution = evaluation.agent.solve(attempt, workplace, folder, evaluation.stop.is_set)
    if solution.status == "interrupted" or evaluation.stop.is_set():
        raise Stopped
    if solution.status in _MACHINE_FAILED:
        raise _MachineFailed(str(solution.status), solution.detail)
    (folder / PATCH).write_bytes(solution.patch)
    return solution


def _score(solution: Solution, workplace: Workplace, folder: Path) -> Score:
    if solution.status is not None and not solution.patch:
        return Score(outcome="unresolved", reason=f"no change: {solution.detail or solution.ending}")
    scored = workplace.score(solution.patch, folder)
    (folder / SCORE).write_text(scored.model_dump_json(indent=2) + "\n", "utf-8")
    return scored

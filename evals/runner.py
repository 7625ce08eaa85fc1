"""Runs a suite: every task that has no score yet is solved, scored and recorded, several at a time.

An attempt shares nothing with another but the model and the record. What a machine does wrong is recorded as an error
and tried again by the next run.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from agent.errors import UserError
from evals.agents import EvaluatedAgent, Solution
from evals.repository import make_base
from evals.results import AttemptResult, RunRecord, Tokens, final_results
from evals.scoring import Score, score
from evals.task_folder import Suite, Task
from sandboxes.base import Sandbox
from sandboxes.errors import SandboxError
from sandboxes.repository import BaseRepository

logger = logging.getLogger(__name__)

OpenerOf = Callable[[BaseRepository], Callable[[], Sandbox]]
"""What opens sandboxes that hold a base. Raises NoSandbox."""

_MACHINE_FAILED: Final = frozenset({"sandbox_lost", "internal_error"})


class Stopped(Exception):
    """The run was interrupted before the attempt had a result."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is run: the agent, where sandboxes come from, where results go, and who asks to stop."""

    agent: EvaluatedAgent
    opener_of: OpenerOf
    record: RunRecord
    stop: threading.Event


def open_tasks(suite: Suite, record: RunRecord) -> list[Task]:
    """The tasks without a score, or whose folder has changed since."""
    final = final_results(record.results)
    scored = {(name, result.digest) for name, result in final.items() if result.outcome != "error"}
    return [task for task in suite.tasks if (task.name, task.digest()) not in scored]


def run_tasks(
    tasks: list[Task], evaluation: Evaluation, *, workers: int, on_result: Callable[[AttemptResult], None]
) -> None:
    """Attempt the tasks, ``workers`` at a time; ``on_result`` is called here, in this thread, after each is recorded.

    Raises:
        KeyboardInterrupt: the user wants to stop; what was under way leaves no result.
        UserError: nothing can be run here (no engine, no image).
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="attempt") as pool:
        attempts = [pool.submit(_recorded, task, evaluation) for task in tasks]
        try:
            for attempt in as_completed(attempts):
                on_result(attempt.result())
        except BaseException:
            evaluation.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _recorded(task: Task, evaluation: Evaluation) -> AttemptResult:
    result = run_attempt(task, evaluation)
    evaluation.record.append(result)
    return result


def run_attempt(task: Task, evaluation: Evaluation) -> AttemptResult:
    """Solve and score a task once.

    Raises:
        Stopped: the run was interrupted.
        UserError: nothing can be run here.
    """
    started_s = time.monotonic()
    folder = evaluation.record.attempt_folder(task.name)
    solution, scored = Solution(b""), Score(outcome="error")
    try:
        solution, scored = _solve_and_score(task, evaluation, folder)
    except SandboxError as error:
        scored = Score(outcome="error", reason=f"{type(error).__name__}: {error}")
    except (UserError, Stopped):
        raise
    except Exception as error:
        # One attempt that meets a fault of ours must not end the others.
        logger.exception("attempt at %s", task.name)
        scored = Score(outcome="error", reason=" ".join(f"{type(error).__name__}: {error}".split()))
    return AttemptResult(
        task=task.name,
        digest=task.digest(),
        family=task.settings.family,
        agent=evaluation.agent.name,
        outcome=scored.outcome,
        reason=scored.reason,
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
        wall_s=round(time.monotonic() - started_s, 3),
        folder=str(folder.relative_to(evaluation.record.folder)),
        ended=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _solve_and_score(task: Task, evaluation: Evaluation, folder: Path) -> tuple[Solution, Score]:
    with TemporaryDirectory(prefix="throughline-eval-") as storage:
        open_sandbox = evaluation.opener_of(make_base(task, Path(storage)))
        solution = evaluation.agent.solve(task, open_sandbox, folder, evaluation.stop.is_set)
        if solution.status == "interrupted" or evaluation.stop.is_set():
            raise Stopped
        if solution.status in _MACHINE_FAILED:
            return solution, Score(outcome="error", reason=solution.detail)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "patch.diff").write_bytes(solution.patch)
        if solution.status is not None and not solution.patch:
            return solution, Score(outcome="unresolved", reason=f"no change: {solution.detail or solution.ending}")
        scored = score(task, solution.patch, open_sandbox)
        (folder / "score.json").write_text(scored.model_dump_json(indent=2) + "\n", "utf-8")
        return solution, scored

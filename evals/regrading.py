"""Scores the saved patches of an evaluation again, with the tasks as they are now; no agent runs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from agent.errors import BadInput
from evals.evaluation_task import EvaluationTask
from evals.results import PATCH, SCORE, AttemptResult, RunRecord, final_results
from evals.suite import Suite
from evals.workplace import Workplaces


def regrade(
    record: RunRecord,
    suite: Suite,
    workplaces: Workplaces,
    *,
    workers: int,
    on_result: Callable[[AttemptResult, AttemptResult], None],
) -> None:
    """Score every saved patch anew and record what comes of it; ``on_result`` is told the result before and after.

    An attempt without a saved patch (an error before there was one) is left as it is.

    Raises:
        BadInput: nothing can be scored again: no patch of these tasks is saved.
        NoSandbox: there is no engine or no image.
    """
    tasks = {task.name: task for task in suite.tasks}
    saved = [
        result
        for result in final_results(record.results).values()
        if result.task in tasks and (record.folder / result.folder / PATCH).is_file()
    ]
    if not saved:
        raise BadInput(f"{record.folder} holds no saved patch of a task of {suite.folder}")
    with ThreadPoolExecutor(workers, thread_name_prefix="regrade") as pool:
        jobs = {
            pool.submit(_regraded, result, tasks[result.task], record.folder, workplaces): result for result in saved
        }
        try:
            for job in as_completed(jobs):
                record.append(job.result())
                on_result(jobs[job], job.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _regraded(before: AttemptResult, task: EvaluationTask, run_folder: Path, workplaces: Workplaces) -> AttemptResult:
    folder = run_folder / before.folder
    patch = (folder / PATCH).read_bytes()
    if not patch and before.status is not None:
        return before.model_copy(update={"digest": task.digest()})
    with TemporaryDirectory(prefix="throughline-eval-") as storage:
        scored = workplaces(task, Path(storage)).score(patch, folder)
    (folder / SCORE).write_text(scored.model_dump_json(indent=2) + "\n", "utf-8")
    return before.model_copy(
        update={
            "digest": task.digest(),
            "outcome": scored.outcome,
            "reason": scored.reason,
            "cause": scored.cause,
            "passed_tests": scored.passed_tests,
            "tests": scored.tests,
            "dropped": scored.dropped,
            "scoring_s": scored.duration_s,
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )

"""Attempts at terminal tasks: a place for each, a trial in it, and the result as every evaluation here has it."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from agent.errors import UserError
from evals.agents import Solution
from evals.results import SCORE, AttemptResult, RunRecord, Tokens, final_results
from evals.runner import RETRIES, Stopped
from evals.scoring import Score, cause_of
from evals.terminal.execution import MachineFailed, Phases, Trial, run_trial
from evals.terminal.phases import TerminalAgent
from evals.terminal.places import Means, image_of, open_place
from evals.terminal.support import composition_of
from evals.terminal.task_directory import TerminalTask
from evals.verdict import Verdict
from sandboxes.errors import SandboxError
from vocabulary.messages import Usage

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempts:
    """How attempts are made: with what, by whom; results go into ``record``. ``saves``: containers are kept."""

    means: Means
    agent: TerminalAgent
    record: RunRecord
    keep_processes: bool = False
    saves: bool = False
    stop: threading.Event = field(default_factory=threading.Event)


def missing_attempts(tasks: list[TerminalTask], record: RunRecord, attempts: int) -> list[tuple[TerminalTask, int]]:
    """The attempts that have no score yet for the task as it is now; all first attempts come first."""
    final = final_results(record.results)
    scored = {(*key, result.digest) for key, result in final.items() if result.outcome != "error"}
    digests = {task.name: task.digest() for task in tasks}
    return [
        (task, number)
        for number in range(1, attempts + 1)
        for task in tasks
        if (task.name, number, digests[task.name]) not in scored
    ]


def make_attempts(
    planned: list[tuple[TerminalTask, int]],
    how: Attempts,
    *,
    workers: int,
    on_result: Callable[[AttemptResult], None],
    on_start: Callable[[str, int], None] = lambda *_: None,
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """Make attempts, ``workers`` at a time; each is recorded before ``on_result`` is told, in this thread.

    ``on_start`` is told task and number in the thread that makes the attempt.

    Raises:
        KeyboardInterrupt: ``stopping`` said so; runs of a model that are under way leave no result.
        UserError: nothing can be run.
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="attempt") as pool:
        jobs = [pool.submit(_recorded, task, number, how, on_start) for task, number in planned]
        try:
            for job in as_completed(jobs):
                on_result(job.result())
                if stopping():
                    raise KeyboardInterrupt
        except BaseException:
            how.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _recorded(task: TerminalTask, number: int, how: Attempts, on_start: Callable[[str, int], None]) -> AttemptResult:
    """Make an attempt until it has a score or its cause of failure has used up its retries; each result is recorded."""
    on_start(task.name, number)
    failures: Counter[str] = Counter()
    while True:
        result = make_attempt(task, number, how)
        failures[result.cause] += 1
        if result.outcome != "error" or failures[result.cause] > RETRIES.get(result.cause, 0):
            return result


def make_attempt(task: TerminalTask, number: int, how: Attempts) -> AttemptResult:
    """One attempt, recorded. What the machine does wrong is an error and never a score.

    Raises:
        Stopped: the run was interrupted before the attempt had a result.
        UserError: nothing can be run.
    """
    start_s = time.monotonic()
    folder = how.record.attempt_folder(task.name)
    cause, phases = "", Phases(Verdict("error"))
    try:
        phases = _run(task, number, how, folder)
    except (Stopped, UserError):
        raise
    except MachineFailed as error:
        cause, phases = error.cause, Phases(Verdict("error", str(error)))
    except SandboxError as error:
        cause = cause_of(error)
        phases = Phases(Verdict("error", " ".join(f"{type(error).__name__}: {error}".split())))
    except Exception as error:
        # One attempt that meets a fault of ours must not end the others.
        logger.exception("attempt at %s", task.name)
        cause = "internal_error"
        phases = Phases(Verdict("error", " ".join(f"{type(error).__name__}: {error}".split())))
    result = _result(task, number, how, phases, folder)
    result = result.model_copy(update={"cause": cause, "wall_s": round(time.monotonic() - start_s, 3)})
    how.record.append(result)
    return result


def _result(task: TerminalTask, number: int, how: Attempts, phases: Phases, folder: Path) -> AttemptResult:
    """What came of an attempt; what the agent used is summed over the steps of the task."""
    verdict = phases.verdict
    write_score(folder, verdict)
    last = phases.solutions[-1] if phases.solutions else Solution(b"")
    usage = sum((solution.usage for solution in phases.solutions), Usage())
    return AttemptResult(
        task=task.name,
        attempt=number,
        digest=task.digest(),
        family="terminal",
        agent=how.agent.name,
        outcome=verdict.outcome,
        reason=verdict.reason,
        note=phases.note,
        status=last.status,
        ending=last.ending,
        passed_tests=verdict.passed_tests,
        tests=verdict.tests,
        steps=sum(solution.steps for solution in phases.solutions),
        tokens=Tokens.model_validate(asdict(usage)),
        decode_s=sum(solution.times.decode_s for solution in phases.solutions),
        solve_s=phases.agent_s,
        scoring_s=phases.verifier_s,
        waiting_s=round(sum(solution.waiting_s for solution in phases.solutions), 3),
        folder=str(folder.relative_to(how.record.folder)),
        ended=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def write_score(folder: Path, verdict: Verdict) -> None:
    """Write ``score.json`` of an attempt."""
    score = Score(
        outcome=verdict.outcome, reason=verdict.reason, passed_tests=verdict.passed_tests, tests=verdict.tests
    )
    (folder / SCORE).write_text(score.model_dump_json(indent=2) + "\n", "utf-8")


def _run(task: TerminalTask, number: int, how: Attempts, folder: Path) -> Phases:
    composition = composition_of(task, how.means.terms)
    main = composition.main if composition else None
    context, file = (main.context, main.dockerfile) if main and main.context else (task.environment, "Dockerfile")
    image, facts = image_of(task.configuration.environment, context, how.means, file=file)
    trial = Trial(
        task,
        how.means.terms,
        folder,
        image_user=(main.service.user if main else None) or facts.user,
        image_workdir=(main.service.workdir if main else None) or facts.workdir,
        keep_processes=how.keep_processes,
        timeout_multiplier=how.means.timeout_multiplier,
        number=number,
        saves=image if how.saves else None,
    )
    with open_place(trial, image, how.means, composition) as place:
        return run_trial(trial, place, how.agent, how.stop.is_set)

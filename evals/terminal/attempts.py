"""Attempts at terminal tasks: the image built or found, a container, a trial, and the result as every evaluation here has it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from evals.results import SCORE, AttemptResult, RunRecord, final_results
from evals.scoring import Score, cause_of
from evals.terminal.execution import Agent, Container, Phases, Trial, run_trial
from evals.terminal.support import Machine, Terms, plan_image
from evals.terminal.task_directory import TerminalTask, folder_digest
from evals.verdict import Verdict
from sandboxes.base import Limits
from sandboxes.errors import SandboxError, SandboxUnavailable

logger = logging.getLogger(__name__)

DEFAULT_MEMORY_BYTES: Final = 2 << 30
DEFAULT_CPUS: Final = 1.0
PIDS: Final = 4096
_MARGIN_S: Final = 3600.0


class Facts(Protocol):
    """What an image says of itself."""

    @property
    def user(self) -> str:
        """Whose commands run in it unless another is named; empty is root."""

    @property
    def workdir(self) -> str:
        """Where commands begin."""

    @property
    def has_entrypoint(self) -> bool:
        """Whether it wants a program of its own to be started first."""


class Closing(Container, Protocol):
    """A container that can be ended."""

    def close(self) -> None:
        """End and remove it."""


class Engine(Machine, Protocol):
    """Where images and containers come from; threads share it."""

    def facts(self, image: str) -> Facts:
        """What an image says of itself. Raises SandboxUnavailable."""

    def build(self, context: Path, name: str, *, networked: bool, timeout_s: float) -> None:
        """Build a folder's Dockerfile. Raises SandboxUnavailable."""

    def open(self, image: str, limits: Limits, *, networked: bool) -> Closing:
        """Start a container. Raises SandboxUnavailable."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """How attempts are made: where, by whom, on what terms; results go into ``record``."""

    engine: Engine
    agent: Agent
    terms: Terms
    record: RunRecord
    keep_processes: bool = False
    timeout_multiplier: float = 1.0
    building: Lock = field(default_factory=Lock)


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
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """Make attempts, ``workers`` at a time; each is recorded before ``on_result`` is told, in this thread.

    Raises:
        KeyboardInterrupt: ``stopping`` said so when one was done; those under way are still recorded.
    """
    with ThreadPoolExecutor(workers) as pool:
        jobs = [pool.submit(make_attempt, task, number, how) for task, number in planned]
        try:
            for job in as_completed(jobs):
                on_result(job.result())
                if stopping():
                    raise KeyboardInterrupt
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def make_attempt(task: TerminalTask, number: int, how: Attempts) -> AttemptResult:
    """One attempt, recorded. What the machine does wrong is an error and never a score."""
    start_s = time.monotonic()
    folder = how.record.attempt_folder(task.name)
    cause, phases = "", Phases(Verdict("error"), "", 0.0, 0.0)
    try:
        phases = _run(task, how, folder)
    except SandboxError as error:
        cause = cause_of(error)
        phases = Phases(Verdict("error", " ".join(f"{type(error).__name__}: {error}".split())), "", 0.0, 0.0)
    except Exception as error:
        # One attempt that meets a fault of ours must not end the others.
        logger.exception("attempt at %s", task.name)
        cause = "internal_error"
        phases = Phases(Verdict("error", " ".join(f"{type(error).__name__}: {error}".split())), "", 0.0, 0.0)
    verdict = phases.verdict
    score = Score(
        outcome=verdict.outcome, reason=verdict.reason, passed_tests=verdict.passed_tests, tests=verdict.tests
    )
    (folder / SCORE).write_text(score.model_dump_json(indent=2) + "\n", "utf-8")
    result = AttemptResult(
        task=task.name,
        attempt=number,
        digest=task.digest(),
        family="terminal",
        agent=how.agent,
        outcome=verdict.outcome,
        reason=verdict.reason,
        cause=cause,
        note=phases.note,
        passed_tests=verdict.passed_tests,
        tests=verdict.tests,
        solve_s=phases.agent_s,
        scoring_s=phases.verifier_s,
        wall_s=round(time.monotonic() - start_s, 3),
        folder=str(folder.relative_to(how.record.folder)),
        ended=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    how.record.append(result)
    return result


def image_name(task: TerminalTask) -> str:
    """What the image of a task's Dockerfile is called: the digest of its build context."""
    return f"throughline-task:{folder_digest(task.environment)[:12]}"


def _run(task: TerminalTask, how: Attempts, folder: Path) -> Phases:
    image = _image(task, how)
    facts = how.engine.facts(image)
    if facts.has_entrypoint:
        raise SandboxUnavailable("its image has an ENTRYPOINT, and none is started here")
    trial = Trial(
        task,
        how.agent,
        how.terms,
        folder,
        image_user=facts.user,
        image_workdir=facts.workdir,
        keep_processes=how.keep_processes,
        timeout_multiplier=how.timeout_multiplier,
    )
    networked = trial.has_network("agent") or trial.has_network("verifier")
    container = how.engine.open(image, _limits(trial, how.engine), networked=networked)
    with closing(container):
        return run_trial(trial, container)


def _image(task: TerminalTask, how: Attempts) -> str:
    """The image that the engine holds, or that is built now.

    Raises:
        SandboxUnavailable: there is none.
    """
    planned = plan_image(task, how.engine)
    if isinstance(planned, str):
        raise SandboxUnavailable(planned)
    if planned.held is not None:
        return planned.held
    name = image_name(task)
    # Builds share caches and processors: one at a time.
    with how.building:
        if not how.engine.has_image(name):
            environment = task.configuration.environment
            networked = how.terms.network == "task"
            timeout_s = environment.build_timeout_sec * how.timeout_multiplier
            how.engine.build(task.environment, name, networked=networked, timeout_s=timeout_s)
    return name


def _limits(trial: Trial, machine: Machine) -> Limits:
    environment = trial.task.configuration.environment
    wanted = environment.memory_mb << 20 if environment.memory_mb else DEFAULT_MEMORY_BYTES
    return Limits(
        memory_bytes=min(wanted, machine.memory_bytes),
        cpus=min(environment.cpus or DEFAULT_CPUS, machine.cpus),
        pids=PIDS,
        run_s=trial.agent_timeout_s + trial.verifier_timeout_s + _MARGIN_S,
    )

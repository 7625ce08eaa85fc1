"""Attempts at terminal tasks: the image built or found, a container, a trial, and the result as every evaluation here has it."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from agent.errors import UserError
from evals.agents import Solution
from evals.results import SCORE, AttemptResult, RunRecord, Tokens, final_results
from evals.runner import RETRIES, Stopped
from evals.scoring import Score, cause_of
from evals.terminal.configuration import Environment
from evals.terminal.execution import MachineFailed, Phases, Trial, run_trial
from evals.terminal.phases import Container, OpenedVerifier, Place, TerminalAgent
from evals.terminal.stages import SeparateVerifier, Stage, stages_of
from evals.terminal.support import Machine, Terms, plan_image
from evals.terminal.task_directory import TerminalTask, folder_digest
from evals.verdict import Verdict
from sandboxes.base import Limits
from sandboxes.errors import SandboxError, SandboxUnavailable
from vocabulary.messages import Usage

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

    def open(self, image: str, limits: Limits, *, networked: bool, original: str | None = None) -> Closing:
        """Start a container; ``original`` is the image that a saved one came from. Raises SandboxUnavailable."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """How attempts are made: where, by whom, on what terms; results go into ``record``. ``saves``: containers are kept."""

    engine: Engine
    agent: TerminalAgent
    terms: Terms
    record: RunRecord
    keep_processes: bool = False
    timeout_multiplier: float = 1.0
    saves: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
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
        KeyboardInterrupt: ``stopping`` said so; runs of a model that are under way leave no result.
        UserError: nothing can be run.
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="attempt") as pool:
        jobs = [pool.submit(_recorded, task, number, how) for task, number in planned]
        try:
            for job in as_completed(jobs):
                on_result(job.result())
                if stopping():
                    raise KeyboardInterrupt
        except BaseException:
            how.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _recorded(task: TerminalTask, number: int, how: Attempts) -> AttemptResult:
    """Make an attempt until it has a score or its cause of failure has used up its retries; each result is recorded."""
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


def image_name(folder: Path) -> str:
    """What the image of a folder's Dockerfile is called: the digest of the build context."""
    return f"throughline-task:{folder_digest(folder)[:12]}"


def _run(task: TerminalTask, number: int, how: Attempts, folder: Path) -> Phases:
    image, facts = image_of(task.configuration.environment, task.environment, how)
    trial = Trial(
        task,
        how.terms,
        folder,
        image_user=facts.user,
        image_workdir=facts.workdir,
        keep_processes=how.keep_processes,
        timeout_multiplier=how.timeout_multiplier,
        number=number,
        saves=image if how.saves else None,
    )
    with open_place(trial, image, how) as place:
        return run_trial(trial, place, how.agent, how.stop.is_set)


@contextmanager
def open_place(trial: Trial, image: str, how: Attempts) -> Iterator[Place]:
    """The containers of a trial, ended with the block.

    Raises:
        SandboxUnavailable: the engine refuses.
    """
    stages = stages_of(trial.task)
    networked = any(trial.has_network(stage, "agent") for stage in stages) or any(
        trial.has_network(stage, "verifier") for stage in stages if stage.separate is None
    )
    limits = limits_of(trial.task.configuration.environment, _phases_s(trial, stages), how.engine)
    with closing(how.engine.open(image, limits, networked=networked)) as main:
        yield Place(main, open_verifier=open_verifier_of(trial, stages, how))


def open_verifier_of(
    trial: Trial, stages: Sequence[Stage], how: Attempts
) -> Callable[[SeparateVerifier], AbstractContextManager[OpenedVerifier]]:
    """What opens containers for verifiers with an environment of their own. It raises SandboxUnavailable."""
    networked = any(trial.has_network(stage, "verifier") for stage in stages if stage.separate)

    @contextmanager
    def open_verifier(separate: SeparateVerifier) -> Iterator[OpenedVerifier]:
        image, facts = image_of(separate.environment, separate.folder, how)
        limits = limits_of(separate.environment, _phases_s(trial, stages), how.engine)
        with closing(how.engine.open(image, limits, networked=networked)) as container:
            yield OpenedVerifier(container, facts.user, facts.workdir)

    return open_verifier


def _phases_s(trial: Trial, stages: Sequence[Stage]) -> float:
    return sum(trial.agent_timeout_s(stage) + trial.verifier_timeout_s(stage) for stage in stages)


def image_of(environment: Environment, folder: Path, how: Attempts) -> tuple[str, Facts]:
    """The image that the engine holds, or that is built now, and what it says of itself.

    Raises:
        SandboxUnavailable: there is none, or it is of no use here.
    """
    image = _image(environment, folder, how)
    facts = how.engine.facts(image)
    if facts.has_entrypoint:
        raise SandboxUnavailable("its image has an ENTRYPOINT, and none is started here")
    return image, facts


def _image(environment: Environment, folder: Path, how: Attempts) -> str:
    planned = plan_image(environment.docker_image, folder, how.engine)
    if isinstance(planned, str):
        raise SandboxUnavailable(planned)
    if planned.held is not None:
        return planned.held
    name = image_name(folder)
    # Builds share caches and processors: one at a time.
    with how.building:
        if not how.engine.has_image(name):
            networked = how.terms.network == "task"
            timeout_s = environment.build_timeout_sec * how.timeout_multiplier
            how.engine.build(folder, name, networked=networked, timeout_s=timeout_s)
    return name


def limits_of(environment: Environment, phases_s: float, machine: Machine) -> Limits:
    """What a container may use, whose phases take so long at most."""
    wanted = environment.memory_mb << 20 if environment.memory_mb else DEFAULT_MEMORY_BYTES
    return Limits(
        memory_bytes=min(wanted, machine.memory_bytes),
        cpus=min(environment.cpus or DEFAULT_CPUS, machine.cpus),
        pids=PIDS,
        run_s=phases_s + _MARGIN_S,
    )

"""Is a suite fit to measure with? The reference solution must solve every task; doing nothing and cheating must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import BadInput
from evals.evaluation_task import EvaluationTask
from evals.hackers import HACKERS, hacker_patch
from evals.scoring import Score
from evals.workplace import Workplace, Workplaces


class Finding(BaseModel):
    """What one reference agent came to on one task, and whether that is as it must be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    digest: str
    agent: str
    score: Score
    fits: bool


class Validation(BaseModel):
    """All findings about a suite, as they are kept for a report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    findings: tuple[Finding, ...]

    def unfit(self) -> dict[tuple[str, str], str]:
        """Why a task is not fit to measure with, by name and digest; errors of the machine say nothing."""
        wrong = [finding for finding in self.findings if not finding.fits and finding.score.outcome != "error"]
        return {
            (finding.task, finding.digest): f"{finding.agent} is {finding.score.outcome}: {finding.score.reason}"
            for finding in reversed(wrong)
        }


def read_validation(path: Path) -> Validation:
    """Read what ``agent eval validate`` wrote.

    Raises:
        BadInput: there is no such file, or it is another.
    """
    try:
        return Validation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise BadInput(f"{path} is no file of agent eval validate") from error


@dataclass(frozen=True, slots=True)
class Trials:
    """What is tried on every task: each cheat, or one of them by turns; ``workers`` tasks at a time."""

    every_hacker: bool
    workers: int


def check_tasks(
    tasks: tuple[EvaluationTask, ...],
    workplaces: Workplaces,
    trials: Trials,
    *,
    on_findings: Callable[[Sequence[Finding]], None],
) -> list[Finding]:
    """Try the reference agents on every task; gold only where there is a ``fix.patch``.

    Args:
        tasks: the suite.
        workplaces: where it is tried.
        trials: what is tried.
        on_findings: is told of each task when it is done, in this thread.

    Raises:
        NoSandbox: there is no engine or no image.
    """
    names = list(HACKERS)
    findings = []
    with ThreadPoolExecutor(trials.workers) as pool:
        jobs = [
            pool.submit(_check, task, workplaces, names if trials.every_hacker else [names[number % len(names)]])
            for number, task in enumerate(tasks)
        ]
        try:
            for job in as_completed(jobs):
                findings += job.result()
                on_findings(job.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return findings


def _check(task: EvaluationTask, workplaces: Workplaces, hackers: list[str]) -> list[Finding]:
    with TemporaryDirectory(prefix="throughline-eval-") as storage:
        workplace = workplaces(task, Path(storage))
        digest = task.digest()
        found = []
        for agent, patch, wanted in _patches(task, workplace, hackers):
            scored = workplace.score(patch)
            fits = scored.outcome == wanted
            found.append(Finding(task=task.name, digest=digest, agent=agent, score=scored, fits=fits))
        return found


def _patches(task: EvaluationTask, workplace: Workplace, hackers: list[str]) -> Iterator[tuple[str, bytes, str]]:
    """Agent, patch and the outcome that it must have."""
    if task.fix is not None:
        yield "gold", task.fix, "resolved"
    yield "noop", b"", "unresolved"
    files = workplace.files()
    for name in hackers:
        yield f"hacker:{name}", hacker_patch(name, files), "unresolved"

"""Is a suite fit to measure with? The reference solution must solve every task; doing nothing and cheating must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.hackers import HACKERS, hacker_patch
from evals.repository import make_base
from evals.runner import OpenerOf
from evals.scoring import Score, score
from evals.task_folder import Task


@dataclass(frozen=True, slots=True)
class Finding:
    """What one reference agent came to on one task, and whether that is as it must be."""

    task: str
    agent: str
    score: Score
    fits: bool


def check_tasks(
    tasks: tuple[Task, ...],
    opener_of: OpenerOf,
    *,
    every_hacker: bool,
    workers: int,
    on_findings: Callable[[list[Finding]], None],
) -> list[Finding]:
    """Try the reference agents on every task; gold only where there is a ``fix.patch``.

    Args:
        tasks: the suite.
        opener_of: where sandboxes come from.
        every_hacker: try each cheat on each task, not one on each by turns.
        workers: how many tasks at a time.
        on_findings: is told of each task when it is done, in this thread.

    Raises:
        NoSandbox: there is no engine or no image.
    """
    names = list(HACKERS)
    findings = []
    with ThreadPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(_check, task, opener_of, names if every_hacker else [names[number % len(names)]])
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


def _check(task: Task, opener_of: OpenerOf, hackers: list[str]) -> list[Finding]:
    with TemporaryDirectory(prefix="throughline-eval-") as storage:
        open_sandbox = opener_of(make_base(task, Path(storage)))
        found = []
        for agent, patch, wanted in _patches(task, hackers):
            scored = score(task, patch, open_sandbox)
            found.append(Finding(task.name, agent, scored, scored.outcome == wanted))
        return found


def _patches(task: Task, hackers: list[str]) -> Iterator[tuple[str, bytes, str]]:
    """Agent, patch and the outcome that it must have."""
    if task.fix is not None:
        yield "gold", task.fix, "resolved"
    yield "noop", b"", "unresolved"
    files = task.files()
    for name in hackers:
        yield f"hacker:{name}", hacker_patch(name, files), "unresolved"

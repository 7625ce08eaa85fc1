"""Where an attempt at a task is made: sandboxes for the agent, the files of the repository, and what a patch comes to.

Suites differ in this and in nothing else: a task folder's repository lies in a sandbox of the project's image, an instance of
SWE-bench in one of its own. Nothing is shared between two attempts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from evals.evaluation_task import EvaluationTask
from evals.repository import make_base
from evals.scoring import Score, score
from evals.task_folder import Task
from sandboxes.base import Sandbox, Tier
from sandboxes.repository import BaseRepository

OpenerOf = Callable[[BaseRepository], Callable[[], Sandbox]]
"""What opens sandboxes that hold a base. Raises NoSandbox."""


class ScoreOf(Protocol):
    """What scores a patch in a place of its own."""

    def __call__(self, patch: bytes, folder: Path | None = None) -> Score:
        """The score of ``patch``; logs go to ``folder``, which is there, where there are any."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """All that an attempt works with. ``files`` are those of the repository by path, for agents that need no sandbox.

    ``open_sandbox`` raises SandboxError; so does ``files`` where a container has to tell them.
    """

    image: str
    open_sandbox: Callable[[], Sandbox]
    files: Callable[[], Mapping[str, bytes]]
    score: ScoreOf
    tier: Tier = "strict"


class Workplaces(Protocol):
    """Makes the workplace of an attempt; threads share it."""

    def __call__(self, task: EvaluationTask, storage: Path) -> Workplace:
        """The workplace; ``storage`` is an empty folder that outlives it.

        Raises:
            SandboxError: it cannot be made.
            UserError: nothing can be run here.
        """


@dataclass(frozen=True, slots=True)
class FolderWorkplaces:
    """Workplaces of task folders: the project's sandbox with the files of ``repo/``, scored by hidden tests.

    ``agent_opener_of`` opens what an agent works in, where that is not what tests run in.
    """

    opener_of: OpenerOf
    image: str
    agent_opener_of: OpenerOf | None = None
    tier: Tier = "strict"

    def __call__(self, task: EvaluationTask, storage: Path) -> Workplace:
        """As ``Workplaces``."""
        assert isinstance(task, Task)
        base = make_base(task, storage)
        open_sandbox = self.opener_of(base)
        agent_opener = self.agent_opener_of(base) if self.agent_opener_of else open_sandbox
        return Workplace(self.image, agent_opener, task.files, partial(_scored, task, open_sandbox), self.tier)


def _scored(task: Task, open_sandbox: Callable[[], Sandbox], patch: bytes, folder: Path | None = None) -> Score:
    return score(task, patch, open_sandbox)

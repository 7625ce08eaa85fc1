"""Tasks by name, and how some of them are picked. Pure; what a task is does not matter here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from agent.errors import BadInput
from evals.evaluation_task import EvaluationTask


@dataclass(frozen=True, slots=True)
class Suite:
    """Tasks by name, in order."""

    folder: Path
    tasks: tuple[EvaluationTask, ...]

    def selected(self, pattern: str | None, limit: int | None) -> Suite:
        """The tasks whose name fits a shell pattern, at most ``limit`` of them.

        Raises:
            BadInput: there is none.
        """
        tasks = [task for task in self.tasks if pattern is None or fnmatchcase(task.name, pattern)][:limit]
        if not tasks:
            raise BadInput(f"no task of {self.folder} fits the filter {pattern!r}")
        return Suite(self.folder, tuple(tasks))

    def named(self, names: tuple[str, ...]) -> Suite:
        """The tasks of these names.

        Raises:
            BadInput: one of them is not there.
        """
        missing = sorted(set(names) - {task.name for task in self.tasks})
        if missing:
            raise BadInput(f"{self.folder} has no task {', '.join(missing)}")
        return Suite(self.folder, tuple(task for task in self.tasks if task.name in names))

    def sliced(self, span: str) -> Suite:
        """The tasks of a span, ``FROM:TO`` as Python slices.

        Raises:
            BadInput: it is none, or it is empty.
        """
        match = re.fullmatch(r"(-?\d*):(-?\d*)", span)
        if match is None or "-" in match.groups():
            raise BadInput(f"{span!r} is no span of tasks: FROM:TO is wanted")
        first, end = (int(bound) if bound else None for bound in match.groups())
        if not self.tasks[first:end]:
            raise BadInput(f"no task of {self.folder} is in {span}")
        return Suite(self.folder, self.tasks[first:end])

    def with_timeouts(self, multiplier: float) -> Suite:
        """The same tasks with other time limits for their hidden tests."""
        if multiplier == 1:
            return self
        return Suite(self.folder, tuple(task.with_timeout(multiplier) for task in self.tasks))

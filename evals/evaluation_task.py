"""What every suite's tasks have in common: a name, an issue, a digest, and where there is one a solution. A value."""

from __future__ import annotations

from typing import Protocol


class EvaluationTask(Protocol):
    """A task of any suite, as a value; ``fix`` is a reference solution, None where there is none."""

    @property
    def name(self) -> str:
        """Unique in its suite."""

    @property
    def issue(self) -> str:
        """What the agent is told."""

    @property
    def fix(self) -> bytes | None:
        """A reference solution as a git patch."""

    @property
    def family(self) -> str:
        """What it is counted with, empty for nothing."""

    def digest(self) -> str:
        """SHA-256 in hex of what a result depends on."""

    def with_timeout(self, multiplier: float) -> EvaluationTask:
        """The same task with another time limit for its tests."""

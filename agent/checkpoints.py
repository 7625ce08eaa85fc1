"""Keeps the change of the repository as the calls go by, so that a run can go on when its sandbox is lost.

A checkpoint is a file of the run directory; the record of a call's result names it. It is not a snapshot of the sandbox.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from typing import Final

from agent.calls import may_change
from agent.trajectory import Trajectory
from sandboxes.base import RecoverableSandbox
from sandboxes.errors import SandboxError
from vocabulary.messages import MalformedCall, ToolCall

logger = logging.getLogger(__name__)

CHEAP_S: Final = 0.5
LARGEST_SHARE: Final = 0.1
"""How much of a run's time may go into checkpoints that take longer than ``CHEAP_S``: after such a one, the next waits."""


class Checkpoints:
    """Of a run that nobody wants to resume: keeps nothing."""

    def begin(self, step: int, index: int) -> None:
        """A call begins."""

    def after(self, call: ToolCall | MalformedCall) -> str | None:
        """A call has ended; the name of the file that keeps the change, if it was kept now."""
        return None

    def keep(self) -> str | None:
        """Keep the change in any case; None when that fails."""
        return None

    def newest(self) -> bytes | None:
        """The change as it was last kept; None where it never was."""
        return None


class KeptCheckpoints(Checkpoints):
    """Of a run that can be resumed. ``generation`` counts the processes before; ``kept`` is the file that they kept last."""

    def __init__(
        self,
        sandbox: RecoverableSandbox,
        trajectory: Trajectory,
        *,
        generation: int = 0,
        kept: str | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sandbox = sandbox
        self._trajectory = trajectory
        self._generation = generation
        self._now_s = now_s
        self._next_s = now_s()
        self._names = [] if kept is None else [kept]

    def begin(self, step: int, index: int) -> None:
        """A call begins: the sandbox marks what is done for it."""
        self._sandbox.begin_call(call_name(self._generation, step, index))

    def after(self, call: ToolCall | MalformedCall) -> str | None:
        """A call has ended; the name of the file that keeps the change, if it was kept now."""
        if not may_change(call) or self._now_s() < self._next_s:
            return None
        return self.keep()

    def keep(self) -> str | None:
        """Keep the change in any case; None when that fails."""
        started_s = self._now_s()
        try:
            change = self._sandbox.checkpoint()
        except SandboxError as error:
            logger.warning("no checkpoint: %s", error)
            return None
        finally:
            ended_s = self._now_s()
            cost_s = ended_s - started_s
            self._next_s = ended_s + (cost_s / LARGEST_SHARE if cost_s > CHEAP_S else 0.0)
        name = f"checkpoint-{hashlib.sha256(change).hexdigest()[:16]}.diff"
        if name not in self._names:
            self._trajectory.write_file(name, change)
        self._forget_all_but(name)
        return name

    def newest(self) -> bytes | None:
        """The change as it was last kept; None where it never was."""
        return (self._trajectory.folder / self._names[-1]).read_bytes() if self._names else None

    def _forget_all_but(self, name: str) -> None:
        """Remove older files, except the one that the last record may name."""
        self._names = [other for other in self._names if other != name] + [name]
        while len(self._names) > 2:
            (self._trajectory.folder / self._names.pop(0)).unlink(missing_ok=True)


def call_name(generation: int, step: int, index: int) -> str:
    """The name of a call in the sandbox."""
    return f"{generation}-{step}-{index}"

"""One attempt at an issue: what the parts of ``solve`` share, and the user's own commands in its sandbox."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final, Literal

from agent.events import CommandRun, CommandStarted
from agent.outcome import Times
from agent.progress import Progress
from agent.request import SolveRequest
from agent.trajectory import Trajectory
from sandboxes.base import Sandbox
from tools.truncation import excerpt

USER_COMMAND_TIMEOUT_S: Final = 1800.0


class Clock:
    """Laps by the wall clock."""

    def __init__(self) -> None:
        self._started_s = self._lap_s = time.monotonic()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a lap that began where the last one ended."""
        now_s = time.monotonic()
        self._laps[name] = now_s - self._lap_s
        self._lap_s = now_s

    def times(self, **others_s: float) -> Times:
        """All laps so far, and times that were measured elsewhere."""
        return Times(total_s=time.monotonic() - self._started_s, **self._laps, **others_s)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the parts of ``solve`` share."""

    request: SolveRequest
    sandbox: Sandbox
    trajectory: Trajectory
    progress: Progress
    clock: Clock

    def command(self, purpose: Literal["setup", "test"], command: str) -> CommandRun:
        """Run a command of the user's in the sandbox; recorded before it and again with its outcome."""
        request = self.request
        hosts = request.allowed_hosts + (request.setup_hosts if purpose == "setup" else ())
        self.trajectory.append(CommandStarted(purpose=purpose, command=command, allowed_hosts=hosts))
        result = self.sandbox.exec(["bash", "-c", command], timeout_s=USER_COMMAND_TIMEOUT_S)
        record = CommandRun(
            purpose=purpose,
            command=command,
            exit_code=result.exit_code,
            output=excerpt(result.output, already_omitted=result.omitted_bytes).text,
            duration_s=result.duration_s,
        )
        self.trajectory.append(record)
        self.progress.record(record)
        return record

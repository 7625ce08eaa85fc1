"""A sandbox in which no command outlasts the run: the time that a model asks for is cut to the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sandboxes.base import REPOSITORY, ExecResult, Sandbox

SHORTEST_TIMEOUT_S: Final = 1.0


class SandboxUntil:
    """Implements ``sandboxes.base.Sandbox`` on top of another one, which stays its owner's to close."""

    def __init__(self, sandbox: Sandbox, deadline_s: float, *, now_s: Callable[[], float] = time.monotonic) -> None:
        """``deadline_s`` is a time on the clock ``now_s``."""
        self._sandbox = sandbox
        self._deadline_s = deadline_s
        self._now_s = now_s
        self.read_file = sandbox.read_file
        self.write_file = sandbox.write_file
        self.change = sandbox.change
        self.close = sandbox.close

    def exec(
        self,
        command: Sequence[str],
        *,
        stdin: bytes = b"",
        workdir: str = REPOSITORY,
        environment: Mapping[str, str] | None = None,
        timeout_s: float = 120.0,
        max_output_bytes: int = 1 << 20,
    ) -> ExecResult:
        """As the contract says, with a timeout that ends at the deadline."""
        left_s = max(SHORTEST_TIMEOUT_S, self._deadline_s - self._now_s())
        return self._sandbox.exec(
            command,
            stdin=stdin,
            workdir=workdir,
            environment=environment,
            timeout_s=min(timeout_s, left_s),
            max_output_bytes=max_output_bytes,
        )

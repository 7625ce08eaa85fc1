"""The container of a terminal task as the tools of an agent see it: a sandbox in which the task's user works.

It is no sandbox of ours (``task_container.py``): there is no repository, so nothing is taken out, and closing it leaves the
container to whoever opened it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sandboxes.base import REPOSITORY, ExecResult
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.files import read_command, read_result, write_command, write_result
from sandboxes.docker.killed import COUNT_OF_MEMORY_KILLS, KILLED, memory_kills

if TYPE_CHECKING:
    from docker import DockerClient


@dataclass(slots=True)
class TaskSandbox:
    """Implements ``sandboxes.base.Sandbox``. Commands have ``environment`` besides their own."""

    client: DockerClient
    container: str
    user: str
    environment: Mapping[str, str]
    seen_memory_kills: int = 0

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
        """As the contract says, but what a command started in a session of its own outlives its timeout.

        Where no folder is named a command begins in ``/``: the task's own may be gone.
        """
        return self._run(
            Command(
                command,
                self.user,
                stdin=stdin,
                workdir="/" if workdir == REPOSITORY else workdir,
                environment={**self.environment, **(environment or {})},
                timeout_s=timeout_s,
                max_output_bytes=max_output_bytes,
            )
        )

    def read_file(self, path: str, *, max_bytes: int = 10 << 20) -> bytes:
        """As the contract says."""
        return read_result(self._run(replace(read_command(path, max_bytes, self.user), workdir="/")), path, max_bytes)

    def write_file(self, path: str, content: bytes) -> None:
        """As the contract says."""
        write_result(self._run(replace(write_command(path, content, self.user), workdir="/")), path)

    def change(self, *, max_bytes: int = 50 << 20) -> bytes:
        """Nothing: the state of the container is the result."""
        return b""

    def close(self) -> None:
        """Nothing: the container is somebody else's."""

    def _run(self, command: Command) -> ExecResult:
        result = run(self.client, self.container, command)
        if result.exit_code == KILLED:
            kills = memory_kills(run(self.client, self.container, COUNT_OF_MEMORY_KILLS).output)
            result = replace(result, out_of_memory=kills > self.seen_memory_kills)
            self.seen_memory_kills = kills
        return result

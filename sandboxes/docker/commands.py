"""One command in a running container: start it, feed and read it within bounds, know how it ended.

It tells the command's own endings from the engine's: output begins with a marker that is written inside the container,
so an error text of the engine is never taken for output.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sandboxes.base import ExecResult
from sandboxes.docker.attach import Attachment, Chunks, chunks_of
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.stream import HeadTail
from sandboxes.errors import SandboxLost

if TYPE_CHECKING:
    from docker import DockerClient

KILL_AFTER_S = 3
"""A command that outlives its timeout by this much is killed instead of asked to end."""

ENGINE_GRACE_S = 20.0
"""How long after that the engine may take to report it."""

ARGUMENT_BYTES = 120_000
"""A longer script travels by standard input: the kernel takes at most 128 KiB in one argument."""

_RUN = 'exec 2>&1; printf %s "$1"; cd -- "$2" || exit 126; shift 2; exec "$@"'
_RUN_LONG = 'exec 2>&1; head -c "$4" >"$3" || exit 126; printf %s "$1"; cd -- "$2" || exit 126; shift 4; exec "$@"'


class NotStarted(SandboxLost):
    """The engine could not start the command: nothing of it ran."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. ``stdin`` may be a file on this machine, which is streamed."""

    argv: Sequence[str]
    user: str
    stdin: bytes | Path = b""
    workdir: str = "/"
    environment: Mapping[str, str] = field(default_factory=dict)
    timeout_s: float = 120.0
    max_output_bytes: int = 1 << 20


def run(client: DockerClient, container: str, command: Command) -> ExecResult:
    """Run ``command`` and wait for its end or its timeout; what a timeout leaves behind is the caller's to sweep.

    ``exit_code`` is 124 when ``timed_out``. Whether memory ran out takes another look (``out_of_memory_kills``).

    Raises:
        NotStarted: nothing of the command ran.
        SandboxLost: the engine does not answer, or the container is gone.
    """
    marker = f"<{secrets.token_hex(8)}>"
    argv, script = _bounded(command, marker)
    output = HeadTail(command.max_output_bytes)
    start_s = time.monotonic()
    deadline_s = start_s + command.timeout_s + KILL_AFTER_S + ENGINE_GRACE_S
    with engine_errors("the sandbox does not run commands any more"):
        exec_id = client.api.exec_create(
            container, argv, stdin=True, user=command.user, workdir="/", environment=dict(command.environment)
        )["Id"]
        attachment = Attachment(client, exec_id)
        try:
            chunks = attachment.exchange(chunks_of(script, command.stdin), deadline_s)
            output.append(_after_marker(chunks, marker.encode()))
            for chunk in chunks:
                output.append(chunk)
        finally:
            attachment.close()
        exit_code = _exit_code(client, container, exec_id, deadline_s)
    duration_s = time.monotonic() - start_s
    timed_out = exit_code is None or (exit_code in (124, 137) and duration_s >= command.timeout_s)
    kept, omitted = output.result()
    return ExecResult(124 if timed_out else exit_code or 0, kept, omitted, timed_out=timed_out, duration_s=duration_s)


def _bounded(command: Command, marker: str) -> tuple[list[str], bytes]:
    """The argument list for the engine, and what goes before the command's own standard input.

    A script that is too long for an argument is carried by standard input into a file, which removes itself when read.
    """
    limit = ["timeout", "-k", str(KILL_AFTER_S), f"{max(command.timeout_s, 0.1):.3f}", "sh", "-c"]
    argv = list(command.argv)
    if argv[:2] != ["bash", "-c"] or len(argv) < 3 or len(argv[2].encode("utf-8", "surrogateescape")) < ARGUMENT_BYTES:
        return [*limit, _RUN, "sh", marker, command.workdir, *argv], b""
    path = f"/tmp/.script-{marker[1:-1]}"
    script = f"rm -f {path}; {argv[2]}".encode("utf-8", "surrogateescape")
    argv[2] = f". {path}"
    return [*limit, _RUN_LONG, "sh", marker, command.workdir, path, str(len(script)), *argv], script


def _after_marker(chunks: Chunks, marker: bytes) -> bytes:
    """Reads the marker off the stream; returns what came with it.

    Raises:
        NotStarted: the stream does not begin with the marker: it is the engine's error text.
    """
    seen = b""
    for chunk in chunks:
        seen += chunk
        if len(seen) >= len(marker):
            break
    if not seen.startswith(marker):
        raise NotStarted(" ".join(seen[:500].decode("utf-8", "replace").split()) or "the engine started nothing")
    return seen[len(marker) :]


def _exit_code(client: DockerClient, container: str, exec_id: str, deadline_s: float) -> int | None:
    """The exit code; None when the command still runs past its deadline.

    Raises:
        SandboxLost: the container ended under the command.
    """
    while True:
        state = client.api.exec_inspect(exec_id)
        if not state["Running"] and state["ExitCode"] is not None:
            break
        if time.monotonic() > deadline_s:
            return None
        time.sleep(0.02)
    if state["ExitCode"] == 137 and not client.api.inspect_container(container)["State"]["Running"]:
        raise SandboxLost("the sandbox was ended while a command ran in it")
    return int(state["ExitCode"])

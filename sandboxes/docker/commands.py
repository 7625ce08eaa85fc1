"""One command in a running container: start it, feed and read it within bounds, know how it ended.

It tells the command's own endings from the engine's: output begins with a marker that is written inside the container,
so an error text of the engine is never taken for output.
"""

from __future__ import annotations

import secrets
import time
from functools import partial
from typing import TYPE_CHECKING

from sandboxes.base import ExecResult
from sandboxes.docker.arguments import KILL_AFTER_S, CannotBePassed, Command, invocation
from sandboxes.docker.attach import Attachment, Chunks, chunks_of
from sandboxes.docker.engine import engine_errors, require_answer
from sandboxes.docker.stream import HeadTail
from sandboxes.errors import SandboxLost

if TYPE_CHECKING:
    from docker import DockerClient

ENGINE_GRACE_S = 20.0
"""How long after a killed command's end the engine may take to report it."""


class NotStarted(SandboxLost):
    """The engine could not start the command: nothing of it ran."""


def run(client: DockerClient, container: str, command: Command) -> ExecResult:
    """Run ``command`` and wait for its end or its timeout; what a timeout leaves behind is the caller's to sweep.

    ``exit_code`` is 124 when ``timed_out``. 137 may mean that memory ran out, or that the whole container was ended:
    that takes another look (``killed.py``).

    Raises:
        NotStarted: nothing of the command ran.
        EngineSilent: the engine does not answer, before the command or while it runs.
        SandboxLost: the container is gone.
    """
    marker = f"<{secrets.token_hex(8)}>"
    try:
        invoked = invocation(command, marker)
    except CannotBePassed as error:
        return ExecResult(126, f"{error}\n".encode("utf-8", "replace"))
    output = HeadTail(command.max_output_bytes)
    start_s = time.monotonic()
    deadline_s = start_s + command.timeout_s + KILL_AFTER_S + ENGINE_GRACE_S
    require_answer(client)
    with engine_errors("the sandbox does not run commands any more"):
        exec_id = client.api.exec_create(
            container, invoked.argv, stdin=True, user=command.user, workdir="/", environment=invoked.environment
        )["Id"]
        attachment = Attachment(client, exec_id)
        try:
            stdin = chunks_of(invoked.stdin_prefix, command.stdin)
            chunks = attachment.exchange(stdin, deadline_s, partial(require_answer, client))
            output.append(_after_marker(chunks, marker.encode()))
            for chunk in chunks:
                output.append(chunk)
        finally:
            attachment.close()
        exit_code = _exit_code(client, exec_id, deadline_s)
    duration_s = time.monotonic() - start_s
    timed_out = exit_code is None or (exit_code in (124, 137) and duration_s >= command.timeout_s)
    kept, omitted = output.result()
    return ExecResult(124 if timed_out else exit_code or 0, kept, omitted, timed_out=timed_out, duration_s=duration_s)


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


def _exit_code(client: DockerClient, exec_id: str, deadline_s: float) -> int | None:
    """The exit code; None when the command still runs past its deadline."""
    while True:
        state = client.api.exec_inspect(exec_id)
        if not state["Running"] and state["ExitCode"] is not None:
            break
        if time.monotonic() > deadline_s:
            return None
        time.sleep(0.02)
    return int(state["ExitCode"])

"""The two-way stream of one exec: standard input in, output out, both at once, within a deadline.

Reading and writing share one loop, so that neither side can stall the other; memory stays at one chunk each way.
"""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandboxes.docker.stream import FrameDecoder

if TYPE_CHECKING:
    from docker import DockerClient

Chunks = Iterator[bytes]

_CHUNK_BYTES = 1 << 16
QUIET_S = 5.0
"""After so long without a sign from the command it is asked whether the engine is still there."""


def chunks_of(prefix: bytes, content: bytes | Path) -> Chunks:
    """``prefix`` and then ``content`` in pieces; a file is read as it is sent."""
    if prefix:
        yield prefix
    if isinstance(content, bytes):
        if content:
            yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


class Attachment:
    """A started exec and its connection."""

    def __init__(self, client: DockerClient, exec_id: str) -> None:
        """Start the exec.

        Raises:
            docker.errors.APIError: the engine refuses.
        """
        stream: Any = client.api.exec_start(exec_id, socket=True)
        self._stream = stream
        self._early = _early_bytes(self._stream)
        self._socket = socket.socket(fileno=os.dup(self._stream.fileno()))
        self._socket.setblocking(False)

    def exchange(self, stdin: Chunks, deadline_s: float, when_quiet: Callable[[], None] = lambda: None) -> Chunks:
        """Send ``stdin`` and then end-of-file; yield the output until its end, or until ``deadline_s`` (monotonic).

        ``when_quiet`` is called each time that nothing has come for a while; what it raises ends the exchange.
        """
        frames = FrameDecoder()
        yield from frames.feed(self._early)
        sender = _Sender(self._socket, stdin)
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
            while (left_s := deadline_s - time.monotonic()) > 0:
                ready = selector.select(min(left_s, QUIET_S))
                if not ready:
                    when_quiet()
                for _, events in ready:
                    if events & selectors.EVENT_WRITE and not sender.send():
                        selector.modify(self._socket, selectors.EVENT_READ)
                    if events & selectors.EVENT_READ:
                        chunk = _receive(self._socket)
                        if chunk == b"":
                            return
                        yield from frames.feed(chunk or b"")

    def close(self) -> None:
        """Close the connection. The command, if it still runs, runs on."""
        self._socket.close()
        self._stream._response.close()


class _Sender:
    """Standard input on its way: what was read from the source and is not yet taken by the socket."""

    def __init__(self, target: socket.socket, source: Chunks) -> None:
        self._target = target
        self._source = source
        self._pending = memoryview(b"")

    def send(self) -> bool:
        """Send some; False when all is sent and end-of-file with it, or when nobody reads any more."""
        try:
            if not self._pending:
                self._pending = memoryview(next(self._source, b""))
                if not self._pending:
                    self._target.shutdown(socket.SHUT_WR)
                    return False
            self._pending = self._pending[self._target.send(self._pending[:_CHUNK_BYTES]) :]
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True


def _receive(source: socket.socket) -> bytes | None:
    """What has arrived; empty at the end of the stream; None when nothing is there after all."""
    try:
        return source.recv(_CHUNK_BYTES)
    except BlockingIOError:
        return None


def _early_bytes(stream: Any) -> bytes:
    """Output that came in the same packet as the reply's head: the SDK's own socket leaves it in a buffer unread."""
    reader = stream._response.raw._fp.fp
    stream._sock.settimeout(0)
    return bytes(reader.peek())

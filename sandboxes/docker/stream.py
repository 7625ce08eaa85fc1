"""The engine's multiplexed stream, and an output buffer that keeps head and tail.

Pure: bytes in, bytes out; memory stays within the cap, however much a command writes.
"""

from __future__ import annotations

from collections import deque

_HEADER_BYTES = 8


class FrameDecoder:
    """Strips the engine's frame headers (1 byte stream, 3 zero, 4 length big-endian) off a stream cut anywhere."""

    def __init__(self) -> None:
        self._header = bytearray()
        self._payload_left = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """Payload pieces in ``chunk``, in the order in which the engine sent them."""
        pieces = []
        view = memoryview(chunk)
        while view:
            if self._payload_left:
                piece, view = view[: self._payload_left], view[self._payload_left :]
                self._payload_left -= len(piece)
                pieces.append(bytes(piece))
                continue
            missing = _HEADER_BYTES - len(self._header)
            self._header += view[:missing]
            view = view[missing:]
            if len(self._header) == _HEADER_BYTES:
                self._payload_left = int.from_bytes(self._header[4:], "big")
                self._header.clear()
        return pieces


class HeadTail:
    """The first and the last half of ``cap_bytes`` of what is appended; the middle is only counted."""

    def __init__(self, cap_bytes: int) -> None:
        self._head_room = cap_bytes // 2
        self._tail_cap = cap_bytes - self._head_room
        self._head: list[bytes] = []
        self._tail: deque[bytes] = deque()
        self._tail_bytes = 0
        self.total_bytes = 0

    def append(self, piece: bytes) -> None:
        """Take the next bytes of the output."""
        self.total_bytes += len(piece)
        if self._head_room:
            self._head.append(piece[: self._head_room])
            piece = piece[len(self._head[-1]) :]
            self._head_room -= len(self._head[-1])
        if piece:
            self._tail.append(piece)
            self._tail_bytes += len(piece)
            while self._tail_bytes - len(self._tail[0]) >= self._tail_cap:
                self._tail_bytes -= len(self._tail.popleft())

    def result(self) -> tuple[bytes, int]:
        """What is kept, and how many bytes were left out between its head and its tail."""
        head, tail = b"".join(self._head), b"".join(self._tail)
        tail = tail[max(0, len(tail) - self._tail_cap) :]
        return head + tail, self.total_bytes - len(head) - len(tail)

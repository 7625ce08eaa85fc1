"""The engine's multiplexed stream, and an output buffer that keeps head and tail.

Pure: bytes in, bytes out; memory stays within the cap, however much a command writes.
"""

from __future__ import annotations

_HEADER_BYTES = 8
_CUT_BYTES = 1 << 16


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
        self._head_cap = cap_bytes // 2
        self._tail_cap = cap_bytes - self._head_cap
        self._head = bytearray()
        self._tail = bytearray()
        self.total_bytes = 0

    def append(self, piece: bytes) -> None:
        """Take the next bytes of the output."""
        self.total_bytes += len(piece)
        room = self._head_cap - len(self._head)
        self._head += piece[:room]
        self._tail += piece[room:]
        # Cut only now and then: every cut moves the whole tail.
        if len(self._tail) > 2 * self._tail_cap + _CUT_BYTES:
            self._cut()

    def result(self) -> tuple[bytes, int]:
        """What is kept, and how many bytes were left out between its head and its tail."""
        self._cut()
        kept = bytes(self._head + self._tail)
        return kept, self.total_bytes - len(kept)

    def _cut(self) -> None:
        del self._tail[: max(0, len(self._tail) - self._tail_cap)]

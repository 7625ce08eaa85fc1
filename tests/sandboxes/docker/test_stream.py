from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sandboxes.docker.stream import FrameDecoder, HeadTail

PIECES = st.lists(st.binary(max_size=50), max_size=20)


def frame(payload: bytes, stream: int = 1) -> bytes:
    return bytes([stream, 0, 0, 0]) + len(payload).to_bytes(4, "big") + payload


@settings(deadline=None)
@given(payloads=PIECES, cuts=st.lists(st.integers(1, 9), min_size=1))
def test_frames_may_be_cut_anywhere(payloads: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(frame(payload) for payload in payloads)
    decoder, decoded, position, turn = FrameDecoder(), b"", 0, 0
    while position < len(stream):
        step = cuts[turn % len(cuts)]
        decoded += b"".join(decoder.feed(stream[position : position + step]))
        position, turn = position + step, turn + 1
    assert decoded == b"".join(payloads)


@settings(deadline=None)
@given(pieces=PIECES, cap=st.integers(0, 200))
def test_head_and_tail_are_exact(pieces: list[bytes], cap: int) -> None:
    buffer = HeadTail(cap)
    for piece in pieces:
        buffer.append(piece)
    whole = b"".join(pieces)
    kept, omitted = buffer.result()
    assert buffer.total_bytes == len(whole)
    if len(whole) <= cap:
        assert (kept, omitted) == (whole, 0)
    else:
        tail = cap - cap // 2
        assert kept == whole[: cap // 2] + whole[len(whole) - tail :]
        assert omitted == len(whole) - cap


def test_memory_stays_within_the_cap() -> None:
    buffer = HeadTail(1000)
    for _ in range(10_000):
        buffer.append(b"x" * 700)
        assert len(buffer._tail) < 100_000
    assert buffer.result()[1] == 7_000_000 - 1000

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.truncation import HEAD_BYTES, TAIL_BYTES, excerpt

WHOLE = HEAD_BYTES + TAIL_BYTES
units = st.sampled_from([b"x", b"\n", b"line\n", "é".encode(), "日".encode(), "\U0001f600".encode(), b"\xff"])
outputs = st.tuples(st.lists(units, min_size=1, max_size=6).map(b"".join), st.integers(0, 3 * WHOLE)).map(
    lambda pair: (pair[0] * (pair[1] // len(pair[0]) + 1))[: pair[1]]
)


@pytest.mark.parametrize("output", [b"", b"a\nb\n", b"x" * WHOLE, b"\xff\x00"])
def test_what_fits_is_shown_whole(output: bytes) -> None:
    shown = excerpt(output)
    assert (shown.text, shown.omitted_bytes) == (output.decode("utf-8", "backslashreplace"), 0)
    assert shown.total_bytes == len(output)


def test_lines_are_whole_and_the_gap_is_counted() -> None:
    lines = [b"line %d\n" % number for number in range(9000)]
    shown = excerpt(b"".join(lines), note="; see there")
    head, middle, tail = shown.text.partition(
        f"\n[... {shown.omitted_bytes} of {shown.total_bytes} bytes left out; see there ...]\n"
    )
    assert middle
    assert head.encode() + b"\n" == b"".join(lines[: head.count("\n") + 1])
    assert tail.encode() == b"".join(lines[-tail.count("\n") :])
    assert shown.omitted_bytes == shown.total_bytes - len(head) - len(tail)


@given(outputs, st.integers(0, 1000))
def test_bounds_and_counts_hold_for_any_output(output: bytes, omitted: int) -> None:
    shown = excerpt(output, already_omitted=omitted)
    assert shown.total_bytes == len(output) + omitted
    assert len(shown.text) <= 4 * WHOLE + 100
    assert shown.omitted_bytes >= omitted
    if shown.omitted_bytes:
        assert f"[... {shown.omitted_bytes} of {shown.total_bytes} bytes left out" in shown.text


@given(st.sampled_from(["é", "日", "\U0001f600", "a日"]), st.integers(0, 5))
def test_no_letter_is_cut(letter: str, shift: int) -> None:
    shown = excerpt(b"x" * shift + letter.encode() * 9000)
    assert "\\x" not in shown.text
    assert "\ufffd" not in shown.text

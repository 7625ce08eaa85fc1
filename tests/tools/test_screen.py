from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.screen import Screen


def shown(output: bytes, rows: int = 5, columns: int = 20, scrollback: int = 0) -> tuple[str, ...]:
    screen = Screen(rows, columns)
    screen.feed(output)
    return screen.view(scrollback).lines


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        (b"one\r\ntwo", ("one", "two")),
        (b"\x1b[31mred\x1b[0m", ("red",)),
        (b"\x1b[2;3Hx\x1b[H", ("", "  x")),
        (b"gone\x1b[2J\x1b[Hnew", ("new",)),
        (b"\x1b]0;a title\x07text", ("text",)),
        (b"a\x08b", ("b",)),
        (b"\x1b[?3hwide\x1b[?3l", ("wide",)),
        (b"\x1b[?1mprivate", ("private",)),
        ("日本".encode(), ("日本",)),
        (b"\xff\xfe", ("��",)),
    ],
)
def test_output_becomes_lines(output: bytes, lines: tuple[str, ...]) -> None:
    assert shown(output) == lines


def test_what_left_the_screen_can_be_seen() -> None:
    output = b"\r\n".join(b"%d" % number for number in range(12))
    assert shown(output) == ("7", "8", "9", "10", "11")
    assert shown(output, scrollback=3) == ("4", "5", "6", "7", "8", "9", "10", "11")


def test_the_cursor_is_told_and_questions_are_answered_once() -> None:
    screen = Screen(24, 80)
    screen.feed(b"abc\x1b[6n\x1b[c")
    view = screen.view()
    assert (view.row, view.column) == (1, 4)
    replies = screen.take_replies()
    assert replies.startswith(b"\x1b[1;4R")
    assert screen.take_replies() == b""


def test_the_size_changes() -> None:
    screen = Screen(24, 80)
    screen.feed(b"x" * 70)
    screen.resize(10, 40)
    assert screen.view().lines[0] == "x" * 40


def test_invisible_characters_are_replaced() -> None:
    (line,) = shown("a\u202eb\u200bc\U000e0041d\ue000".encode())
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs"} for character in line)
    assert line.startswith("a\N{REPLACEMENT CHARACTER}b")


def test_marks_without_end_take_no_time() -> None:
    start_s = time.monotonic()
    (line,) = shown(("a" + "\u0301" * 100_000).encode())
    assert len(line) < 8
    assert time.monotonic() - start_s < 10


_SEQUENCES = st.lists(
    st.one_of(
        st.binary(max_size=12),
        st.builds(
            lambda parameters, final: b"\x1b[" + parameters + final,
            st.sampled_from([b"", b"?", b">", b"=", b"0", b"9999999", b"1;2;3", b"?3", b"?1;2", b"4;999"]),
            st.sampled_from([bytes([code]) for code in range(0x40, 0x7F)]),
        ),
        st.sampled_from([b"\x1b]", b"\x1bP", b"\x1b#8", b"\x1b(0", b"\x1bM", b"\x1bD", b"\x0e", b"\r\n" * 9, b"\x9b"]),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(_SEQUENCES, st.integers(2, 40), st.integers(10, 90))
def test_whatever_comes_is_shown_and_cannot_be_obeyed(pieces: list[bytes], rows: int, columns: int) -> None:
    screen = Screen(rows, columns)
    for piece in pieces:
        screen.feed(piece)
    view = screen.view(100)
    assert all(
        character.isprintable() or unicodedata.category(character) == "Zs" for line in view.lines for character in line
    )
    assert 1 <= view.row <= rows
    assert 1 <= view.column <= columns
    assert all(len(line) <= columns * 6 for line in view.lines)

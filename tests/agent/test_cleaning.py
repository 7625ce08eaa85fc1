from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.cleaning import escape_for_terminal, strip_html_comments, strip_invisible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- hidden --> b", "a  b"),
        ("<!-- first -->x<!-- second\nline -->", "x"),
        ("`<!-- shown -->` <!-- hidden -->", "`<!-- shown -->` "),
        ("```html\n<!-- shown -->\n```\n<!-- hidden -->end", "```html\n<!-- shown -->\n```\nend"),
        ("before\n<!-- never closed\nand the rest", "before\n"),
        ("the parser fails on <!-- here\nand goes on", "the parser fails on <!-- here\nand goes on"),
        ("an inline <!-- stays\n<!-- but this opens a block", "an inline <!-- stays\n"),
        ("<!-- ``` -->\n<!-- not in a fence -->end", "\nend"),
    ],
)
def test_comments_that_readers_do_not_see_are_removed(text: str, expected: str) -> None:
    assert strip_html_comments(text)[0] == expected


@pytest.mark.parametrize("piece", ["`", "<!--", "` ", "```\n", "x<!--", "a`", "<!---->", "\n<!--x"])
def test_cleaning_takes_linear_time_on_hostile_text(piece: str) -> None:
    started = time.monotonic()
    strip_html_comments(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - started < 5


def test_invisible_characters_are_removed_and_counted() -> None:
    assert strip_invisible("a\u200bb\u202ec\x00d\x1b[31me\U000e0041") == ("abcde", 5)


def test_line_ends_and_visible_characters_stay() -> None:
    assert strip_invisible("ä\r\nb\tc\n日本 é") == ("ä\nb\tc\n日本 é", 0)


@given(st.text(st.characters(codec=None)))
def test_a_terminal_is_never_given_a_control_character(text: str) -> None:
    shown = escape_for_terminal(text)
    assert all(character in "\n\t" or ord(character) >= 0x20 for character in shown)
    assert not any(0x7F <= ord(character) <= 0x9F or 0x202A <= ord(character) <= 0x202E for character in shown)


def test_escapes_name_the_character() -> None:
    assert escape_for_terminal("\x1b]0;t\x07\u202e") == "\\x1b]0;t\\x07\\u{202e}"

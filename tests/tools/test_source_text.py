from __future__ import annotations

import pytest

from tools.source_text import SourceText, number_lines, show


@pytest.mark.parametrize(
    ("content", "text", "newline"),
    [
        (b"", "", "\n"),
        (b"a", "a", "\n"),
        (b"a\nb\n", "a\nb\n", "\n"),
        (b"a\r\nb\r\n", "a\nb\n", "\r\n"),
        (b"a\r\nb", "a\nb", "\r\n"),
        (b"a\r\nb\n", "a\r\nb\n", "\n"),
        (b"a\rb\r", "a\rb\r", "\n"),
        (b"a\r\r\n", "a\r\n", "\r\n"),
        (b"\xff\n", "\udcff\n", "\n"),
    ],
)
def test_line_ends_are_known(content: bytes, text: str, newline: str) -> None:
    source = SourceText.parse(content)
    assert (source.text, source.newline) == (text, newline)
    assert source.encode() == content


def test_lines_are_numbered_as_cat_does() -> None:
    assert number_lines(["a", "", "\tb"], 99) == "    99\ta\n   100\t\n   101\t\tb"
    assert number_lines([], 1) == ""


def test_what_is_no_text_can_be_shown() -> None:
    assert show(b"a\xffb".decode("utf-8", "surrogateescape")) == "a\\xffb"
    assert show("größe") == "größe"

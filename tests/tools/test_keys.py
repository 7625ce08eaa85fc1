from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.keys import key_bytes, typed_bytes


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Enter", b"\r"),
        ("Escape", b"\x1b"),
        ("Esc", b"\x1b"),
        ("C-c", b"\x03"),
        ("Ctrl-C", b"\x03"),
        ("^C", b"\x03"),
        ("C-[", b"\x1b"),
        ("C-@", b"\x00"),
        ("M-x", b"\x1bx"),
        ("Up", b"\x1b[A"),
        ("F1", b"\x1b[[A"),
        ("F12", b"\x1b[24~"),
        ("q", b"q"),
        ("é", "é".encode()),
    ],
)
def test_keys_send_what_a_console_sends(name: str, sent: bytes) -> None:
    assert key_bytes(name) == sent


@pytest.mark.parametrize("name", ["", "Hyper", "C-", "C-1", "F13", "enter key"])
def test_keys_that_do_not_exist_are_refused_with_those_that_do(name: str) -> None:
    with pytest.raises(ValueError, match=r"no key is called .* there are Enter, Tab"):
        key_bytes(name)


def test_line_ends_are_the_enter_key() -> None:
    assert typed_bytes("a\nb\r\nc") == b"a\rb\rc"


@given(st.text(max_size=20))
def test_any_name_is_a_key_or_is_refused(name: str) -> None:
    try:
        sent = key_bytes(name)
    except ValueError as error:
        sent = str(error).encode("utf-8", "replace")
    assert sent

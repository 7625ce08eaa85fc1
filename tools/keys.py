"""Keys of a terminal by name, and the bytes that they send (those of the Linux console and of VT100). Pure."""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = {
    "Enter": b"\r",
    "Tab": b"\t",
    "S-Tab": b"\x1b[Z",
    "Escape": b"\x1b",
    "Space": b" ",
    "Backspace": b"\x7f",
    "Up": b"\x1b[A",
    "Down": b"\x1b[B",
    "Right": b"\x1b[C",
    "Left": b"\x1b[D",
    "Home": b"\x1b[1~",
    "Insert": b"\x1b[2~",
    "Delete": b"\x1b[3~",
    "End": b"\x1b[4~",
    "PageUp": b"\x1b[5~",
    "PageDown": b"\x1b[6~",
    **{f"F{number}": b"\x1b[[" + bytes([64 + number]) for number in range(1, 6)},
    **{
        f"F{number}": b"\x1b[%d~" % code
        for number, code in zip(range(6, 13), (17, 18, 19, 20, 21, 23, 24), strict=True)
    },
}
_SHORT: Final = {"Return": "Enter", "Esc": "Escape", "BSpace": "Backspace", "PgUp": "PageUp", "PgDn": "PageDown"}
_CONTROL: Final = re.compile(r"(?:C-|Ctrl-|\^)([A-Za-z@\[\\\]^_])")
_META: Final = re.compile(r"(?:M-|Alt-)(.)", re.DOTALL)

NAMES: Final = (
    "Enter, Tab, S-Tab, Escape, Space, Backspace, Up, Down, Left, Right, Home, End, PageUp, PageDown, Insert, Delete, F1 to F12, "
    "C-a to C-z, M-a and so on"
)


def key_bytes(name: str) -> bytes:
    """What a key sends; a single character is itself.

    Raises:
        ValueError: no key has that name; the message names those that there are.
    """
    name = _SHORT.get(name, name)
    if name in _NAMED:
        return _NAMED[name]
    if control := _CONTROL.fullmatch(name):
        return bytes([ord(control[1].upper()) & 0x1F])
    if meta := _META.fullmatch(name):
        return b"\x1b" + meta[1].encode("utf-8", "replace")
    if len(name) == 1:
        return name.encode("utf-8", "replace")
    raise ValueError(f"no key is called {name!r}; there are {NAMES}")


def typed_bytes(text: str) -> bytes:
    """What typing a text sends: line ends are Enter."""
    return text.replace("\r\n", "\n").replace("\n", "\r").encode("utf-8", "replace")

"""File names as git writes them in a patch: quoted where they hold unusual bytes, with ``a/`` and ``b/`` before them.

Pure. Every function raises ValueError on what git does not write.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-3][0-7]{2})')
_LETTERS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')


def unquoted(name: bytes) -> bytes:
    """The name that git's C-style quoting stands for; a bare name is itself."""
    if not name.startswith(b'"'):
        return name
    if not _QUOTED.fullmatch(name):
        raise ValueError("a quoted name does not end")
    inner = name[1:-1]
    if b"\\" in _ESCAPE.sub(b"", inner):
        raise ValueError("a quoted name has an unknown escape")
    return _ESCAPE.sub(lambda match: _unescaped(match[1]), inner)


def _unescaped(escape: bytes) -> bytes:
    if escape.isdigit():
        return bytes([int(escape, 8)])
    return _LETTERS.get(escape, escape)


def unprefixed(shown: bytes) -> bytes | None:
    """The name in a ``---`` or ``+++`` line; None for /dev/null."""
    # git ends a name that has a space with a tab, so that nobody takes what follows for a date.
    name = unquoted(shown.removesuffix(b"\t"))
    if name == b"/dev/null":
        return None
    return _without_prefix(name)


def names_of_header(shown: bytes, moved: tuple[bytes, bytes] | None) -> tuple[bytes, bytes]:
    """Old and new name of a ``diff --git`` line.

    Args:
        shown: the line without its first words.
        moved: what the lines of a rename or copy say; bare names cannot be told apart without.
    """
    first = _QUOTED.match(shown)
    if first and shown[first.end() : first.end() + 1] == b" ":
        return _without_prefix(unquoted(first[0])), _without_prefix(unquoted(shown[first.end() + 1 :]))
    if shown.endswith(b'"') and b' "' in shown:
        bare, _, quoted = shown.partition(b' "')
        return _without_prefix(bare), _without_prefix(unquoted(b'"' + quoted))
    if moved:
        if shown != b"a/" + moved[0] + b" b/" + moved[1]:
            raise ValueError("the names of a move do not agree")
        return moved
    half = len(shown) // 2
    if shown[half : half + 1] != b" ":
        raise ValueError("the names of a file do not agree")
    return _without_prefix(shown[:half]), _without_prefix(shown[half + 1 :])


def _without_prefix(name: bytes) -> bytes:
    if not name.startswith((b"a/", b"b/")) or len(name) == 2:
        raise ValueError("a name lacks its prefix")
    return name[2:]

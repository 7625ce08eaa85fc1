"""Writes the difference of two sets of files as a git patch, binary files included. Pure: no git, no files.

It is what ``git diff --binary --full-index --no-renames`` would print for regular files of mode 100644; the lines that
a hunk chooses may differ from git's.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import zlib
from collections.abc import Iterator, Mapping

_MODE = b"100644"
_ABSENT = b"0" * 40
_NO_NEWLINE = b"\\ No newline at end of file\n"
_BINARY_LINE_BYTES = 52
_BINARY_LOOK_BYTES = 8000
_ESCAPES = {7: b"a", 8: b"b", 9: b"t", 10: b"n", 11: b"v", 12: b"f", 13: b"r", 34: b'"', 92: b"\\"}


def git_patch(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bytes:
    """The patch from ``before`` to ``after``.

    Args:
        before: content by path; paths are decoded as file names are (surrogateescape).
        after: the same, later.
    """
    paths = sorted({*before, *after}, key=lambda path: path.encode("utf-8", "surrogateescape"))
    changed = [path for path in paths if before.get(path) != after.get(path)]
    return b"".join(b"".join(_file(path, before.get(path), after.get(path))) for path in changed)


def _file(path: str, old: bytes | None, new: bytes | None) -> Iterator[bytes]:
    name = path.encode("utf-8", "surrogateescape")
    old_name, new_name = _quoted(b"a/" + name), _quoted(b"b/" + name)
    yield b"diff --git %s %s\n" % (old_name, new_name)
    if old is None:
        yield b"new file mode %s\n" % _MODE
    if new is None:
        yield b"deleted file mode %s\n" % _MODE
    mode = b"" if old is None or new is None else b" " + _MODE
    yield b"index %s..%s%s\n" % (_blob_id(old), _blob_id(new), mode)
    if _is_binary(old) or _is_binary(new):
        yield b"GIT binary patch\n" + _literal(new or b"") + _literal(old or b"")
        return
    hunks = b"".join(_hunks(_lines(old or b""), _lines(new or b"")))
    if hunks:
        yield b"--- %s\n" % (b"/dev/null" if old is None else _tabbed(old_name))
        yield b"+++ %s\n" % (b"/dev/null" if new is None else _tabbed(new_name))
        yield hunks


def _hunks(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    lines = difflib.diff_bytes(difflib.unified_diff, old, new, lineterm=b"\n")
    next(lines, None)  # the names, which are written above as git writes them
    next(lines, None)
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n" + _NO_NEWLINE


def _lines(content: bytes) -> list[bytes]:
    """Lines with their ends; only a line feed ends a line."""
    lines = [line + b"\n" for line in content.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _is_binary(content: bytes | None) -> bool:
    return content is not None and b"\0" in content[:_BINARY_LOOK_BYTES]


def _blob_id(content: bytes | None) -> bytes:
    if content is None:
        return _ABSENT
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest().encode()


def _literal(content: bytes) -> bytes:
    """Whole binary content in git's form: deflated, base 85, each line led by its length as a letter."""
    packed = zlib.compress(content)
    pieces = [packed[start : start + _BINARY_LINE_BYTES] for start in range(0, len(packed), _BINARY_LINE_BYTES)]
    lines = (_length_letter(len(piece)) + base64.b85encode(piece, pad=True) + b"\n" for piece in pieces)
    return b"literal %d\n" % len(content) + b"".join(lines) + b"\n"


def _length_letter(length: int) -> bytes:
    return bytes([ord("A") + length - 1 if length <= 26 else ord("a") + length - 27])


def _quoted(name: bytes) -> bytes:
    """The name in git's C-style quotes where it holds anything but printable ASCII."""
    if all(0x20 <= byte < 0x7F and byte not in _ESCAPES for byte in name):
        return name
    return b'"' + b"".join(_escaped(byte) for byte in name) + b'"'


def _escaped(byte: int) -> bytes:
    if byte in _ESCAPES:
        return b"\\" + _ESCAPES[byte]
    return bytes([byte]) if 0x20 <= byte < 0x7F else b"\\%03o" % byte


def _tabbed(name: bytes) -> bytes:
    return name + b"\t" if b" " in name and not name.startswith(b'"') else name

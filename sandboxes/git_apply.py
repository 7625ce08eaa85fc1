"""Applies what ``git_patch`` wrote to a set of files. Pure: no git, no files.

It is no general ``git apply``: only regular files of mode 100644, only hunks that fit exactly where they say.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Mapping
from typing import Final

_FILE: Final = re.compile(rb"^diff --git ", re.MULTILINE)
_HUNK: Final = re.compile(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@.*\n", re.MULTILINE)
_ESCAPE: Final = re.compile(rb"\\([abtnvfr\"\\]|[0-7]{3})")
_LETTERS: Final = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_NO_NEWLINE: Final = b"\\ No newline at end of file\n"


def git_apply(files: Mapping[str, bytes], patch: bytes) -> dict[str, bytes]:
    """``files`` after ``patch``.

    Raises:
        ValueError: it was not made by ``git_patch`` from these files.
    """
    after = dict(files)
    for section in _FILE.split(patch)[1:]:
        header, _, rest = section.partition(b"\n")
        path = _name(header)
        if rest.startswith(b"deleted file mode "):
            after.pop(path)
        else:
            after[path] = _content(after.get(path, b""), rest)
    return after


def _name(header: bytes) -> str:
    """Both names of a header are the same but for their prefix, so its second half tells."""
    name = header[len(header) // 2 + 1 :]
    if name.startswith(b'"'):
        name = _ESCAPE.sub(lambda match: _LETTERS.get(match[1]) or _octal(match[1]), name[1:-1])
    return name.removeprefix(b"b/").decode("utf-8", "surrogateescape")


def _octal(escape: bytes) -> bytes:
    return bytes([int(escape, 8)]) if escape.isdigit() else escape


def _content(old: bytes, section: bytes) -> bytes:
    _, is_binary, encoded = section.partition(b"GIT binary patch\nliteral ")
    if is_binary:
        lines = encoded.split(b"\n\n", 1)[0].split(b"\n")[1:]
        packed = b"".join(base64.b85decode(line[1:])[: _length(line[0])] for line in lines)
        return zlib.decompress(packed)
    return _hunks_applied(old, section)


def _length(letter: int) -> int:
    return letter - ord("A") + 1 if letter <= ord("Z") else letter - ord("a") + 27


def _hunks_applied(old: bytes, section: bytes) -> bytes:
    old_lines = old.split(b"\n")
    old_lines = [line + b"\n" for line in old_lines[:-1]] + ([old_lines[-1]] if old_lines[-1] else [])
    result: list[bytes] = []
    position = 0
    heads = list(_HUNK.finditer(section))
    ends = [head.start() for head in heads[1:]] + [len(section)]
    for head, end in zip(heads, ends, strict=False):
        count = int(head[2] or 1)
        start = int(head[1]) - (1 if count else 0)
        result += old_lines[position:start]
        taken, added = _sides(section[head.end() : end])
        if old_lines[start : start + count] != taken:
            raise ValueError(f"a hunk does not fit at line {start + 1}")
        result += added
        position = start + count
    return b"".join(result + old_lines[position:])


def _sides(body: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines that a hunk takes out of the old text, and those that it puts in their place."""
    taken: list[bytes] = []
    added: list[bytes] = []
    last: tuple[list[bytes], ...] = ()
    for line in _split_lines(body):
        if line == _NO_NEWLINE:
            for side in last:
                side[-1] = side[-1].removesuffix(b"\n")
            continue
        last = {b" ": (taken, added), b"-": (taken,), b"+": (added,)}[line[:1]]
        for side in last:
            side.append(line[1:])
    return taken, added


def _split_lines(body: bytes) -> list[bytes]:
    """Lines with their ends; only a line feed ends a line."""
    return [line + b"\n" for line in body.split(b"\n")[:-1]]

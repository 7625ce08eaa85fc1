"""A git patch as a value: which files it changes, and how.

Pure. The bytes come from a sandbox and are not trusted: what the grammar of ``git diff`` does not cover is refused, so
that nothing can hide between the files. Whether a patch is safe to apply is told by ``patch_safety``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent.patch_names import names_of_header, unprefixed, unquoted

Kind = Literal["added", "deleted", "modified", "renamed", "copied"]

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_INDEX = re.compile(rb"index [0-9a-f]{4,64}\.\.[0-9a-f]{4,64}(?: (\d{6}))?$")
_MODES = ("old mode ", "new mode ", "deleted file mode ", "new file mode ")
_NAMES = ("rename from ", "rename to ", "copy from ", "copy to ")
_BINARY_SECTION = re.compile(rb"(literal|delta) \d+$")
_BINARY_LINE = re.compile(rb"[A-Za-z][0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]+$")


class PatchError(Exception):
    """The bytes are not a git patch, or the patch cannot be applied; the message is one line."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a patch. Paths are decoded as file names are (``os.fsdecode``); modes are git's octal digits.

    ``link_target`` is the new target of a symbolic link, where the patch tells it in full.
    """

    path: str
    old_path: str
    kind: Kind
    old_mode: str | None = None
    new_mode: str | None = None
    added_lines: int = 0
    deleted_lines: int = 0
    is_binary: bool = False
    link_target: str | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """A parsed patch: its bytes and its files in order."""

    content: bytes
    files: tuple[FileChange, ...]

    @property
    def added_lines(self) -> int:
        """Lines added in all text files."""
        return sum(file.added_lines for file in self.files)

    @property
    def deleted_lines(self) -> int:
        """Lines deleted in all text files."""
        return sum(file.deleted_lines for file in self.files)

    def summary(self) -> str:
        """One line for people: ``2 files changed, +10 -3``."""
        count = len(self.files)
        return f"{count} file{'' if count == 1 else 's'} changed, +{self.added_lines} -{self.deleted_lines}"


def parse_patch(content: bytes) -> Patch:
    """Read what ``git diff --binary`` prints.

    Raises:
        PatchError: anything else is in it.
    """
    if content and not content.endswith(b"\n"):
        raise PatchError("not a git patch: it is cut off")
    lines = content.split(b"\n")[:-1]
    files = []
    position = 0
    while position < len(lines):
        file, position = _file(lines, position)
        files.append(file)
    return Patch(content, tuple(files))


@dataclass(slots=True)
class _Body:
    """What follows the head lines of a file."""

    old_name: bytes | None = None
    new_name: bytes | None = None
    added: int = 0
    deleted: int = 0
    is_binary: bool = False
    context: int = 0
    added_text: bytes = b""


def _file(lines: Sequence[bytes], position: int) -> tuple[FileChange, int]:
    start = position
    if not lines[start].startswith(b"diff --git "):
        raise _trouble(lines, start)
    heads, position = _head_lines(lines, start + 1)
    body, position = _body(lines, position)
    kind = _kind(heads)
    old, new = _agreed_names(lines[start], heads, body)
    old_mode = heads.get("old mode ") or heads.get("deleted file mode ") or heads.get("index")
    new_mode = heads.get("new mode ") or heads.get("new file mode ") or heads.get("index")
    is_told_link = kind != "deleted" and new_mode == b"120000" and body.added > 0 and body.context == 0
    change = FileChange(
        path=_text(old if kind == "deleted" else new),
        old_path=_text(old),
        kind=kind,
        old_mode=_text(old_mode) if old_mode and kind != "added" else None,
        new_mode=_text(new_mode) if new_mode and kind != "deleted" else None,
        added_lines=body.added,
        deleted_lines=body.deleted,
        is_binary=body.is_binary,
        link_target=_text(body.added_text) if is_told_link else None,
    )
    return change, position


def _head_lines(lines: Sequence[bytes], position: int) -> tuple[dict[str, bytes], int]:
    """The extended header lines by their first words; ``index`` holds the mode that stays the same."""
    heads: dict[str, bytes] = {}
    while position < len(lines):
        line = lines[position]
        keyword = next((word for word in (*_MODES, *_NAMES) if line.startswith(word.encode())), None)
        index = _INDEX.match(line)
        if keyword:
            heads[keyword] = line[len(keyword) :]
        elif index:
            heads["index"] = index[1] or b""
        elif not line.startswith((b"similarity index ", b"dissimilarity index ")):
            break
        position += 1
    for word in _MODES:
        if word in heads and not re.fullmatch(rb"[0-7]{6}", heads[word]):
            raise PatchError(f"not a git patch: {word.strip()} is not six octal digits")
    return heads, position


def _kind(heads: dict[str, bytes]) -> Kind:
    marks: tuple[tuple[str, Kind], ...] = (
        ("new file mode ", "added"),
        ("deleted file mode ", "deleted"),
        ("rename to ", "renamed"),
        ("copy to ", "copied"),
    )
    kinds = [kind for mark, kind in marks if mark in heads]
    if len(kinds) > 1:
        raise PatchError(f"not a git patch: a file is {' and '.join(kinds)}")
    return kinds[0] if kinds else "modified"


def _agreed_names(first: bytes, heads: dict[str, bytes], body: _Body) -> tuple[bytes, bytes]:
    """Old and new name. git writes them in up to three places; where they differ, something is hidden.

    Raises:
        PatchError: they differ, or cannot be read.
    """
    try:
        moved = [unquoted(heads[word]) for word in _NAMES if word in heads]
        old, new = names_of_header(
            first.removeprefix(b"diff --git "), (moved[0], moved[1]) if len(moved) == 2 else None
        )
        shown = [unprefixed(name) for name in (body.old_name, body.new_name) if name is not None]
    except ValueError as error:
        raise PatchError(f"not a git patch: {error}") from error
    kind = _kind(heads)
    expected = [None if kind == "added" else old, None if kind == "deleted" else new]
    if (shown and shown != expected) or len(moved) not in (0, 2) or (not moved and old != new):
        raise PatchError(f"not a git patch: the names of {_text(new)} do not agree")
    return old, new


def _body(lines: Sequence[bytes], position: int) -> tuple[_Body, int]:
    body = _Body()
    if position >= len(lines) or lines[position].startswith(b"diff --git "):
        return body, position
    if lines[position] == b"GIT binary patch":
        body.is_binary = True
        return body, _after_binary(lines, position + 1)
    if not lines[position].startswith(b"--- ") or not lines[position + 1 : position + 2]:
        raise _trouble(lines, position)
    if not lines[position + 1].startswith(b"+++ "):
        raise _trouble(lines, position + 1)
    body.old_name, body.new_name = lines[position][4:], lines[position + 1][4:]
    position += 2
    if position >= len(lines) or not _HUNK.match(lines[position]):
        raise _trouble(lines, min(position, len(lines) - 1))
    while position < len(lines) and _HUNK.match(lines[position]):
        position = _hunk(lines, position, body)
    return body, position


def _hunk(lines: Sequence[bytes], position: int, body: _Body) -> int:
    """Count one hunk by what its head announces: its lines may look like anything."""
    head = _HUNK.match(lines[position])
    old_left, new_left = (int(count) if count else 1 for count in head.groups()) if head else (0, 0)
    position += 1
    added = []
    while old_left > 0 or new_left > 0:
        if position >= len(lines):
            raise PatchError("not a git patch: it is cut off")
        mark = lines[position][:1]
        if mark not in (b" ", b"+", b"-", b"\\", b""):
            raise _trouble(lines, position)
        old_left -= mark in (b" ", b"-", b"")
        new_left -= mark in (b" ", b"+", b"")
        body.deleted += mark == b"-"
        body.context += mark in (b" ", b"")
        if mark == b"+":
            added.append(lines[position][1:])
        position += 1
    if old_left or new_left:
        raise PatchError("not a git patch: a hunk is longer than it says")
    while position < len(lines) and lines[position].startswith(b"\\"):
        position += 1
    body.added += len(added)
    body.added_text += b"\n".join(added)
    return position


def _after_binary(lines: Sequence[bytes], position: int) -> int:
    """The position after one or two sections of encoded bytes, each closed by an empty line."""
    sections = 0
    while position < len(lines) and _BINARY_SECTION.match(lines[position]) and sections < 2:
        position += 1
        while position < len(lines) and _BINARY_LINE.match(lines[position]):
            position += 1
        if position >= len(lines) or lines[position]:
            raise _trouble(lines, min(position, len(lines) - 1))
        position += 1
        sections += 1
    if not sections:
        raise _trouble(lines, min(position, len(lines) - 1))
    return position


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _trouble(lines: Sequence[bytes], position: int) -> PatchError:
    return PatchError(f"not a git patch: line {position + 1} is {_text(lines[position][:60])!a}")

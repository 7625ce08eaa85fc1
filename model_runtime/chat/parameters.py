"""Cuts the inside of one function block into parameters: text in, names and raw values out.

A value may itself contain the tags, so a tag counts only where the whole then reads well. At first the tags inside a
value are taken to come in pairs; if the block does not come out even so, place and schema decide, tag by tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, replace

_TAG = re.compile(r"<parameter=([^<>\n]*)>|<parameter=([\w.-]+)(?=\n)|</parameter>")
_INDENT = 16  # characters of whitespace that may stand before a tag "at line start"


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a block holds, names with raw values. ``unreadable`` is a broken tag.

    ``is_balanced`` says that every value is closed and the block can be read in no other way.
    """

    values: tuple[tuple[str, str], ...]
    unreadable: str | None = None
    is_balanced: bool = False


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    stop: int
    name: str | None  # None closes a parameter
    at_line_start: bool


@dataclass(frozen=True, slots=True)
class _ValueEnd:
    """A value stops at character ``stop``; reading goes on at ``position`` with tag ``next_tag``."""

    stop: int
    position: int
    next_tag: int


def read_parameters(block: str, known: Set[str]) -> Parameters:
    """Cut ``block``, the text between ``<function=...>`` and its end; ``known`` are the names in the tool's schema."""
    balanced = _Reader(block, known)
    parameters = balanced.read(balanced.balanced_end)
    if parameters is not None:
        return replace(parameters, is_balanced=parameters.unreadable is None)
    by_schema = _Reader(block, known)
    return by_schema.read(by_schema.end_by_schema) or Parameters(())


class _Reader:
    def __init__(self, block: str, known: Set[str]) -> None:
        self._block = block
        self._known = known
        self._seen: set[str] = set()
        self._tags = [_tag(block, match) for match in _TAG.finditer(block)]
        self._next_closer: list[int | None] = []
        closer: int | None = None
        for index in reversed(range(len(self._tags))):
            self._next_closer.append(closer)
            closer = index if self._tags[index].name is None else closer
        self._next_closer.reverse()

    def read(self, find_end: Callable[[int], _ValueEnd | None]) -> Parameters | None:
        """Cut the block; ``find_end`` says where the value of an opening tag ends. None if it cannot say."""
        values: list[tuple[str, str]] = []
        index, position = 0, 0
        while index < len(self._tags):
            tag = self._tags[index]
            unreadable = _broken_tag(self._block[position : tag.start])
            if unreadable:
                return Parameters(tuple(values), unreadable)
            if tag.name is None:
                index, position = index + 1, tag.stop
                continue
            self._seen.add(tag.name)
            end = find_end(index)
            if end is None:
                return None
            values.append((tag.name, _without_frame(self._block[tag.stop : end.stop])))
            index, position = end.next_tag, end.position
        return Parameters(tuple(values), _broken_tag(self._block[position:]))

    def balanced_end(self, opener: int) -> _ValueEnd | None:
        """The value's end if the tags that it quotes come in pairs, or close something that was never opened."""
        depth = 0
        for index in range(opener + 1, len(self._tags)):
            tag = self._tags[index]
            if tag.name is not None:
                depth += tag.at_line_start
            elif depth:
                depth -= 1
            elif self._is_in_place(index):
                return _ValueEnd(tag.start, tag.stop, index + 1)
        return None

    def end_by_schema(self, opener: int) -> _ValueEnd:
        """The value's end if every tag is judged by itself; a closing tag may be missing."""
        closer: int | None = None
        for index in range(opener + 1, len(self._tags)):
            tag = self._tags[index]
            if tag.name is not None:
                if self._starts_parameter(index):
                    stop = tag.start if closer is None else self._tags[closer].start
                    return _ValueEnd(stop, tag.start, index)
                continue
            is_last = index + 1 == len(self._tags)
            if is_last and not (tag.at_line_start or self._is_in_place(index)):
                continue  # quoted in the middle of a line, with more behind it
            closer = index
            if is_last or (self._is_in_place(index) and self._is_awaited(index + 1)):
                break
        if closer is None:
            return _ValueEnd(len(self._block), len(self._block), len(self._tags))
        return _ValueEnd(self._tags[closer].start, self._tags[closer].stop, closer + 1)

    def _is_awaited(self, index: int) -> bool:
        """Whether a tag opens a parameter that the schema has and that has not come yet."""
        name = self._tags[index].name
        return name in self._known and name not in self._seen

    def _starts_parameter(self, index: int) -> bool:
        """Whether an opening tag starts a parameter although the one before it is still open."""
        tag = self._tags[index]
        if not (self._is_awaited(index) and tag.at_line_start and self._block.startswith("\n", tag.stop)):
            return False
        closer = self._next_closer[index]
        return closer is None or closer + 1 == len(self._tags) or self._is_in_place(closer)

    def _is_in_place(self, closer: int) -> bool:
        """Whether nothing but whitespace stands between a closing tag and the next opening one, or the end."""
        if closer + 1 == len(self._tags):
            return not self._block[self._tags[closer].stop :].strip()
        following = self._tags[closer + 1]
        return following.name is not None and not self._block[self._tags[closer].stop : following.start].strip()


def _tag(block: str, match: re.Match[str]) -> _Tag:
    name = match[1] if match[1] is not None else match[2]
    before = block[max(0, match.start() - _INDENT) : match.start()]
    starts_line = "\n" in before or match.start() < _INDENT
    at_line_start = starts_line and not before.rpartition("\n")[2].strip()
    return _Tag(match.start(), match.end(), None if name is None else name.strip().strip("\"'"), at_line_start)


def _broken_tag(gap: str) -> str | None:
    """The first line of text outside of parameters that looks like a tag but is none."""
    start = gap.find("<parameter")
    return gap[start : start + 80].split("\n", 1)[0] if start >= 0 else None


def _without_frame(value: str) -> str:
    """The value without the one newline that the form puts on either side."""
    return value.removeprefix("\n").removesuffix("\n")

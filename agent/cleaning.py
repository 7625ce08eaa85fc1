"""Text from outside made safe to read: hidden text goes before a model reads, escape sequences before a terminal does.

Pure, and linear in the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from typing import Final

# Bidirectional controls, zero-width characters, line separators, variation selectors of the supplement, tags.
_INVISIBLE: Final = "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e0fff"
_CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_ESCAPE_SEQUENCE: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)")
_UNSEEN: Final = re.compile(f"[{_INVISIBLE}{_CONTROL}\ud800-\udfff]")
_MARKUP: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})|(`++)|<!--", re.MULTILINE)
_MAX_CODE_SPAN: Final = 400


def strip_invisible(text: str) -> tuple[str, int]:
    """Text without terminal sequences, control, zero-width and bidirectional characters, and how many were taken out.

    Line ends become newlines, which counts as no change.
    """
    text, sequences = _ESCAPE_SEQUENCE.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, characters = _UNSEEN.subn("", text)
    return text, sequences + characters


def strip_html_comments(text: str) -> tuple[str, int]:
    """Text without HTML comments, and how many there were. Comments inside Markdown code are seen by readers and stay.

    A comment that is never closed hides the rest only where Markdown says so: at the start of a line.
    """
    kept, removed, position, start, closers_left = [], 0, 0, 0, True
    while match := _MARKUP.search(text, position):
        if match.group(1):
            position = _end_of_fence(text, match)
        elif match.group(2):
            position = _end_of_code_span(text, match)
        else:
            end = text.find("-->", match.end()) if closers_left else -1
            closers_left = end >= 0
            if end < 0 and not _opens_line(text, match.start()):
                position = match.end()  # shown as it stands
                continue
            kept.append(text[start : match.start()])
            removed += 1
            position = start = len(text) if end < 0 else end + 3
    return "".join([*kept, text[start:]]), removed


def _opens_line(text: str, position: int) -> bool:
    before = text[max(0, position - 4) : position]
    return not before.rpartition("\n")[2].strip() and ("\n" in before or len(before) == position)


def _end_of_fence(text: str, opening: re.Match[str]) -> int:
    fence = opening.group(1)
    closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    match = closing.search(text, opening.end())
    return match.end() if match else len(text)


def _end_of_code_span(text: str, opening: re.Match[str]) -> int:
    ticks = opening.group(2)
    closing = re.compile(rf"(?<!`){ticks}(?!`)")
    match = closing.search(text, opening.end(), opening.end() + _MAX_CODE_SPAN)
    return match.end() if match else opening.end()


def escape_for_terminal(text: str) -> str:
    """Text that a terminal shows and never obeys: only newline, tab and visible characters stay as they are."""
    return _UNSEEN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"

"""What a terminal shows: bytes of its output in, lines of text out. The emulator is pyte's; what it shows is made safe to read.

Programs in a sandbox choose the bytes. Whatever they are, feeding ends in time linear in their number, keeps little in memory and
raises nothing, and no control, invisible or private character is in the text.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from dataclasses import dataclass
from typing import Any, Final

import pyte
import pyte.modes
from wcwidth import wcwidth

HISTORY_LINES: Final = 1000
_MARKS_IN_A_CELL: Final = 4
_REPLY_BYTES: Final = 256
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class View:
    """What is seen: lines without white space at their ends, and the cursor (from 1, from 1)."""

    lines: tuple[str, ...]
    row: int
    column: int


class Screen:
    """A screen of ``rows`` by ``columns`` with the lines that left it at the top."""

    def __init__(self, rows: int, columns: int) -> None:
        self._screen = _Emulated(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, output: bytes) -> None:
        """Show what a program put out."""
        for start in range(0, len(output), 4096):
            try:
                self._stream.feed(output[start : start + 4096])
            except Exception:
                # An emulator that stumbles over an odd sequence goes on behind it; its parser begins anew.
                self._stream = pyte.ByteStream(self._screen)

    def resize(self, rows: int, columns: int) -> None:
        """Change the size; what does not fit is cut."""
        self._screen.resize(rows, columns)

    def view(self, scrollback: int = 0) -> View:
        """What is seen now, below the last ``scrollback`` lines that left the screen."""
        screen = self._screen
        left = list(screen.left)[-scrollback:] if scrollback else []
        shown = [_text(screen.buffer[row], screen.columns) for row in range(screen.lines)]
        while shown and not shown[-1] and len(shown) > screen.cursor.y + 1:
            shown.pop()
        return View((*left, *shown), screen.cursor.y + 1, min(screen.cursor.x, screen.columns - 1) + 1)

    def take_replies(self) -> bytes:
        """What the terminal answers to questions in the output (where is the cursor? what are you?), once."""
        replies, self._screen.replies = self._screen.replies, b""
        return replies


class _Emulated(pyte.Screen):
    """pyte's screen with bounds, memory of what scrolled away, and answers kept for the program."""

    def __init__(self, columns: int, lines: int) -> None:
        self.left: deque[str] = deque(maxlen=HISTORY_LINES)
        self.replies = b""
        self._marks = 0
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        """Draw what can be seen, but no more than a few combining marks on one character."""
        kept = []
        for character in data:
            if unicodedata.combining(character):
                self._marks += 1
                if self._marks <= _MARKS_IN_A_CELL:
                    kept.append(character)
                continue
            self._marks = 0
            # pyte drops all that follows a character without width.
            if wcwidth(character) > 0:
                kept.append(character)
            elif unicodedata.category(character) in _UNSEEN:
                kept.append(_REPLACEMENT)
        super().draw("".join(kept))

    def index(self) -> None:
        """Move down a line; what leaves at the top is remembered."""
        margins = self.margins
        if self.cursor.y == (self.lines - 1 if margins is None else margins.bottom) and not (margins and margins.top):
            self.left.append(_text(self.buffer[0], self.columns))
        super().index()

    def set_mode(self, *modes: int, **options: Any) -> None:
        """Set modes, but never the width: the size is the terminal's."""
        super().set_mode(*(mode for mode in modes if mode not in (3, pyte.modes.DECCOLM)), **options)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        """Reset modes, but never the width."""
        super().reset_mode(*(mode for mode in modes if mode not in (3, pyte.modes.DECCOLM)), **options)

    def select_graphic_rendition(self, *attributes: int, **_: Any) -> None:
        """Colours; the private form, which pyte does not take, is another command."""
        if not _:
            super().select_graphic_rendition(*attributes)

    def write_process_input(self, data: str) -> None:
        """Keep an answer."""
        self.replies = (self.replies + data.encode())[:_REPLY_BYTES]


def _text(line: Any, columns: int) -> str:
    """A line as text; the second half of a wide character is empty."""
    return "".join(_visible(line[column].data) for column in range(columns)).rstrip()


def _visible(cell: str) -> str:
    return "".join(_REPLACEMENT if unicodedata.category(character) in _UNSEEN else character for character in cell)

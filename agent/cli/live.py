"""The live view of a run on a terminal: finished steps above, below them the step that is under way as it is written.

It is a ``Progress``; rich draws it. Text from the model and the sandbox comes here as ``Text`` that was escaped before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Final, TextIO

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from agent.cleaning import escape_for_terminal
from agent.events import AnyRecord, Ended, ModelTurn, ObservationRecord, ToolCallRecord
from agent.progress import StepLines, describe_call

SHOWN_LINES: Final = 8
REFRESHES_PER_S: Final = 6
_DECODED_TOKENS: Final = 600
"""More tokens than this never fit into the lines that are shown."""


class LiveProgress:
    """Shows the thought as it is sampled and the command that runs. A context manager: the view lives inside it."""

    def __init__(self, stream: TextIO, max_steps: int, decode: Callable[[Sequence[int]], str]) -> None:
        self._console = Console(file=stream, highlight=False)
        self._lines = StepLines(max_steps)
        self._decode = decode
        self._started_s = time.monotonic()
        self._sampled: list[int] = []
        self._doing = "reading"
        self._live = Live(
            console=self._console,
            get_renderable=self._view,
            refresh_per_second=REFRESHES_PER_S,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def __enter__(self) -> LiveProgress:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def note(self, text: str) -> None:
        """Print the line above the view."""
        self._console.print(Text(escape_for_terminal(text)))

    def token(self, token_id: int) -> None:
        """Take it along; the view is drawn from time to time."""
        self._sampled.append(token_id)
        self._doing = "writing"

    def record(self, record: AnyRecord) -> None:
        """Print the lines that are complete and show what is done now."""
        for line in self._lines.after(record):
            self.note(line)
        match record:
            case ToolCallRecord():
                self._doing = f"running {describe_call(record)}"
            case ModelTurn() | ObservationRecord():
                self._sampled, self._doing = [], "reading"
            case Ended():
                self._sampled, self._doing = [], "taking the patch out"
            case _:
                pass

    def _view(self) -> RenderableType:
        # A copy first: tokens arrive in another thread than the one that draws.
        tail = self._decode(list(self._sampled[-_DECODED_TOKENS:])) if self._sampled else ""
        lines = escape_for_terminal(tail).splitlines()[-SHOWN_LINES:]
        elapsed_s = time.monotonic() - self._started_s
        status = Text(escape_for_terminal(f"{elapsed_s:.0f} s  {self._doing}"), style="bold", no_wrap=True)
        return Group(*(Text(line, style="dim", no_wrap=True, overflow="ellipsis") for line in lines), status)

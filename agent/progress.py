"""What people see of a run while it goes on. The only way to a terminal for text from the model or the sandbox."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol, TextIO

from agent.cleaning import escape_for_terminal
from agent.events import (
    AnyRecord,
    CommandRun,
    Compacted,
    Ended,
    ModelTurn,
    ObservationRecord,
    ToolCallRecord,
    UserMessage,
)

DEED_CHARACTERS: Final = 72
RESULT_CHARACTERS: Final = 72


class Progress(Protocol):
    """Is told of everything that happens, in order, and answers nothing."""

    def note(self, text: str) -> None:
        """One line of the program's own."""

    def token(self, token_id: int) -> None:
        """A token was sampled."""

    def record(self, record: AnyRecord) -> None:
        """A record was written."""


class NoProgress:
    """Shows nothing."""

    def note(self, text: str) -> None:
        """Drop it."""

    def token(self, token_id: int) -> None:
        """Drop it."""

    def record(self, record: AnyRecord) -> None:
        """Drop it."""


class StepLines:
    """Turns records into one line a step. Pure but for the clock that it is given."""

    def __init__(self, max_steps: int, now_s: Callable[[], float] = time.monotonic) -> None:
        self._max_steps = max_steps
        self._now_s = now_s
        self._started_s = now_s()
        self._turn: ModelTurn | None = None
        self._deeds: list[str] = []
        self._results: list[str] = []

    def after(self, record: AnyRecord) -> list[str]:
        """The lines that are complete now that ``record`` is here."""
        match record:
            case ModelTurn():
                lines = self._flush()
                self._turn = record
                return lines
            case ToolCallRecord():
                self._deeds.append(describe_call(record))
            case ObservationRecord():
                self._results.append(first_line(record.text, RESULT_CHARACTERS))
                if self._turn is not None and len(self._results) == self._turn.calls:
                    return self._flush()
            case UserMessage():
                self._deeds.append("no tool call: told to go on")
                return self._flush()
            case Compacted():
                self._deeds.append(f"the context is summed up: {record.context_tokens} tokens from here on")
                return self._flush()
            case CommandRun():
                return [
                    f"{record.purpose}: {first_line(record.command, DEED_CHARACTERS)} -> exit code {record.exit_code}"
                ]
            case Ended():
                ending = " ".join(record.kind.split("_")) + (
                    f": {first_line(record.detail, 100)}" if record.detail else ""
                )
                return [*self._flush(), f"end    {ending}"]
            case _:
                pass
        return []

    def _flush(self) -> list[str]:
        """The line of the step that is under way, if one is."""
        if self._turn is None:
            return []
        turn, deeds, results = self._turn, self._deeds, self._results
        tokens = turn.first_token + len(turn.token_ids)
        deed = (deeds[0] if deeds else "") + (f" (+{len(deeds) - 1} more)" if len(deeds) > 1 else "")
        line = f"step {turn.step}/{self._max_steps}  {self._now_s() - self._started_s:.0f} s  {tokens} tokens  {deed}"
        self._turn, self._deeds, self._results = None, [], []
        return [f"{line} -> {results[-1]}" if results and results[-1] else line]


class LineProgress:
    """One line a step, for logs and pipes."""

    def __init__(self, stream: TextIO, max_steps: int) -> None:
        self._stream = stream
        self._lines = StepLines(max_steps)

    def note(self, text: str) -> None:
        """Write the line."""
        print_line(self._stream, text)

    def token(self, token_id: int) -> None:
        """Nothing to see before the step is done."""

    def record(self, record: AnyRecord) -> None:
        """Write the lines that are complete."""
        for line in self._lines.after(record):
            print_line(self._stream, line)


def print_line(stream: TextIO, text: str) -> None:
    """Write text and a newline so that no terminal obeys it, at once."""
    stream.write(
        escape_for_terminal(text)
        .encode(stream.encoding or "utf-8", "backslashreplace")
        .decode(stream.encoding or "utf-8")
        + "\n"
    )
    stream.flush()


def describe_call(record: ToolCallRecord) -> str:
    """What a call does, in one short line."""
    if record.arguments is None:
        return f"unreadable call ({record.name})"
    values = (first_line(value, DEED_CHARACTERS) for value in record.arguments.values() if isinstance(value, str))
    return first_line(f"{record.name}: {' '.join(values)}", DEED_CHARACTERS)


def first_line(text: str, max_characters: int) -> str:
    """The first line that holds anything, cut to ``max_characters``."""
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= max_characters else line[: max_characters - 1] + "…"

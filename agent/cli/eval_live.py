"""What people see of an evaluation while it runs: one line an attempt, and on a terminal a table of what is under way."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import nullcontext
from typing import Final, TextIO

from rich.console import Console, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from agent.cleaning import escape_for_terminal
from agent.progress import first_line, print_line
from evals.agents import PlannedAttempt
from evals.estimates import wilson
from evals.results import AttemptResult

REASON_CHARACTERS: Final = 100
REFRESHES_PER_S: Final = 4


class AttemptView:
    """Shows attempts as they start and end. A context manager; safe to call from several threads."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._lock = threading.Lock()
        self._running: dict[tuple[str, int], float] = {}
        self._outcomes: list[str] = []
        self._live = (
            Live(
                console=Console(file=stream, highlight=False),
                get_renderable=self._table,
                refresh_per_second=REFRESHES_PER_S,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            if stream.isatty()
            else None
        )

    def __enter__(self) -> AttemptView:
        (self._live or nullcontext()).__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def started(self, attempt: PlannedAttempt) -> None:
        """An attempt is under way."""
        self.begun(attempt.task.name, attempt.number)

    def begun(self, task: str, number: int) -> None:
        """An attempt at a task is under way."""
        with self._lock:
            self._running[task, number] = time.monotonic()

    def finished(self, result: AttemptResult) -> None:
        """An attempt has its result, which is shown in one line."""
        with self._lock:
            self._running.pop((result.task, result.attempt), None)
            self._outcomes.append(result.outcome)
            done = len(self._outcomes)
        self.note(f"{done}/{self._total}  {attempt_line(result)}")

    def note(self, text: str) -> None:
        """Print a line, above the table where there is one."""
        if self._live is None:
            print_line(self._stream, text)
        else:
            self._live.console.print(Text(escape_for_terminal(text), no_wrap=True, overflow="ellipsis"))

    def _table(self) -> RenderableType:
        with self._lock:
            running, outcomes = sorted(self._running.items(), key=lambda item: item[1]), list(self._outcomes)
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, show_footer=True)
        table.add_column(footer=Text(self._standing(outcomes), style="bold"), no_wrap=True, overflow="ellipsis")
        table.add_column(justify="right")
        now_s = time.monotonic()
        for (task, number), since_s in running:
            name = f"{task} ({number})" if number > 1 else task
            table.add_row(Text(escape_for_terminal(name), style="dim"), f"{now_s - since_s:.0f} s")
        return table

    def _standing(self, outcomes: list[str]) -> str:
        errors = outcomes.count("error")
        scored, solved = len(outcomes) - errors, outcomes.count("resolved")
        text = f"{len(outcomes)} of {self._total} done"
        if scored:
            interval = wilson(solved, scored)
            text += f", {solved / scored:.0%} solved ({interval.low:.0%} to {interval.high:.0%})"
        return text + (f", {errors} errors" if errors else "")


def attempt_line(result: AttemptResult) -> str:
    """An attempt in one line."""
    steps = f", {result.steps} steps" if result.steps else ""
    number = f" ({result.attempt})" if result.attempt > 1 else ""
    said = "; ".join(text for text in (first_line(result.reason, REASON_CHARACTERS), result.note) if text)
    line = f"{result.task}{number}  {result.outcome}  {result.wall_s:.1f} s{steps}"
    return f"{line}: {said}" if said else line


def attempt_view(total: int) -> AttemptView:
    """The view of this process: on standard error."""
    return AttemptView(sys.stderr, total)

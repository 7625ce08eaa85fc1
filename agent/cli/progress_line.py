"""How far something is, on standard error: a bar on a terminal, a line for every tenth elsewhere, or nothing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

Tell = Callable[[str, int, int], None]
"""Is told a step's name, how much of it is done and how much there is."""

_LINES_A_STEP: Final = 10


@contextmanager
def shown_progress(*, silent: bool = False, patience_s: float = 0.0) -> Iterator[Tell]:
    """What steps tell how far they are, from any thread.

    Args:
        silent: Show nothing; for output that programs read.
        patience_s: Show nothing before that long, for what is mostly short.
    """
    if silent:
        yield lambda step, done, total: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bars(patience_s) as tell:
            yield tell
    else:
        yield _lines(patience_s)


def _lines(patience_s: float) -> Tell:
    began_s, shown = time.monotonic(), {"": -1}

    def tell(step: str, done: int, total: int) -> None:
        tenth = _LINES_A_STEP * done // max(total, 1)
        if tenth > shown.get(step, 0) and time.monotonic() - began_s >= patience_s:
            shown[step] = tenth
            click.echo(f"{step}: {100 * tenth // _LINES_A_STEP}%", err=True)

    return tell


@contextmanager
def _bars(patience_s: float) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # NO_COLOR is rich's own affair.
    bars = Progress(*columns, console=Console(file=sys.stderr, highlight=False), transient=True)
    began_s, tasks = time.monotonic(), dict[str, TaskID]()

    def tell(step: str, done: int, total: int) -> None:
        if step not in tasks:
            if time.monotonic() - began_s < patience_s:
                return
            bars.start()
            tasks[step] = bars.add_task(step, total=total)
        bars.update(tasks[step], completed=done, total=total)

    try:
        yield tell
    finally:
        bars.stop()

"""Ctrl-C and termination: a run is ended in order, and what it has reached is not lost."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_AT_ONCE: Final = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def orderly_interruption(note: Callable[[str], None]) -> Iterator[Callable[[], bool]]:
    """Inside, the first Ctrl-C asks for an end after the step (what is yielded tells), the second raises ``KeyboardInterrupt``.

    Termination and hang-up raise it at the first: what sends them does not wait. While the run is being ended, one more signal
    only says what goes on, and another raises again.
    """
    asked, raised = 0, 0

    def on_signal(number: int, _frame: FrameType | None) -> None:
        nonlocal asked, raised
        asked += 1
        if number == signal.SIGINT and asked == 1:
            note("ending after this step; Ctrl-C once more ends at once")
            return
        raised += 1
        if raised == 2:
            note("saving the patch and removing the sandbox; once more gives both up")
            return
        raise KeyboardInterrupt

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, *_AT_ONCE)}
    try:
        yield lambda: asked > 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

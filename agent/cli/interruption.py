"""Ctrl-C and termination: the first signal ends the run in order, the next ones do not cost the patch."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def orderly_interruption(note: Callable[[str], None]) -> Iterator[None]:
    """Inside, the first signal raises ``KeyboardInterrupt``, the second only says what goes on, the third raises again."""
    count = 0

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        nonlocal count
        count += 1
        if count == 2:
            note("saving the patch and removing the sandbox; once more gives both up")
            return
        raise KeyboardInterrupt

    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""One line on standard error that says how far something is."""

from __future__ import annotations

from collections.abc import Callable

import click


def progress_line() -> Callable[[str, int, int], None]:
    """Is told a step's name, how much is done and how much there is; shows whole percents, each once."""
    last = ("", -1)

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // max(total, 1)
        if (step, percent) != last:
            last = (step, percent)
            click.echo(f"\r{step}: {percent:3d}%", err=True, nl=percent == 100)

    return tell

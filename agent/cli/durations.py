"""A length of time on the command line: ``90``, ``90s``, ``30m``, ``1.5h``."""

from __future__ import annotations

import re
from typing import Final

import click

_FORM: Final = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(s|m|h)?")
_SECONDS: Final = {None: 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


def read_duration(_context: click.Context, _parameter: click.Parameter, value: str | None) -> float | None:
    """The seconds that the text of an option says, more than 0; a callback of click's options.

    Raises:
        click.BadParameter: it says none.
    """
    if value is None:
        return None
    match = _FORM.fullmatch(value.strip())
    seconds = float(match.group(1)) * _SECONDS[match.group(2)] if match else 0.0
    if seconds <= 0:
        raise click.BadParameter(f"{value!r} is not a length of time greater than 0, such as 90, 90s, 30m or 1.5h.")
    return seconds

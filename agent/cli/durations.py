"""A length of time on the command line: ``90``, ``90s``, ``30m``, ``1.5h``."""

from __future__ import annotations

import re
from typing import Any, Final

import click

_FORM: Final = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(s|m|h)?")
_SECONDS: Final = {None: 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


class Duration(click.ParamType):
    """Seconds, more than 0."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds that a text says."""
        if isinstance(value, float):
            return value
        match = _FORM.fullmatch(str(value).strip())
        seconds = float(match.group(1)) * _SECONDS[match.group(2)] if match else 0.0
        if seconds <= 0:
            self.fail(f"{value!r} is not a length of time greater than 0, such as 90, 90s, 30m or 1.5h.", param, ctx)
        return seconds

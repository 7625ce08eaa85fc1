from __future__ import annotations

import click
import pytest

from agent.cli.durations import read_duration

CONTEXT = click.Context(click.Command("x"))
PARAMETER = click.Option(["--max-time"])


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90.0), ("90s", 90.0), ("30m", 1800.0), ("1.5h", 5400.0), (".5 m", 30.0), (None, None)]
)
def test_lengths_of_time_are_read(text: str | None, seconds: float | None) -> None:
    assert read_duration(CONTEXT, PARAMETER, text) == seconds


@pytest.mark.parametrize("text", ["0", "0s", "-1", "", "soon", "1d", "1e9", "nan", "inf", "1,5h"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="length of time"):
        read_duration(CONTEXT, PARAMETER, text)

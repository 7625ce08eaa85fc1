"""How far something is: a bar on a terminal, tenths elsewhere, nothing where programs read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.cli.progress_line import shown_progress

ROOT = Path(__file__).parents[3]


def test_a_line_for_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as tell:
        for done in range(0, 1001, 7):
            tell("fetching", done, 1000)
        tell("fetching", 1000, 1000)
        tell("sha256", 5, 5)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [*(f"fetching: {tenth}0%" for tenth in range(1, 11)), "sha256: 100%"]


def test_silence(capsys: pytest.CaptureFixture[str]) -> None:
    for how in ({"silent": True}, {"patience_s": 60.0}):
        with shown_progress(**how) as tell:  # type: ignore[arg-type]
            tell("loading", 1, 1)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("no_color", [False, True])
def test_a_bar_on_a_terminal(no_color: bool) -> None:
    code = (
        "from agent.cli.progress_line import shown_progress\n"
        "with shown_progress() as tell:\n    tell('fetching', 1, 2)\n    tell('fetching', 2, 2)\n"
    )
    environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TERM", "COLUMNS"}}
    environment |= {"TERM": "xterm-256color"} | ({"NO_COLOR": "1"} if no_color else {})
    ours, theirs = os.openpty()
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, stderr=theirs, check=True)
    os.close(theirs)
    shown = b""
    try:
        while block := os.read(ours, 1 << 16):
            shown += block
    except OSError:  # a terminal that nobody writes to any more
        pass
    finally:
        os.close(ours)
    assert b"fetching" in shown
    assert b"100%" in shown
    assert (b"\x1b[38;5;" in shown) is not no_color

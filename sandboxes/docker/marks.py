"""What became of a call whose process died: commands leave marks in the container, and here they are read.

A mark is a file, made when a command begins and given the exit code when it ends. Whoever makes it first has it: to
settle a call is also to take the mark that its next command would need.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Final

from sandboxes.base import CallMarks, ExecResult
from sandboxes.docker.arguments import Command
from sandboxes.docker.settings import MARKS
from sandboxes.errors import SandboxLost

POLL_S: Final = 0.2
_CLAIM: Final = "claimed"

# Takes mark $2 of call $1, for a command and for a write, and prints all marks. A folder that is full tells nothing.
_SETTLE = f"""
cd {MARKS} || exit 1
set -C
for kind in x w; do
  {{ echo {_CLAIM} >"$1.$2.$kind"; }} 2>/dev/null || [ -e "$1.$2.$kind" ] || exit 2
done
for mark in "$1".*; do
  read -r code <"$mark"
  echo "$mark $code"
  code=
done
"""


class MarkNames:
    """Names of the marks of the call that is under way; none outside a call."""

    def __init__(self) -> None:
        self._call = ""
        self._count = 0

    def begin(self, call: str) -> None:
        """A call begins."""
        if not re.fullmatch(r"[\w-]+", call):
            raise ValueError(f"{call!r} cannot name a call")
        self._call, self._count = call, 0

    def next(self, kind: str) -> str:
        """The mark of the next command (kind ``x``) or write (``w``) of the call."""
        if not self._call:
            return ""
        self._count += 1
        return f"{MARKS}/{self._call}.{self._count}.{kind}"


def settle(call: str, run: Callable[[Command], ExecResult], *, wait_s: float) -> CallMarks:
    """The marks of a call, once nothing of it runs any more or ``wait_s`` is over.

    Raises:
        SandboxLost: as ``run`` does, or the marks cannot be read.
    """
    deadline_s = time.monotonic() + wait_s
    place = 1
    while True:
        codes = _codes(run(Command(["sh", "-c", _SETTLE, "settle", call, str(place)], user="0:0", timeout_s=20)))
        if codes is None:
            return CallMarks(commands=(None,), writes=(None,))
        begun = {number: kind for (number, kind), code in codes.items() if code != _CLAIM}
        if place in begun:
            place += 1  # it had begun already: the next one is to be taken
            continue
        running = any(not code for code in codes.values())
        if not running or time.monotonic() >= deadline_s:
            return CallMarks(_ended(codes, "x"), _ended(codes, "w"))
        time.sleep(POLL_S)


def _codes(result: ExecResult) -> dict[tuple[int, str], str] | None:
    """What each mark holds, by number and kind; None when the folder of the marks is full."""
    if result.exit_code == 2:
        return None
    if result.exit_code:
        raise SandboxLost(f"the marks of a call cannot be read: {result.output[-200:].decode('utf-8', 'replace')}")
    found = re.findall(rb"\.(\d+)\.([xw]) (\S*)$", result.output, re.MULTILINE)
    return {(int(number), kind.decode()): code.decode("ascii", "replace") for number, kind, code in found}


def _ended(codes: dict[tuple[int, str], str], kind: str) -> tuple[int | None, ...]:
    """Exit codes in order; what the sandbox's user may have written there instead is no exit code."""
    mine = [code for (_, other), code in sorted(codes.items()) if other == kind and code != _CLAIM]
    return tuple(int(code) if code.isdecimal() and len(code) <= 3 else None for code in mine)

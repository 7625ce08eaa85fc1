"""A terminal that stays open between calls: keys go in, the screen comes out as text. For programs that want a terminal.

All of it lies in the sandbox but the picture of the screen, which a process that goes on with the run makes anew.
It is not the shell tool: nothing waits for a command's end, and there is no exit code.
"""

from __future__ import annotations

import time
from importlib import resources
from typing import ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field

from sandboxes.base import REPOSITORY, ExecResult, Sandbox
from tools.base import Observation, ToolError
from tools.keys import NAMES, key_bytes, typed_bytes
from tools.screen import Screen, View

ROWS: Final = 24
COLUMNS: Final = 80
LONGEST_S: Final = 600.0
REST_S: Final = 0.5
_LONGEST_REST_S: Final = 5.0
_MARGIN_S: Final = 30.0
_MOST_BYTES: Final = 512 * 1024
_LOG_BEGINS: Final = b"Script started"
_LOG_ENDS: Final = b"\nScript done on"
"""What script(1) itself writes."""


class TerminalArguments(BaseModel):
    """Arguments of ``terminal``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(default="", description="Text to type, as it is. A line end in it is the Enter key.")
    keys: list[str] = Field(default_factory=list, description=f"Keys to press after the text: {NAMES}.")
    wait_s: float | None = Field(
        default=None,
        ge=0,
        le=LONGEST_S,
        description="Seconds to wait before the screen is read. Without, it is read once it rests, after 5 seconds at the latest.",
    )
    until: str | None = Field(
        default=None,
        min_length=1,
        description="Read the screen as soon as this text is on it, within wait_s (10 if not given).",
    )
    rows: int | None = Field(default=None, ge=2, le=200, description="New height of the terminal, in lines.")
    columns: int | None = Field(default=None, ge=10, le=400, description="New width of the terminal, in characters.")
    scrollback: int = Field(
        default=0, ge=0, le=1000, description="Show this many lines that left the screen at its top, too."
    )
    restart: bool = Field(default=False, description="End what runs in the terminal and begin with a new shell.")


class Terminal:
    """One instance serves one run: it has the picture of the screen."""

    name: ClassVar[str] = "terminal"
    description: ClassVar[str] = (
        "Type into a terminal and read its screen.\n"
        "It is an interactive shell on a terminal of 80 by 24 characters that stays open between calls, for programs that want "
        "one: editors, pagers, debuggers, prompts, REPLs. text is typed first, then keys are pressed; end a command with a line "
        "end or Enter. A call with neither shows the screen as it is now. What runs in it goes on between calls. It shares files "
        "with the other tools, and nothing else: no working directory, no variables."
    )
    Arguments: ClassVar[type[BaseModel]] = TerminalArguments

    def __init__(self, *, folder: str = REPOSITORY) -> None:
        """``folder`` is where the shell begins."""
        self._folder = folder
        self._rows, self._columns = ROWS, COLUMNS
        self._session = ""
        self._shown_bytes = 0
        self._screen = Screen(ROWS, COLUMNS)

    def run(self, arguments: TerminalArguments, sandbox: Sandbox) -> Observation:
        """Type, wait, look.

        Raises:
            ToolError: a key is unknown, or there can be no terminal.
            SandboxLost: the sandbox is gone.
        """
        try:
            keys = typed_bytes(arguments.text) + b"".join(key_bytes(name) for name in arguments.keys)
        except ValueError as error:
            raise ToolError(str(error)) from error
        self._rows, self._columns = arguments.rows or self._rows, arguments.columns or self._columns
        state, program = self._until(arguments, keys, sandbox)
        shown = _rendered(self._screen.view(arguments.scrollback), self._rows, self._columns, program)
        if state == "ended":
            return Observation(
                f"{shown}\n[the terminal has ended: the next call begins with a new shell]", is_error=True
            )
        note = "\n[the terminal had ended; this is a new shell]" if state == "started" else ""
        return Observation(shown + note)

    def _until(self, arguments: TerminalArguments, keys: bytes, sandbox: Sandbox) -> tuple[str, str]:
        """Look until what is waited for is there; state and program."""
        if arguments.until is None:
            exactly = arguments.wait_s is not None
            longest_s = arguments.wait_s if arguments.wait_s is not None else _LONGEST_REST_S
            rest_s = longest_s + 1 if exactly else REST_S
            state, program = self._look(sandbox, keys, rest_s, longest_s, restart=arguments.restart)
            if replies := self._screen.take_replies():
                _, program = self._look(sandbox, replies, REST_S, 1.0)
            return state, program
        deadline_s = time.monotonic() + (10.0 if arguments.wait_s is None else arguments.wait_s)
        state, program = self._look(sandbox, keys, 0.2, 1.0, restart=arguments.restart)
        first = state
        # Lines are shown without the white space at their ends.
        wanted = arguments.until.rstrip() or arguments.until
        while wanted not in "\n".join(self._screen.view(arguments.scrollback).lines) and state != "ended":
            left_s = deadline_s - time.monotonic()
            if left_s <= 0:
                break
            state, program = self._look(sandbox, self._screen.take_replies(), min(left_s, 1.0), min(left_s, 1.0))
        return (first if state == "running" else state), program

    def _look(
        self, sandbox: Sandbox, keys: bytes, rest_s: float, longest_s: float, *, restart: bool = False
    ) -> tuple[str, str]:
        """Send keys, wait for output to rest, and bring the picture up to date."""
        script = resources.files("tools").joinpath("terminal.sh").read_text(encoding="utf-8")
        numbers = [self._rows, self._columns, self._shown_bytes, round(rest_s * 10), round(longest_s * 10), _MOST_BYTES]
        words = [*map(str, numbers), self._folder, "new" if restart else ""]
        result = sandbox.exec(
            ["sh", "-c", script, "terminal", *words],
            stdin=keys,
            timeout_s=longest_s + _MARGIN_S,
            max_output_bytes=2 * _MOST_BYTES,
        )
        head, _, output = result.output.partition(b"\n")
        parts = head.decode("utf-8", "replace").split(" ", 3)
        if result.exit_code or len(parts) != 4 or not parts[2].isdecimal():
            raise ToolError(f"The terminal could not be reached: {_last_line(result)}")
        if parts[0] == "missing":
            raise ToolError(
                "There can be no terminal here: the program script (util-linux) is not there. Use the shell tool."
            )
        self._show(parts[1], int(parts[2]), output, ended=parts[0] == "ended")
        return parts[0], "".join(character if character.isprintable() else "?" for character in parts[3])

    def _show(self, session: str, first: int, output: bytes, *, ended: bool) -> None:
        if session != self._session or first != self._shown_bytes:
            self._screen = Screen(self._rows, self._columns)
            self._session = session
        else:
            self._screen.resize(self._rows, self._columns)
        self._shown_bytes = first + len(output)
        if first == 0 and output.startswith(_LOG_BEGINS):
            output = output.partition(b"\n")[2]
        self._screen.feed(output.partition(_LOG_ENDS)[0] if ended else output)


def _rendered(view: View, rows: int, columns: int, program: str) -> str:
    running = f", running {program}" if program != "-" else ""
    return "\n".join([*view.lines, f"[{columns}x{rows}, cursor at line {view.row}, column {view.column}{running}]"])


def _last_line(result: ExecResult) -> str:
    lines = result.output.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1][:300] if lines else f"exit code {result.exit_code}"

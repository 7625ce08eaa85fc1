"""The shell with processes that outlive a call: started, listed, polled, fed and stopped through the same tool.

Everything about them lies in the sandbox, so that a resumed run still knows them. A command of the ordinary kind leaves nothing
running: what it left is ended and named.
"""

from __future__ import annotations

import secrets
from importlib import resources
from typing import Any, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sandboxes.base import REPOSITORY, ExecResult, Sandbox
from tools.base import Observation, ToolError
from tools.bash import MAX_OUTPUT_BYTES, WRAPPER, Bash, render_result

LONGEST_S: Final = 3600
DEFAULT_WAIT_S: Final = 1.0
_MARGIN_S: Final = 30.0
_NEEDS: Final = {"run": "command", "poll": "process", "input": "process", "stop": "process"}


class BackgroundBashArguments(BaseModel):
    """Arguments of ``bash`` with background processes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str | None = Field(
        default=None, description="The command, as typed at a bash prompt. May span several lines.", min_length=1
    )
    timeout: int | None = Field(
        default=None, ge=1, le=LONGEST_S, description="Seconds after which the command and its children are stopped."
    )
    yield_time_s: float | None = Field(
        default=None,
        ge=0,
        le=600,
        description="Seconds to wait: a command that still runs then goes on in the background, as p1, p2 and so on.",
    )
    action: Literal["run", "list", "poll", "input", "stop"] = Field(
        default="run", description="What to do; all but run and list are about a background process."
    )
    process: str | None = Field(default=None, pattern=r"^p\d{1,3}$", description="The background process, such as p1.")
    input: str | None = Field(default=None, description="input: text for its standard input, line ends included.")

    @model_validator(mode="after")
    def _complete(self) -> BackgroundBashArguments:
        needed = _NEEDS.get(self.action)
        if needed is not None and getattr(self, needed) is None:
            raise ValueError(f"action {self.action} needs {needed}")
        if self.action == "input" and self.input is None:
            raise ValueError("action input needs input")
        return self


class BackgroundBash:
    """Runs a command with bash in the sandbox, and looks after those that go on."""

    name: ClassVar[str] = "bash"
    description: ClassVar[str] = (
        "Run a command with bash in the sandbox.\n"
        "The working directory (at first the repository) and exported variables are kept between calls. There is no terminal, "
        "and no network unless hosts were allowed: interactive programs see an empty standard input. Of long output you see "
        "the beginning and the end, and the name of a file that holds all of it. What a command leaves running is ended after it. "
        "For a server, or anything that should go on, give yield_time_s: what it printed so far comes back, and action poll shows "
        "what came since, input feeds it, stop ends it, list names them all. Such a command changes no working directory."
    )
    Arguments: ClassVar[type[BaseModel]] = BackgroundBashArguments

    def __init__(self, *, timeout_s: float = 120.0, folder: str = REPOSITORY) -> None:
        """``timeout_s`` is the limit of calls that name none and wait for the end; ``folder`` is where commands begin."""
        self._timeout_s = timeout_s
        self._folder = folder
        self._shell = Bash(timeout_s=timeout_s)

    def run(self, arguments: BackgroundBashArguments, sandbox: Sandbox) -> Observation:
        """Carry out a call.

        Raises:
            ToolError: there is no such process.
            SandboxLost: the sandbox is gone.
        """
        if arguments.action == "list":
            return Observation(_text(self._script(arguments, sandbox)) or "No process runs in the background.")
        if arguments.action == "run" and arguments.yield_time_s is None:
            return self._run_to_its_end(arguments, sandbox)
        result = self._script(arguments, sandbox)
        head, _, output = result.output.partition(b"\n")
        process, _, state = head.decode("ascii", "replace").partition(" ")
        if result.exit_code or not state:
            raise ToolError(f"The process could not be reached:\n{_text(result)}")
        if state == "gone":
            raise ToolError(f"There is no background process {process}. action list names those that there are.")
        shown = render_result(ExecResult(0, output, result.omitted_bytes), timeout_s=self._timeout_s)
        return Observation(f"{shown}\n{_told(process, state)}", is_error=state.isdecimal() and state != "0")

    def _run_to_its_end(self, arguments: BackgroundBashArguments, sandbox: Sandbox) -> Observation:
        mark = f"<{secrets.token_hex(8)}>"
        timeout_s = float(arguments.timeout or self._timeout_s)
        result = sandbox.exec(
            ["bash", "-c", _read("survivors.sh"), "bash", mark, WRAPPER, self._folder, str(arguments.command)],
            timeout_s=timeout_s,
            max_output_bytes=MAX_OUTPUT_BYTES,
        )
        output, _, names = result.output.partition(mark.encode())
        observation = self._shell.observe(
            ExecResult(
                result.exit_code,
                output,
                result.omitted_bytes,
                timed_out=result.timed_out,
                out_of_memory=result.out_of_memory,
            ),
            sandbox,
            timeout_s=timeout_s,
        )
        left = [line for line in names.decode("utf-8", "backslashreplace").splitlines() if line.strip()]
        if not left:
            return observation
        told = f"[{len(left)} still running after the command, and ended: {'; '.join(left)[:300]}]"
        return Observation(f"{observation.text}\n{told}", is_error=observation.is_error)

    def _script(self, arguments: BackgroundBashArguments, sandbox: Sandbox) -> ExecResult:
        wait_s = DEFAULT_WAIT_S if arguments.yield_time_s is None else arguments.yield_time_s
        action = "start" if arguments.action == "run" else arguments.action
        text = arguments.command if action == "start" else arguments.input
        limit = str(arguments.timeout or LONGEST_S)
        words = [action, arguments.process or "", self._folder, text or "", limit, str(round(wait_s * 10))]
        return sandbox.exec(
            ["bash", "-c", _read("background.sh"), "bash", *words],
            timeout_s=wait_s + _MARGIN_S,
            max_output_bytes=MAX_OUTPUT_BYTES,
        )


class ServiceBash(BackgroundBash):
    """The same where what a command leaves running is part of its result, as in terminal tasks: nothing of it is ended."""

    description: ClassVar[str] = (
        "Run a command with bash.\n"
        "The working directory and exported variables are kept between calls. There is no terminal: interactive programs see an "
        "empty standard input, use the tool terminal for them. Of long output you see the beginning and the end, and the name of a "
        "file that holds all of it. What a command leaves running goes on. To see what a program prints while it runs, "
        "give yield_time_s: what it printed so far comes back, and action poll shows what came since, input feeds it, stop ends "
        "it, list names them all. Such a command changes no working directory."
    )

    def _run_to_its_end(self, arguments: BackgroundBashArguments, sandbox: Sandbox) -> Observation:
        timeout_s = float(arguments.timeout or self._timeout_s)
        result = sandbox.exec(
            ["bash", "-c", _read("leftovers.sh"), "bash", WRAPPER, self._folder, str(arguments.command)],
            timeout_s=timeout_s,
            max_output_bytes=MAX_OUTPUT_BYTES,
        )
        return self._shell.observe(result, sandbox, timeout_s=timeout_s)


def _told(process: str, state: str) -> str:
    if state == "running":
        return f"[{process} is still running]"
    return f"[{process} was killed]" if state == "killed" else f"[{process} has ended with exit code {state}]"


def _text(result: ExecResult) -> str:
    return result.output.decode("utf-8", "backslashreplace").rstrip("\n")


def _read(name: str) -> Any:
    return resources.files("tools").joinpath(name).read_text(encoding="utf-8")

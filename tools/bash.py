"""The shell: one process a call, so nothing that a command does can break the next call.

The working directory and the exported variables survive between calls through a small file in the sandbox; shell options,
functions and background processes do not.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from sandboxes.base import REPOSITORY, ExecResult, Sandbox
from tools.base import Observation
from tools.truncation import HEAD_BYTES, TAIL_BYTES, excerpt

STATE_FILE = "/tmp/.shell-state"
OUTPUT_FOLDER = "/tmp/outputs"
MAX_OUTPUT_BYTES = 10 << 20

# $1 is the folder to begin in, $2 the command. The state is restored before the command, and saved after it or, where the
# command ends the shell, by a trap. The names are odd and builtins are called as such, so that no variable or function of the
# command gets in the way. A timeout signals the whole group, and must not hit the `mv` that keeps the state. Only variables
# that can be set again are restored (stderr of that step is dropped). A command sees itself begin at line 12; the empty line
# behind it is what lets bash read on after a syntax error in it.
WRAPPER = f"""
cd -- "$1"
[ -r {STATE_FILE} ] && . {STATE_FILE} 2>/dev/null
__keep_state() {{
  builtin trap '' TERM
  {{ builtin declare -px; builtin printf 'cd -- %q && OLDPWD=%q || cd -- %q\\n' \
    "${{PWD-}}" "${{OLDPWD-}}" "$__folder"; }} \\
    >|{STATE_FILE}.new && builtin command -p mv -f {STATE_FILE}.new {STATE_FILE}
}}
__command=$2 __folder=$1
set --
trap '{{ __status=$?; set +x; __keep_state; }} 2>/dev/null; builtin exit $__status' EXIT
eval "$__command"

{{ __status=$?; set +x; __keep_state; }} 2>/dev/null
builtin exit $__status
"""


class BashArguments(BaseModel):
    """Arguments of ``bash``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str = Field(description="The command, as typed at a bash prompt. May span several lines.", min_length=1)
    timeout: int | None = Field(
        default=None, ge=1, le=3600, description="Seconds after which the command and its children are stopped."
    )


class Bash:
    """Runs a command with bash in the sandbox."""

    name: ClassVar[str] = "bash"
    description: ClassVar[str] = (
        "Run a command with bash in the sandbox.\n"
        "The working directory (at first the repository) and exported variables are kept between calls; background processes are "
        "not. There is no network and no terminal: interactive programs see an empty standard input. Of long output you see "
        "the beginning and the end, and the name of a file that holds all of it."
    )
    Arguments: ClassVar[type[BaseModel]] = BashArguments

    def __init__(self, *, timeout_s: float = 120.0, folder: str = REPOSITORY) -> None:
        """``timeout_s`` is the limit of calls that name none; ``folder`` is where the first command begins."""
        self._timeout_s = timeout_s
        self._folder = folder
        self._calls = 0

    def run(self, arguments: BashArguments, sandbox: Sandbox) -> Observation:
        """Run the command and tell output and exit code.

        Raises:
            SandboxLost: the sandbox is gone.
        """
        timeout_s = float(arguments.timeout or self._timeout_s)
        result = sandbox.exec(
            ["bash", "-c", WRAPPER, "bash", self._folder, arguments.command],
            timeout_s=timeout_s,
            max_output_bytes=MAX_OUTPUT_BYTES,
        )
        return self.observe(result, sandbox, timeout_s=timeout_s)

    def observe(self, result: ExecResult, sandbox: Sandbox, *, timeout_s: float) -> Observation:
        """What the model reads of a command that ended; all of a long output is kept in the sandbox.

        Raises:
            SandboxLost: the sandbox is gone.
        """
        self._calls += 1
        note = self._keep_whole_output(result, sandbox)
        return Observation(render_result(result, timeout_s=timeout_s, note=note), is_error=result.exit_code != 0)

    def _keep_whole_output(self, result: ExecResult, sandbox: Sandbox) -> str:
        """Write output that is too long to show to a file in the sandbox; returns the words that name it."""
        if len(result.output) <= HEAD_BYTES + TAIL_BYTES and not result.omitted_bytes:
            return ""
        path = f"{OUTPUT_FOLDER}/{self._calls:04d}.txt"
        sandbox.write_file(path, result.output)
        extent = "the first and last 5 MiB are" if result.omitted_bytes else "all of it is"
        return f"; {extent} in {path}"


def render_result(result: ExecResult, *, timeout_s: float, note: str = "") -> str:
    """What the model reads: the output, then one bracketed line when the command did not simply succeed."""
    text = excerpt(result.output, already_omitted=result.omitted_bytes, note=note).text.rstrip("\n")
    if result.timed_out:
        ending = f"[stopped after {timeout_s:g} s, with all its children]"
    elif result.out_of_memory:
        ending = "[killed: out of memory]"
    elif result.exit_code != 0:
        ending = f"[exit code {result.exit_code}]"
    else:
        ending = "" if text else "[no output]"
    return "\n".join(part for part in (text, ending) if part)

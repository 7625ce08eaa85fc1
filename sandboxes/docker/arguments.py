"""A command as the engine and the kernel take it: within their limits, in their character set, with a marker before it.

Pure. The engine takes arguments as JSON text; the kernel takes at most 128 KiB in one and about 2 MiB in all.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KILL_AFTER_S = 3
"""A command that outlives its timeout by this much is killed instead of asked to end."""

_ARGUMENT_BYTES = 128 * 1024 - 1
_TOTAL_BYTES = 1_900_000
_SCRIPT_BYTES = 100_000

_RUN = 'exec 2>&1; printf %s "$1"; cd -- "$2" || exit 126; shift 2; exec "$@"'
_RUN_SCRIPT = (
    'exec 2>&1; head -c "$4" >"$3" && [ $(wc -c <"$3") -eq "$4" ] || exit 126; '
    'printf %s "$1"; cd -- "$2" || exit 126; shift 4; exec "$@"'
)

# Making the file and finding it made are one step (O_EXCL): a command whose mark another has taken never begins. A
# folder that is full marks nothing.
_MARKED = """
set -C
{ true >"$1"; } 2>/dev/null || [ ! -e "$1" ] || exit 125
mark=$1
shift
"$@"
code=$?
echo $code >>"$mark" 2>/dev/null
exit $code
"""


class CannotBePassed(Exception):
    """No such command can exist: the message is what a shell would say of it."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. ``stdin`` may be a file on this machine, which is streamed.

    ``mark`` names a file in the container that is made when the command begins, and gets its exit code when it ends.
    """

    argv: Sequence[str]
    user: str
    stdin: bytes | Path = b""
    workdir: str = "/"
    environment: Mapping[str, str] = field(default_factory=dict)
    timeout_s: float = 120.0
    max_output_bytes: int = 1 << 20
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Invocation:
    """``argv`` and ``environment`` for the engine, and ``stdin_prefix``, which goes before the command's own input."""

    argv: list[str]
    environment: dict[str, str]
    stdin_prefix: bytes = b""


def invocation(command: Command, marker: str) -> Invocation:
    """``command`` under its time limit: prints ``marker``, enters the folder, becomes the command.

    A long script of ``bash -c`` is carried by standard input into a file, which removes itself when it is read.

    Raises:
        CannotBePassed: it is empty, has a NUL byte, or is too long.
    """
    words, script = list(command.argv), b""
    path = f"/tmp/.script-{marker.strip('<>')}"
    if words[:2] == ["bash", "-c"] and len(words) > 2 and len(_bytes(words[2])) > _SCRIPT_BYTES:
        script = f"rm -f {path}; ".encode() + _bytes(words[2])
        words[2] = f". {path}"
    if not words:
        raise CannotBePassed("no command")
    settings = [f"{name}={value}" for name, value in command.environment.items()]
    _check([*words, command.workdir, *settings])
    environment = dict(command.environment)
    if not all(_is_text(setting) for setting in settings):
        words, environment = ["env", *settings, *words], {}
    carried = [_RUN_SCRIPT, "sh", marker, command.workdir, path, str(len(script))]
    plain = [_RUN, "sh", marker, command.workdir]
    limit = ["timeout", "-k", str(KILL_AFTER_S), f"{max(command.timeout_s, 0.1):.3f}"]
    witness = ["sh", "-c", _MARKED, "sh", command.mark] if command.mark else []
    argv = [*witness, *limit, *_as_text(["sh", "-c", *(carried if script else plain), *words])]
    return Invocation(argv, environment, script)


def _check(words: Sequence[str]) -> None:
    sizes = [len(_bytes(word)) for word in words]
    if any("\0" in word for word in words):
        raise CannotBePassed(f"{words[0][:40]}: NUL byte in an argument")
    if max(sizes) > _ARGUMENT_BYTES or sum(sizes) > _TOTAL_BYTES:
        raise CannotBePassed(f"{words[0][:40]}: Argument list too long")


def _as_text(words: list[str]) -> list[str]:
    """The words themselves, or, where one is not text (a file name of any bytes), a shell that puts them together."""
    if all(_is_text(word) for word in words):
        return words
    return ["sh", "-c", "set --; " + "".join(_appended(word) for word in words) + 'exec "$@"']


def _appended(word: str) -> str:
    if _is_text(word):
        return f'set -- "$@" {shlex.quote(word)}; '
    octal = "".join(f"\\{byte:03o}" for byte in _bytes(word))
    # The x keeps line ends at the end of the word, which a substitution would cut.
    return f'word=$(printf \'{octal}x\'); set -- "$@" "${{word%x}}"; '


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _bytes(word: str) -> bytes:
    try:
        return os.fsencode(word)
    except UnicodeEncodeError:
        return word.encode("utf-8", "replace")

"""Files in and out of a container by commands that run inside it, as the sandbox's user.

The engine's archive calls are not used: a half-read archive of a huge file stops the whole engine.
"""

from __future__ import annotations

from sandboxes.base import REPOSITORY, ExecResult
from sandboxes.docker.arguments import Command
from sandboxes.errors import SandboxFileError

FILE_TIMEOUT_S = 60.0

_READ = """
[ -e "$1" ] || [ -L "$1" ] || exit 66
[ -f "$1" ] || exit 67
[ -r "$1" ] || exit 68
exec head -c "$2" -- "$1"
"""
_REFUSED = {66: "no such file", 67: "not a regular file", 68: "permission denied"}

_WRITE = """
[ ! -e "$1" ] || [ -f "$1" ] || { echo 'not a regular file'; exit 1; }
case $1 in */*) mkdir -p -- "${1%/*}/." || exit 1 ;; esac
# All of the input first: when the sender dies on the way, the file stays as it was.
draft=/tmp/.write-$$
cat >"$draft"
code=$?
if [ $code = 0 ] && [ "$(wc -c <"$draft")" -ne "$2" ]; then
  code=75
elif [ $code = 0 ]; then
  cat "$draft" >"$1"
  code=$?
fi
rm -f "$draft"
exit $code
"""


def read_command(path: str, max_bytes: int, user: str) -> Command:
    """Prints the first ``max_bytes`` + 1 bytes of a file, or ends with a code of its own."""
    # Output is kept whole: the cap's halves never meet.
    argv = ["sh", "-c", _READ, "read", _anchored(path), str(max_bytes + 1)]
    return Command(argv, user, workdir=REPOSITORY, timeout_s=FILE_TIMEOUT_S, max_output_bytes=max_bytes + 4096)


def read_result(result: ExecResult, path: str, max_bytes: int) -> bytes:
    """What a ``read_command`` found.

    Raises:
        SandboxFileError: it could not be read, or is larger than ``max_bytes``.
    """
    if result.exit_code:
        raise SandboxFileError(f"{path}: {_REFUSED.get(result.exit_code) or error_line(result)}")
    if len(result.output) > max_bytes:
        raise SandboxFileError(f"{path}: larger than {max_bytes} bytes")
    return result.output


def write_command(path: str, content: bytes, user: str, mark: str = "") -> Command:
    """Writes standard input to a file in place, so that mode, links and owner stay."""
    argv = ["sh", "-c", _WRITE, "write", _anchored(path), str(len(content))]
    return Command(
        argv, user, stdin=content, workdir=REPOSITORY, timeout_s=FILE_TIMEOUT_S, max_output_bytes=4096, mark=mark
    )


def write_result(result: ExecResult, path: str) -> None:
    """Checks how a ``write_command`` ended.

    Raises:
        SandboxFileError: it did not write.
    """
    if result.exit_code:
        raise SandboxFileError(f"{path}: {error_line(result)}")


def _anchored(path: str) -> str:
    """A path that no program takes for an option."""
    return path if path.startswith("/") else f"./{path}"


def error_line(result: ExecResult) -> str:
    """What a failed command says: the last line of its output, without the names of the programs before it."""
    if result.timed_out:
        return "it took too long"
    lines = result.output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].rpartition(": ")[2] if lines else f"exit code {result.exit_code}"

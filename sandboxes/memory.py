"""A sandbox without processes, for tests: files in a dict, commands answered by a function.

It follows the contract where files are concerned; what a command does is up to the function that answers.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, MutableMapping, Sequence

from pathspec import GitIgnoreSpec

from sandboxes.base import REPOSITORY, CallMarks, ExecResult
from sandboxes.errors import SandboxFileError, SandboxLost
from sandboxes.git_apply import git_apply
from sandboxes.git_patch import git_patch

Answer = Callable[[Sequence[str], bytes, MutableMapping[str, bytes]], ExecResult]
"""(command, standard input, files) -> how it ended. It may change the files."""

CACHES = ("__pycache__/", "*.py[co]", ".pytest_cache/", ".mypy_cache/", ".ruff_cache/", ".hypothesis/")
"""What never belongs to a change, whatever the repository's ignore rules say."""


def no_such_command(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
    """The answer of a sandbox that knows no command."""
    return ExecResult(127, f"{command[0]}: command not found\n".encode())


class MemorySandbox:
    """Implements ``sandboxes.base.Sandbox``.

    ``files`` maps paths to content: relative ones lie in the repository, others are absolute. All are regular files.
    """

    def __init__(self, files: Mapping[str, bytes], answer: Answer = no_such_command) -> None:
        self.files: dict[str, bytes] = {_key(path): content for path, content in files.items()}
        self._base = _in_repository(self.files)
        self._answer = answer
        self._call = ""
        self._marks: dict[str, list[tuple[str, int | None]]] = {}
        self._closed = False

    def exec(
        self,
        command: Sequence[str],
        *,
        stdin: bytes = b"",
        workdir: str = REPOSITORY,
        environment: Mapping[str, str] | None = None,
        timeout_s: float = 120.0,
        max_output_bytes: int = 1 << 20,
    ) -> ExecResult:
        """As the contract says; the function given at construction answers."""
        self._check_open()
        self._mark("x", None)
        result = self._answer(command, stdin, self.files)
        self._mark("x", result.exit_code)
        return result

    def read_file(self, path: str, *, max_bytes: int = 10 << 20) -> bytes:
        """As the contract says. A path may be relative to the repository."""
        self._check_open()
        key = _key(path)
        if self._is_folder(key):
            raise SandboxFileError(f"{path}: not a regular file")
        if key not in self.files:
            raise SandboxFileError(f"{path}: no such file")
        if len(self.files[key]) > max_bytes:
            raise SandboxFileError(f"{path}: larger than {max_bytes} bytes")
        return self.files[key]

    def write_file(self, path: str, content: bytes) -> None:
        """As the contract says. A path may be relative to the repository."""
        self._check_open()
        key = _key(path)
        if self._is_folder(key):
            raise SandboxFileError(f"{path}: not a regular file")
        folder = posixpath.dirname(key)
        while folder not in ("", "/"):
            if folder in self.files:
                raise SandboxFileError(f"{path}: Not a directory")
            folder = posixpath.dirname(folder)
        self._mark("w", None)
        self.files[key] = content
        self._mark("w", 0)

    def change(self, *, max_bytes: int = 50 << 20) -> bytes:
        """As the contract says: the difference to the files at construction, without what the base's rules ignore."""
        self._check_open()
        is_ignored = _ignore_rules(self._base)
        after = {
            path: content
            for path, content in _in_repository(self.files).items()
            if path in self._base or not is_ignored(path)
        }
        patch = git_patch(self._base, after)
        if len(patch) > max_bytes:
            raise SandboxFileError(f"the change is larger than {max_bytes} bytes ({len(patch)} bytes)")
        return patch

    def begin_call(self, name: str) -> None:
        """As the contract says."""
        self._call = name
        self._marks[name] = []

    def settle_call(self, name: str, *, wait_s: float) -> CallMarks:
        """As the contract says; nothing runs on here when its caller is gone."""
        self._check_open()
        marks = self._marks.get(name, [])
        return CallMarks(
            tuple(code for kind, code in marks if kind == "x"), tuple(code for kind, code in marks if kind == "w")
        )

    def checkpoint(self, *, max_bytes: int = 50 << 20) -> bytes:
        """As the contract says."""
        return self.change(max_bytes=max_bytes)

    def restore(self, change: bytes) -> None:
        """As the contract says; only changes that this kind of sandbox made itself can be put back."""
        self._check_open()
        outside = {path: content for path, content in self.files.items() if path.startswith(("/", ".git/"))}
        try:
            self.files = {**outside, **git_apply(self._base, change)}
        except (ValueError, KeyError) as error:
            raise SandboxFileError(f"the change cannot be put back: {error}") from error

    def close(self) -> None:
        """As the contract says."""
        self._closed = True

    def _mark(self, kind: str, code: int | None) -> None:
        """Note that a command or a write begins (no code yet), or how it ended."""
        if not self._call:
            return
        marks = self._marks[self._call]
        if code is None:
            marks.append((kind, None))
        else:
            marks[-1] = (kind, code)

    def _check_open(self) -> None:
        if self._closed:
            raise SandboxLost("the sandbox is closed")

    def _is_folder(self, key: str) -> bool:
        return key in ("", "/") or any(path.startswith(key + "/") for path in self.files)


def _key(path: str) -> str:
    """The one name of a file: relative when it lies in the repository, else absolute."""
    plain = posixpath.normpath(posixpath.join(REPOSITORY, path))
    return "" if plain == REPOSITORY else plain.removeprefix(REPOSITORY + "/")


def _in_repository(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if not path.startswith(("/", ".git/"))}


def _ignore_rules(base: Mapping[str, bytes]) -> Callable[[str], bool]:
    """Whether a path is ignored by the base's ``.gitignore`` files, the deepest first, or is a cache."""
    specs = {
        posixpath.dirname(path): GitIgnoreSpec.from_lines(content.decode("utf-8", "replace").splitlines())
        for path, content in base.items()
        if posixpath.basename(path) == ".gitignore"
    }
    caches = GitIgnoreSpec.from_lines(CACHES)

    def is_ignored(path: str) -> bool:
        folder = posixpath.dirname(path)
        while True:
            if folder in specs:
                verdict = specs[folder].check_file(posixpath.relpath(path, folder or ".")).include
                if verdict is not None:
                    return verdict
            if not folder:
                return caches.match_file(path)
            folder = posixpath.dirname(folder)

    return is_ignored

"""git on this machine, always the same way: fixed configuration, no prompts, no hooks, no programs a repository names.

Only for the user's repository and for our own bare ones. Never for files that a sandbox could have written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

GIT_TIMEOUT_S = 300.0

_CONFIGURATION = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=true",
    "credential.interactive=false",
    "diff.external=",
    "fetch.recurseSubmodules=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "commit.gpgSign=false",
)

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "SSH_ASKPASS_REQUIRE": "never",
}


class GitError(Exception):
    """git refused; the message is its own last line."""


@dataclass(frozen=True, slots=True)
class HostGit:
    """git in one folder. ``environment`` and ``configuration`` come on top of the fixed ones."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    configuration: tuple[str, ...] = ()

    def run(self, arguments: Sequence[str], *, stdin: bytes = b"", timeout_s: float = GIT_TIMEOUT_S) -> bytes:
        """Standard output of ``git ARGUMENTS``.

        Raises:
            GitError: exit code other than 0, no git on this machine, or too slow.
        """
        settings = [word for setting in (*_CONFIGURATION, *self.configuration) for word in ("-c", setting)]
        # The caller may itself run under a git hook: its GIT_DIR and the like are not ours.
        outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        try:
            result = subprocess.run(
                ["git", "-C", str(self.folder), *settings, *arguments],
                env={**outside, **_ENVIRONMENT, **self.environment},
                input=stdin,
                capture_output=True,
                timeout=timeout_s,
                check=False,
            )
        except FileNotFoundError as error:
            raise GitError("git is not installed") from error
        except subprocess.TimeoutExpired as error:
            raise GitError(f"git {arguments[0]} took longer than {timeout_s:.0f} s") from error
        if result.returncode:
            raise GitError(_last_line(result.stderr) or f"git {arguments[0]} failed with exit code {result.returncode}")
        return result.stdout

    def line(self, *arguments: str) -> str:
        """Standard output of ``git ARGUMENTS`` without the line end.

        Raises:
            GitError: as ``run``.
        """
        return os.fsdecode(self.run(arguments)).removesuffix("\n")

    def succeeds(self, *arguments: str) -> bool:
        """Whether ``git ARGUMENTS`` ends with exit code 0."""
        try:
            self.run(arguments)
        except GitError:
            return False
        return True

    def without_own_filters(self) -> HostGit:
        """The same, with the filter programs that the repository's own configuration names switched off.

        A repository that was copied with its ``.git`` folder brings these along; the user's global ones stay.
        """
        try:
            names = self.run(["config", "--local", "--includes", "--name-only", "-z", "--get-regexp", r"^filter\..*"])
        except GitError:
            return self
        drivers = {os.fsdecode(name).rpartition(".")[0] for name in names.split(b"\0") if name}
        off = [
            f"{driver}.{setting}"
            for driver in sorted(drivers)
            for setting in ("clean=", "smudge=", "process=", "required=false")
        ]
        return HostGit(self.folder, self.environment, (*self.configuration, *off))


def _last_line(stderr: bytes) -> str:
    """What git complains of: its last ``fatal:`` or ``error:`` line, else the last line."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("fatal: ", "error: "))] or lines
    return complaints[-1].removeprefix("fatal: ").removeprefix("error: ") if complaints else ""

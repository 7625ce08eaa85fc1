"""A Harbor task directory (Terminal-Bench 2) as a value: its configuration, its instruction, and where its parts lie.

Nothing of a task runs here, and links in it are never followed out of it.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agent.errors import BadInput
from evals.terminal.configuration import TaskConfiguration, parse_configuration

CONFIGURATION: Final = "task.toml"
SOLVE: Final = "solve.sh"
TEST: Final = "test.sh"
COMPOSE_FILES: Final = ("docker-compose.yaml", "docker-compose.yml", "compose.yaml", "compose.yml")
_MAX_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class TerminalTask:
    """A task. ``notices`` are about what was left out when it was read."""

    name: str
    folder: Path
    configuration: TaskConfiguration
    instruction: str
    notices: tuple[str, ...] = ()

    @property
    def environment(self) -> Path:
        """The build context."""
        return self.folder / "environment"

    @property
    def tests(self) -> Path:
        """What becomes ``/tests``."""
        return self.folder / "tests"

    @property
    def solution(self) -> Path:
        """What becomes ``/solution``."""
        return self.folder / "solution"

    @property
    def has_solution(self) -> bool:
        """Whether there is a reference solution for a shell, or one for any of its steps."""
        steps = [self.folder / "steps" / step.name / "solution" for step in self.configuration.steps]
        return any((folder / SOLVE).is_file() for folder in (steps or [self.solution]))

    def digest(self) -> str:
        """SHA-256 of all names, modes and contents."""
        return folder_digest(self.folder)


def read_dockerfile(folder: Path, name: str = "Dockerfile") -> str | None:
    """Text of the Dockerfile in a folder; None when there is none.

    Raises:
        BadInput: it cannot be read.
    """
    path = folder / name
    return read_text(path) if path.is_file() else None


def read_tasks(folder: Path, *, strict: bool = False) -> list[TerminalTask]:
    """The task in a folder, or the tasks in the folders in it, by name.

    Raises:
        BadInput: there is none, or one of them cannot be read; one line.
    """
    if (folder / CONFIGURATION).is_file():
        return [read_task(folder, strict=strict)]
    try:
        found = sorted(path.parent for path in folder.glob(f"*/{CONFIGURATION}"))
    except OSError as error:
        raise BadInput(f"{folder} cannot be read: {error.strerror}") from error
    if not found:
        raise BadInput(f"no {CONFIGURATION} in {folder} or in a folder in it: this is no suite of terminal tasks")
    return [read_task(path, strict=strict) for path in found]


def read_task(folder: Path, *, strict: bool = False) -> TerminalTask:
    """Read one task directory.

    Raises:
        BadInput: a part is missing or wrong; one line with the name of the task.
    """
    folder = folder.resolve()
    name = folder.name
    try:
        configuration, notices = parse_configuration(read_text(folder / CONFIGURATION), strict=strict)
    except ValueError as error:
        raise BadInput(f"{name}/{CONFIGURATION}: {error}") from error
    if configuration.steps:
        instructions = [f"steps/{step.name}/instruction.md" for step in configuration.steps]
        missing = [part for part in instructions if not (folder / part).is_file()]
        instruction = ""
    else:
        missing = [part for part in ("instruction.md", f"tests/{TEST}") if not (folder / part).is_file()]
        if configuration.environment.os == "windows":
            missing = [part for part in missing if not part.startswith("tests/")]
        instruction = "" if missing else read_text(folder / "instruction.md")
    has_environment = any((folder / "environment" / part).is_file() for part in ("Dockerfile", *COMPOSE_FILES))
    if not has_environment and configuration.environment.docker_image is None:
        missing.append("environment/Dockerfile")
    if missing:
        raise BadInput(f"{name} has no {' and no '.join(missing)}")
    return TerminalTask(name, folder, configuration, instruction, notices)


def folder_archive(folder: Path) -> bytes:
    """The files of a folder as a tar: root's, scripts executable, links as links."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.add(path, arcname=str(path.relative_to(folder)), recursive=False, filter=_as_root)
    return buffer.getvalue()


def folder_digest(folder: Path) -> str:
    """SHA-256 of names, modes and contents; where links lead counts, what they lead to does not."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            kind, content = "link", os.fsencode(path.readlink())
        elif path.is_file():
            kind, content = f"{path.stat().st_mode & 0o111:o}", path.read_bytes()
        else:
            kind, content = "folder", b""
        header = f"{kind}\0{len(content)}\0".encode() + os.fsencode(path.relative_to(folder)) + b"\0"
        digest.update(header + content)
    return digest.hexdigest()


def _as_root(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """As it goes into a container; pipes, sockets and devices do not."""
    if not (entry.isfile() or entry.isdir() or entry.issym() or entry.islnk()):
        return None
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mode = 0o755 if entry.isdir() or entry.name.endswith(".sh") or entry.mode & 0o111 else 0o644
    return entry


def read_text(path: Path) -> str:
    """Text of a regular file of a task.

    Raises:
        BadInput: it cannot be read.
    """
    label = f"{path.parent.name}/{path.name}"
    try:
        if path.is_symlink() or not path.is_file():
            raise BadInput(f"{label} is no regular file")
        if path.stat().st_size > _MAX_BYTES:
            raise BadInput(f"{label} is larger than {_MAX_BYTES} bytes")
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{label} is no UTF-8 text") from error
    except OSError as error:
        raise BadInput(f"{label} cannot be read: {error.strerror}") from error

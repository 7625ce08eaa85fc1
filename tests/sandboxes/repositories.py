"""Bases for sandboxes under test, made from files by the real way: a git repository, then ``open_workspace``."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from agent.workspace import WorkspaceRequest, open_workspace
from sandboxes.repository import BaseRepository

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
}


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Standard output of git in ``folder``."""
    argv = ["git", "-C", str(folder), *arguments]
    result = subprocess.run(argv, env=ENVIRONMENT, input=stdin, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode("utf-8", "replace")
    return result.stdout


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def make_repository(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A git repository with one commit of ``files``."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    write_files(folder, files)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=first")
    return folder


def make_base(folder: Path, files: Mapping[str, bytes]) -> BaseRepository:
    """The base of a run on a repository of ``files``."""
    repository = make_repository(folder / "repository", files)
    storage = folder / "storage"
    storage.mkdir()
    return open_workspace(WorkspaceRequest(str(repository)), storage).base


def applied(folder: Path, files: Mapping[str, bytes], patch: bytes) -> dict[str, bytes]:
    """The regular files of a fresh repository of ``files`` after ``patch``, by git itself."""
    repository = make_repository(folder, files)
    if patch:
        git(repository, "apply", "--index", "-", stdin=patch)
    found = (path for path in repository.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        str(path.relative_to(repository)): path.read_bytes()
        for path in found
        if path.relative_to(repository).parts[0] != ".git"
    }

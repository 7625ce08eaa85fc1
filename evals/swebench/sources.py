"""Where the repository of an instance comes from when its image is built here: a local mirror, or a source distribution.

Either way it is a git folder whose only commit is the base; there is no history, no remote and no reflog.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agent.base_commit import base_of, new_bare_repository
from agent.host_git import GitError, HostGit
from evals.pypi import fetch_release
from evals.swebench.environments import SourceDistribution
from evals.swebench.rows import Row
from sandboxes.errors import SandboxUnavailable
from sandboxes.repository import BaseRepository

_ENVIRONMENT: Final = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
_ANY_COMMIT: Final = "git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack"
_DESCRIBED: Final = re.compile(r"v?(\d+(?:\.\d+)*)(?:[^-]*)-(\d+)-g[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A repository at its base: a git folder for ``/testbed/.git``, its commit, and the version that it should call itself."""

    git_folder: Path
    commit: str
    version: str


def find_mirror(mirror: Path | None, row: Row) -> Path | None:
    """The mirror of a row's repository: ``OWNER/NAME``, ``OWNER__NAME`` or ``NAME`` in ``mirror``, with or without ``.git``."""
    if mirror is None or "/" not in row.repo:
        return None
    owner, _, name = row.repo.partition("/")
    candidates = [
        mirror / f"{path}{end}" for path in (f"{owner}/{name}", f"{owner}__{name}", name) for end in ("", ".git")
    ]
    return next((path for path in candidates if path.is_dir()), None)


def take_from_mirror(mirror: Path, row: Row, storage: Path) -> Source:
    """The base commit alone, under its own name.

    Raises:
        SandboxUnavailable: the mirror lacks it.
    """
    git = HostGit(storage, _ENVIRONMENT)
    try:
        git.run(["init", "--quiet", "--template=", "repository"])
        git = HostGit(storage / "repository", _ENVIRONMENT)
        address = f"file://{mirror.resolve()}"
        fetch = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth",
            "1",
            "--upload-pack",
            _ANY_COMMIT,
            address,
            row.base_commit,
        ]
        git.run(fetch)
        git.run(["update-ref", "refs/heads/main", row.base_commit])
        _forget(git)
        version = described_version(_described(mirror, row.base_commit)) or row.version
    except GitError as error:
        raise SandboxUnavailable(f"the mirror {mirror} does not give commit {row.base_commit}: {error}") from error
    return Source(storage / "repository" / ".git", row.base_commit, version)


def take_from_distribution(source: SourceDistribution, storage: Path) -> Source:
    """The files of a source distribution as one commit, the same whenever it is made.

    Raises:
        UserError: it cannot be fetched, or is not the one that is pinned.
        SandboxUnavailable: git does not take it.
    """
    base = commit_files(fetch_release(source.package, source), storage)
    git = HostGit(storage, _ENVIRONMENT)
    try:
        git.run(["init", "--quiet", "--template=", "repository"])
        git = HostGit(storage / "repository", _ENVIRONMENT)
        git.run(["fetch", "--quiet", "--no-tags", str(base.bundle.resolve()), "refs/heads/base:refs/heads/main"])
        _forget(git)
    except GitError as error:
        raise SandboxUnavailable(f"{source.package} {source.version} does not become a repository: {error}") from error
    return Source(storage / "repository" / ".git", base.commit, source.version)


def commit_files(files: dict[str, bytes], storage: Path) -> BaseRepository:
    """Files as a base.

    Raises:
        SandboxUnavailable: git does not take them.
    """
    work_tree = storage / "files"
    for name, content in files.items():
        path = work_tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    git = HostGit(work_tree, _ENVIRONMENT)
    try:
        git.run(["init", "--quiet", "--template="])
        (work_tree / ".git" / "info").mkdir(exist_ok=True)
        (work_tree / ".git" / "info" / "attributes").write_text("* -text -filter -ident\n", "utf-8")
        git.run(["add", "--all", "--force"])
        base = base_of(new_bare_repository(git, storage), git.line("write-tree"), storage)
    except GitError as error:
        raise SandboxUnavailable(f"the files do not become a repository: {error}") from error
    shutil.rmtree(work_tree)
    return base


def described_version(described: str) -> str:
    """The version that setuptools-scm would guess from ``git describe``: of the next release, so many commits before it."""
    match = _DESCRIBED.fullmatch(described)
    if match is None:
        return ""
    numbers, commits = match[1].split("."), int(match[2])
    if not commits:
        return match[1]
    return ".".join([*numbers[:-1], str(int(numbers[-1]) + 1)]) + f".dev{commits}"


def _described(mirror: Path, commit: str) -> str:
    git = HostGit(mirror, _ENVIRONMENT, ("safe.directory=*",))
    try:
        return git.line("describe", "--tags", "--long", "--match", "*[0-9]*", commit)
    except GitError:
        return ""


def _forget(git: HostGit) -> None:
    """Nothing but the branch is left."""
    git.run(["symbolic-ref", "HEAD", "refs/heads/main"])
    for name in ("FETCH_HEAD", "ORIG_HEAD"):
        (git.folder / ".git" / name).unlink(missing_ok=True)
    shutil.rmtree(git.folder / ".git" / "logs", ignore_errors=True)

"""From what the user names (a folder or a URL, a revision) to the base of a run: one commit without a past.

The user's repository is only read: its index, its work tree and its configuration stay as they are.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from agent.base_commit import base_of, new_bare_repository, uncommitted_tree
from agent.host_git import GitError, HostGit
from sandboxes.repository import BaseRepository

CLONE_TIMEOUT_S = 900.0

_URL = re.compile(r"^([a-z][a-z0-9+.-]*://|[a-z][a-z0-9]*::|[\w.-]+@[\w.-]+:)", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")


class WorkspaceError(Exception):
    """The repository or the revision cannot be used; the message is one line for the user (exit code 42)."""


@dataclass(frozen=True, slots=True)
class WorkspaceRequest:
    """What the user asked for. ``base`` is a revision; None is HEAD."""

    repository: str
    base: str | None = None
    include_uncommitted: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """The base of a run.

    ``source`` is the repository for people, without credentials. ``folder`` is the user's repository, where a patch can
    be applied (None when it was given as a URL). ``revision`` is the user's commit that the base comes from.
    ``notices`` are lines that the user should see.
    """

    source: str
    folder: Path | None
    revision: str
    base: BaseRepository
    notices: tuple[str, ...] = ()


def open_workspace(request: WorkspaceRequest, storage: Path) -> Workspace:
    """Make the base of a run.

    Args:
        request: what the user asked for.
        storage: an existing folder for ``base.git`` and ``base.bundle``; must outlive the sandboxes made from them.

    Raises:
        WorkspaceError: one clear line.
    """
    path = Path(request.repository).expanduser()
    if _URL.match(request.repository) and not path.exists():
        return _from_url(request, storage)
    return _from_folder(request, path, storage)


def _from_url(request: WorkspaceRequest, storage: Path) -> Workspace:
    if request.include_uncommitted:
        raise WorkspaceError("--include-uncommitted needs a local repository, not a URL")
    source = without_credentials(request.repository)
    clone = storage / "clone.git"
    # Without a wish for a revision only the newest commit is needed.
    extent = [] if request.base else ["--depth=1", "--no-tags"]
    try:
        arguments = ["clone", "--bare", "--quiet", *extent, "--", request.repository, str(clone)]
        HostGit(storage).run(arguments, timeout_s=CLONE_TIMEOUT_S)
        git = HostGit(clone)
        revision = _revision(git, request.base, source)
        tree = git.line("rev-parse", f"{revision}^{{tree}}")
        base = base_of(new_bare_repository(git, storage), tree, storage)
        return Workspace(source, None, revision, base, _submodule_notice(git, tree))
    except GitError as error:
        raise WorkspaceError(f"cannot clone {source}: {without_credentials(str(error))}") from error
    finally:
        shutil.rmtree(clone, ignore_errors=True)


def _from_folder(request: WorkspaceRequest, path: Path, storage: Path) -> Workspace:
    git = _opened(path)
    try:
        revision = _revision(git, request.base, str(path))
        bare = new_bare_repository(git, storage)
        tree = git.line("rev-parse", f"{revision}^{{tree}}")
        notices = list(_submodule_notice(git, tree))
        if git.folder != path.resolve():
            notices.append(f"{path} is part of the repository {git.folder}, which is taken as a whole")
        changes = _uncommitted_count(git)
        if changes and request.include_uncommitted:
            if revision != git.line("rev-parse", "HEAD^{commit}"):
                raise WorkspaceError("--include-uncommitted takes HEAD as the base: leave --base out")
            tree = uncommitted_tree(git, bare)
        elif changes:
            what = "1 uncommitted change is" if changes == 1 else f"{changes} uncommitted changes are"
            notices.append(f"{what} left out (--include-uncommitted takes them along)")
        return Workspace(str(git.folder), git.folder, revision, base_of(bare, tree, storage), tuple(notices))
    except GitError as error:
        raise WorkspaceError(f"cannot use {path}: {error}") from error


def without_credentials(text: str) -> str:
    """``text`` with ``user:password@`` cut out of every URL in it."""
    return _CREDENTIALS.sub("", text)


def _opened(path: Path) -> HostGit:
    """Git in the top folder of the repository that ``path`` names.

    Raises:
        WorkspaceError: there is none, or it cannot be used.
    """
    if not path.exists():
        raise WorkspaceError(f"no such folder: {path}")
    if not path.is_dir():
        raise WorkspaceError(f"not a folder: {path}")
    git = HostGit(path.resolve())
    try:
        bare = git.line("rev-parse", "--is-bare-repository") == "true"
        git_folder = git.line("rev-parse", "--absolute-git-dir")
        top = Path(git_folder if bare else git.line("rev-parse", "--show-toplevel"))
    except GitError as error:
        if "not a git repository" in str(error):
            raise WorkspaceError(f"not a git repository: {path}") from error
        if "dubious ownership" in str(error):
            hint = f"git config --global --add safe.directory {path.resolve()}"
            raise WorkspaceError(f"{path} belongs to another user; if you trust it: {hint}") from error
        raise WorkspaceError(f"cannot use {path}: {error}") from error
    opened = HostGit(top).without_own_filters()
    if not opened.succeeds("rev-parse") or opened.line("rev-parse", "--absolute-git-dir") != git_folder:
        raise WorkspaceError(f"cannot use {path}: core.worktree is {top}, which does not lead back to its git folder")
    return opened


def _revision(git: HostGit, base: str | None, source: str) -> str:
    """The commit id that ``base`` names.

    Raises:
        WorkspaceError: there is no such revision, or no commit at all.
    """
    try:
        return git.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base or 'HEAD'}^{{commit}}")
    except GitError as error:
        if not git.succeeds("rev-parse", "--verify", "--quiet", "HEAD^{commit}"):
            raise WorkspaceError(f"the repository has no commit yet: {source}") from error
        raise WorkspaceError(f"no such revision in {source}: {base}") from error


def _uncommitted_count(git: HostGit) -> int:
    """How many paths differ from HEAD, new files that are not ignored included. Submodules are not looked into."""
    if git.line("rev-parse", "--is-bare-repository") == "true":
        return 0
    entries = git.run(
        ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all"]
    )
    return sum(1 for entry in entries.split(b"\0") if entry)


def _submodule_notice(git: HostGit, tree: str) -> tuple[str, ...]:
    entries = git.run(["ls-tree", "-r", "-z", tree]).split(b"\0")
    paths = [os.fsdecode(entry.partition(b"\t")[2]) for entry in entries if entry.startswith(b"160000 ")]
    return (f"submodules are left empty: {', '.join(paths)}",) if paths else ()

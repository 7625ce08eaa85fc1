"""A patch into the user's repository, because the user asked for it: onto the work tree, or as a new branch.

All or nothing: git checks the whole patch before it writes. No hook and no ``patch`` program ever runs.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from agent.host_git import GitError, HostGit
from agent.patch import Patch, PatchError
from agent.patch_safety import unsafe_reasons

_APPLY = ("apply", "--whitespace=nowarn")
_IDENTITY = {
    "GIT_AUTHOR_NAME": "Throughline",
    "GIT_AUTHOR_EMAIL": "throughline@localhost",
    "GIT_COMMITTER_NAME": "Throughline",
    "GIT_COMMITTER_EMAIL": "throughline@localhost",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch to make: its name, the revision that the patch was made from, and the message of its one commit."""

    name: str
    base: str
    message: str


def apply_to_worktree(repository: Path, patch: Patch) -> None:
    """Change the files of the work tree; nothing is staged, so that ``git diff`` shows what came.

    Raises:
        PatchError: it is unsafe, or does not fit the files as they are; nothing was changed.
    """
    _refuse_unsafe(patch)
    try:
        # From a subfolder git would silently leave out what lies beside it.
        top = Path(HostGit(repository).line("rev-parse", "--show-toplevel"))
        git = HostGit(top).without_own_filters()
        git.run([*_APPLY, "--check"], stdin=patch.content)
        git.run(list(_APPLY), stdin=patch.content)
    except GitError as error:
        raise PatchError(f"the patch does not apply to {repository}: {error}") from error


def create_branch(repository: Path, patch: Patch, branch: Branch) -> str:
    """Make a branch with one commit on top of ``branch.base``; work tree, index and HEAD stay as they are.

    Returns:
        The id of the commit.

    Raises:
        PatchError: it is unsafe or does not fit the base, or the branch is there already.
    """
    _refuse_unsafe(patch)
    with tempfile.TemporaryDirectory(prefix="throughline-branch-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        plain = HostGit(repository).without_own_filters()
        git = HostGit(repository, {**_identity(plain), **index}, plain.configuration)
        reference = _new_reference(git, branch.name)
        try:
            parent = git.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch.base}^{{commit}}")
            git.run(["read-tree", parent])
            git.run([*_APPLY, "--cached"], stdin=patch.content)
            commit = git.line("commit-tree", git.line("write-tree"), "-p", parent, "-m", branch.message)
            # The empty old value: only if nobody made the branch meanwhile.
            git.run(["update-ref", "--no-deref", reference, commit, ""])
        except GitError as error:
            raise PatchError(f"branch {branch.name} cannot be made from {branch.base}: {error}") from error
        return commit


def _new_reference(git: HostGit, name: str) -> str:
    reference = f"refs/heads/{name}"
    if name.startswith("-") or not git.succeeds("check-ref-format", reference):
        raise PatchError(f"not a branch name: {name!r}")
    if git.succeeds("show-ref", "--verify", "--quiet", reference):
        raise PatchError(f"branch {name} exists already")
    return reference


def _identity(git: HostGit) -> dict[str, str]:
    """Nothing when the user has a name for commits, else ours."""
    return {} if git.succeeds("var", "GIT_COMMITTER_IDENT") and git.succeeds("config", "user.email") else _IDENTITY


def _refuse_unsafe(patch: Patch) -> None:
    reasons = unsafe_reasons(patch)
    if reasons:
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        raise PatchError(f"the patch is not safe to apply: {reasons[0]}{more}")

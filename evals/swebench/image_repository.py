"""The repository of an instance's image as the base of sandboxes: one commit of what lies there, without any history."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from agent.base_commit import base_of, new_bare_repository
from agent.host_git import GitError, HostGit
from evals.swebench.execution import TESTBED, Container
from sandboxes.errors import SandboxUnavailable
from sandboxes.repository import BaseRepository

_TIMEOUT_S: Final = 600.0
_MAX_BUNDLE_BYTES: Final = 2 << 30
_REFERENCE: Final = "refs/heads/base"
# Files that are there but neither tracked nor ignored belong to the base: no agent has made them. The index of the image is
# left alone, since the container is thrown away but the tree is not to depend on its times.
_BUNDLE: Final = f"""
set -e
exec 3>&1 >/tmp/log 2>&1
trap 'code=$?; [ $code = 0 ] || tail -c 2000 /tmp/log >&3' EXIT
export GIT_INDEX_FILE=/tmp/index GIT_AUTHOR_NAME=base GIT_AUTHOR_EMAIL=base@localhost GIT_COMMITTER_NAME=base
export GIT_COMMITTER_EMAIL=base@localhost GIT_AUTHOR_DATE=2000-01-01T00:00:00Z GIT_COMMITTER_DATE=2000-01-01T00:00:00Z
git config --global --add safe.directory '*'
git read-tree HEAD
git -c core.fileMode=true add --all
git update-ref {_REFERENCE} "$(git commit-tree "$(git write-tree)" -m base)"
git bundle create /tmp/bundle {_REFERENCE}
cat /tmp/bundle >&3
"""


def base_of_image(open_container: Callable[[], Container], storage: Path) -> BaseRepository:
    """Take the repository out of a fresh container.

    Args:
        open_container: starts a container of the image, whose repository lies in ``/testbed``.
        storage: an empty folder that outlives the base.

    Raises:
        SandboxError: there is no repository, git fails on it, or the container is gone.
    """
    with closing(open_container()) as container:
        ran = container.exec(
            ["sh", "-c", _BUNDLE], workdir=TESTBED, timeout_s=_TIMEOUT_S, max_output_bytes=_MAX_BUNDLE_BYTES
        )
    if ran.exit_code or ran.omitted_bytes:
        reason = " ".join(ran.output[-500:].decode("utf-8", "replace").split())
        raise SandboxUnavailable(f"the repository cannot be taken out of the image: {reason}")
    taken, made = storage / "taken", storage / "base"
    taken.mkdir()
    made.mkdir()
    (taken / "bundle").write_bytes(ran.output)
    git = HostGit(taken, {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull})
    try:
        git.run(["init", "--quiet", "--bare", "--template="])
        git.run(["fetch", "--quiet", "--no-tags", "bundle", f"{_REFERENCE}:{_REFERENCE}"])
        return base_of(new_bare_repository(git, made), git.line("rev-parse", f"{_REFERENCE}^{{tree}}"), made)
    except GitError as error:
        raise SandboxUnavailable(f"the repository of the image cannot be read: {error}") from error


def base_files(base: BaseRepository) -> dict[str, bytes]:
    """Content of the files of a base by path; submodules are left out.

    Raises:
        SandboxUnavailable: git fails on it.
    """
    git = HostGit(base.folder, {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull})
    try:
        entries = [entry.partition(b"\t") for entry in git.run(["ls-tree", "-r", "-z", base.commit]).split(b"\0")]
        files = [(os.fsdecode(path), kind.split()[2]) for kind, _, path in entries if b" blob " in kind]
        packed = git.run(["cat-file", "--batch"], stdin=b"".join(name + b"\n" for _, name in files))
    except GitError as error:
        raise SandboxUnavailable(f"the files of the base cannot be read: {error}") from error
    found, position = {}, 0
    for path, _ in files:
        end = packed.index(b"\n", position)
        size_bytes = int(packed[position:end].split()[2])
        found[path] = packed[end + 1 : end + 1 + size_bytes]
        position = end + size_bytes + 2
    return found

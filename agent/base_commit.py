"""A tree of the user's repository as a commit without a past, in a bare repository of our own and as a bundle.

The objects are copied: what is made here stands without the user's repository, and holds nothing but this one tree.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Literal

from agent.host_git import HostGit
from sandboxes.repository import BaseRepository

_REFERENCE = "refs/heads/base"

_IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    # A fixed date: the same tree is the same commit, today and tomorrow.
    for what, value in (("NAME", "base"), ("EMAIL", "base@localhost"), ("DATE", "2000-01-01T00:00:00Z"))
}


def new_bare_repository(source: HostGit, storage: Path) -> HostGit:
    """An empty bare repository in ``storage`` that borrows the objects of ``source`` for now.

    Raises:
        GitError: it cannot be made.
    """
    folder = storage / "base.git"
    folder.mkdir()
    environment = {**_IDENTITY, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_DIR": "."}
    # Made for one run: quick matters, not small. Deltas that are there are used again.
    bare = HostGit(folder, environment, ("pack.window=0", "pack.compression=1"))
    bare.run(["init", "--quiet", "--bare", "--template=", f"--object-format={_object_format(source)}"])
    bare.run(["symbolic-ref", "HEAD", _REFERENCE])
    objects = Path(source.line("rev-parse", "--path-format=absolute", "--git-path", "objects"))
    (folder / "objects" / "info").mkdir(exist_ok=True)
    (folder / "objects" / "info" / "alternates").write_bytes(_quoted(objects))
    return bare


def uncommitted_tree(source: HostGit, bare: HostGit) -> str:
    """The work tree of ``source`` as a tree: tracked and new files, but no ignored ones; its objects go to ``bare``.

    The user's index is copied, not touched. Submodules stay as they are committed; no git runs in them.

    Raises:
        GitError: a file cannot be read.
    """
    index = bare.folder / "uncommitted-index"
    users_index = Path(source.line("rev-parse", "--path-format=absolute", "--git-path", "index"))
    if users_index.exists():
        # With its time: by that git knows entries that may have changed after it was written, in the same instant.
        shutil.copy2(users_index, index)
    environment = {"GIT_INDEX_FILE": str(index), "GIT_OBJECT_DIRECTORY": str(bare.folder / "objects")}
    git = HostGit(source.folder, environment, source.configuration)
    entries = git.run(["ls-files", "-s", "-z"]).split(b"\0")
    submodules = {entry.partition(b"\t")[2] for entry in entries if entry.startswith(b"160000 ")}
    changed = git.run(["ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard"]).split(b"\0")
    # A name with a slash at its end is a repository inside the repository, not tracked by this one.
    paths = sorted({path for path in changed if path and not path.endswith(b"/")} - submodules)
    git.run(
        ["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], stdin=b"".join(p + b"\0" for p in paths)
    )
    tree = git.line("write-tree")
    index.unlink()
    return tree


def base_of(bare: HostGit, tree: str, storage: Path) -> BaseRepository:
    """Commit ``tree`` in ``bare``, copy what it needs, write the bundle.

    Raises:
        GitError: an object is missing (a partial clone, a damaged repository), or the disk is full.
    """
    bundle = storage / "base.bundle"
    commit = bare.line("commit-tree", tree, "-m", "base")
    bare.run(["update-ref", _REFERENCE, commit])
    bare.run(["repack", "-a", "-d", "-q"])
    (bare.folder / "objects" / "info" / "alternates").unlink()
    bare.run(["bundle", "create", "--quiet", str(bundle.resolve()), _REFERENCE])
    _open_to_all(bare.folder)
    return BaseRepository(bare.folder, bundle, commit, tree, _object_format(bare))


def _quoted(path: Path) -> bytes:
    """A line that names ``path``, in git's C-style quotes: a folder's name may hold a line end."""
    escaped = os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + escaped + b'"\n'


def _object_format(git: HostGit) -> Literal["sha1", "sha256"]:
    return "sha256" if git.line("rev-parse", "--show-object-format") == "sha256" else "sha1"


def _open_to_all(folder: Path) -> None:
    """Readable whatever the umask: the collector in its container is another user."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

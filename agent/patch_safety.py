"""What in a patch must not reach a repository, whatever git would say: names and links that leave it, submodules.

Pure. git's own check comes on top when a patch is applied; this one also knows the spellings of other file systems.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from agent.patch import FileChange, Patch

_GIT_LINK = "160000"
_SYMBOLIC_LINK = "120000"

# Code points that HFS+ ignores in names.
_IGNORED = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
# NTFS: a short name, trailing dots and spaces, a stream after a colon.
_GIT_FOLDER = re.compile(r"(\.git|git~\d+)[ .]*(:.*)?", re.IGNORECASE | re.DOTALL)


def unsafe_reasons(patch: Patch) -> tuple[str, ...]:
    """Why the patch must not be applied, one line each; empty when nothing speaks against it."""
    return tuple(reason for file in patch.files for reason in _reasons(file))


def _reasons(file: FileChange) -> Iterator[str]:
    for path in dict.fromkeys((file.path, file.old_path)):
        if why := unsafe_path_reason(path):
            yield f"{path!a}: {why}"
    if _GIT_LINK in (file.old_mode, file.new_mode):
        yield f"{file.path!a}: changes a submodule"
    elif file.new_mode == _SYMBOLIC_LINK:
        if file.link_target is None or _leaves_tree(file.path, file.link_target):
            yield f"{file.path!a}: a symbolic link out of the tree: {file.link_target!a}"
    elif file.new_mode not in (None, "100644", "100755"):
        yield f"{file.path!a}: has mode {file.new_mode}"


def unsafe_path_reason(path: str) -> str | None:
    """Why a path is not one of a file inside a work tree; None when it is."""
    if not path or "\0" in path:
        return "not a file name"
    if path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[\\/]", path):
        return "an absolute path"
    parts = re.split(r"[/\\]", path)
    if any(part in ("", ".", "..") for part in parts):
        return "a path that is not in its plain form"
    if any(_GIT_FOLDER.fullmatch(_IGNORED.sub("", part)) for part in parts):
        return "lies in a git folder"
    if "\\" in path:
        return "a backslash in a file name"
    return None


def _leaves_tree(path: str, target: str) -> bool:
    if not target or target.startswith("/"):
        return True
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return reached != "." and unsafe_path_reason(reached) is not None

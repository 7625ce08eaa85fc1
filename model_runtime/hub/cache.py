"""The hub's cache on the disk, in the form that its own tools know: content by digest, revisions as links to it.

``models--OWNER--NAME/`` holds ``blobs/DIGEST``, ``blobs/DIGEST.incomplete`` for what is under way,
``snapshots/COMMIT/FILE`` as links, and ``refs/REVISION`` with the commit.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from model_runtime.errors import HubError
from model_runtime.hub.listing import RemoteFile
from model_runtime.hub.names import COMMIT, HubName

_PARTIAL_ENDING: Final = ".incomplete"
_MAX_REF_BYTES: Final = 100


@dataclass(frozen=True, slots=True)
class CachedRepository:
    """The part of a cache that belongs to one repository."""

    folder: Path

    @classmethod
    def of(cls, cache: Path, name: HubName) -> CachedRepository:
        """Where ``name`` is, or will be, kept."""
        return cls(cache / f"models--{name.repository.replace('/', '--')}")

    def blob(self, file: RemoteFile) -> Path:
        """Where a file's content goes when it is complete and checked."""
        return self.folder / "blobs" / file.digest

    def partial(self, file: RemoteFile) -> Path:
        """Where it grows until then."""
        return self.folder / "blobs" / f"{file.digest}{_PARTIAL_ENDING}"

    def snapshot(self, commit: str) -> Path:
        """The folder of a commit."""
        return self.folder / "snapshots" / commit

    def holds(self, file: RemoteFile) -> bool:
        """Whether the content is there in full length."""
        blob = self.blob(file)
        return blob.is_file() and blob.stat().st_size == file.size_bytes

    def missing_bytes(self, file: RemoteFile) -> int:
        """How much of a file is still to be fetched."""
        if self.holds(file):
            return 0
        try:
            begun = self.partial(file).stat().st_size
        except OSError:
            begun = 0
        return file.size_bytes - (begun if begun <= file.size_bytes else 0)

    def make_folders(self, commit: str) -> None:
        """Raises ``HubError`` where the cache cannot be written."""
        try:
            for folder in (self.folder / "blobs", self.snapshot(commit)):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HubError(f"the cache {self.folder.parent} cannot be written: {error.strerror}") from error

    def free_bytes(self) -> int:
        """Room on the disk."""
        return shutil.disk_usage(self.folder).free

    def link(self, file: RemoteFile, commit: str) -> None:
        """Let the commit's folder show a complete file."""
        link = self.snapshot(commit) / file.name
        target = os.path.join("..", "..", "blobs", file.digest)  # noqa: PTH118 - a relative link, not a path of ours
        try:
            if link.is_symlink() and str(link.readlink()) == target:
                return
            fresh = link.with_name(f"{link.name}.{os.getpid()}")
            with suppress(FileNotFoundError):
                fresh.unlink()
            fresh.symlink_to(target)
            fresh.replace(link)
        except OSError as error:
            raise HubError(f"{link} cannot be made: {error.strerror}") from error

    def record(self, name: HubName, commit: str) -> None:
        """Write down which commit the revision is; done last, so that what is named is complete."""
        if name.revision == commit:
            return
        path = self.folder / "refs" / name.revision
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.{os.getpid()}")
            fresh.write_text(commit, encoding="ascii")
            fresh.replace(path)
        except OSError as error:
            raise HubError(f"{path} cannot be written: {error.strerror}") from error

    def find(self, name: HubName) -> Path | None:
        """The folder of a revision that was fetched before; None if there is none."""
        commit = name.revision if COMMIT.fullmatch(name.revision) else self._recorded(name)
        if commit is None or not (self.snapshot(commit) / "config.json").is_file():
            return None
        return self.snapshot(commit)

    def _recorded(self, name: HubName) -> str | None:
        try:
            with (self.folder / "refs" / name.revision).open(encoding="ascii") as file:
                commit = file.read(_MAX_REF_BYTES).strip()
        except (OSError, ValueError):
            return None
        return commit if COMMIT.fullmatch(commit) else None

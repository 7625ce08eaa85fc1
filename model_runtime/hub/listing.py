"""What the hub says a revision consists of, checked: a commit, and files with their sizes and digests. Pure.

Of the files, only those are wanted that a checkpoint is read from; nothing that holds code is ever named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model_runtime.errors import HubError
from model_runtime.hub.names import HubName

WANTED_ENDINGS: Final = (".safetensors", ".json", ".jinja", ".txt")
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,199}")
_MAX_FILE_BYTES: Final = 1 << 50
_MAX_FILES: Final = 10_000

Size = Annotated[int, Field(ge=0, le=_MAX_FILE_BYTES, strict=True)]


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a revision. ``digest`` is its sha256 where it lies in LFS, else the sha1 that git gives its content."""

    name: str
    size_bytes: int
    digest: str

    @property
    def in_lfs(self) -> bool:
        """Whether the digest is a sha256."""
        return len(self.digest) == 64


@dataclass(frozen=True, slots=True)
class RemoteRevision:
    """A commit and those of its files that are wanted; ``left_out`` names the others."""

    commit: str
    files: tuple[RemoteFile, ...]
    left_out: tuple[str, ...]


class _Foreign(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Lfs(_Foreign):
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Size


class _Sibling(_Foreign):
    rfilename: Annotated[str, Field(max_length=1 << 12)]
    size: Size | None = None
    blob_id: Annotated[str | None, Field(pattern=r"^[0-9a-f]{40}$", alias="blobId")] = None
    lfs: _Lfs | None = None


class _Answer(_Foreign):
    sha: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    siblings: Annotated[tuple[_Sibling, ...], Field(max_length=_MAX_FILES)]


def read_listing(content: bytes, name: HubName) -> RemoteRevision:
    """Check the hub's answer about a revision.

    Raises:
        HubError: It is not one, lacks sizes or digests of files that are wanted, or holds no weights as safetensors.
    """
    try:
        answer = _Answer.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "all of it"
        raise HubError(
            f"the hub's answer about {name.repository} is not understood: {where}: {first['msg']}"
        ) from error
    wanted = [sibling for sibling in answer.siblings if _is_wanted(sibling.rfilename)]
    files = tuple(sorted((_checked(sibling, name) for sibling in wanted), key=lambda file: file.name))
    names = [file.name for file in files]
    if len(set(names)) != len(names):
        raise HubError(f"the hub names a file of {name.repository} twice")
    if not any(file.name.endswith(".safetensors") for file in files):
        raise HubError(f"{name.repository} has no weights as safetensors, and other formats are not fetched")
    left_out = tuple(sorted(sibling.rfilename for sibling in answer.siblings if not _is_wanted(sibling.rfilename)))
    return RemoteRevision(answer.sha, files, left_out)


def _is_wanted(path: str) -> bool:
    # Checkpoints are flat, so folders are not entered.
    return path.endswith(WANTED_ENDINGS) and _PLAIN_NAME.fullmatch(path) is not None


def _checked(sibling: _Sibling, name: HubName) -> RemoteFile:
    if sibling.lfs is not None:
        return RemoteFile(sibling.rfilename, sibling.lfs.size, sibling.lfs.sha256)
    if sibling.size is None or sibling.blob_id is None:
        raise HubError(f"the hub tells no size and digest of {sibling.rfilename} in {name.repository}")
    return RemoteFile(sibling.rfilename, sibling.size, sibling.blob_id)

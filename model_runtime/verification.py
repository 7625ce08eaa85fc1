"""Checks that need every byte of a checkpoint folder: digests of its files, and that all its numbers are finite.

It tells what it finds and changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model_runtime.checkpoint import Checkpoint, TensorReader, open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.regular_file import stays_inside

if TYPE_CHECKING:
    from torch import Tensor

SUMS_FILE: Final = "SHA256SUMS"
_FILE_KINDS: Final = frozenset({".json", ".jinja", ".safetensors", ".txt"})
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MAX_SUMS_BYTES: Final = 1 << 20
_BLOCK_BYTES: Final = 1 << 22
_PART_ELEMENTS: Final = 1 << 24  # bounds the memory beside the file's own

Progress = Callable[[str, int, int], None]
"""Is told a step's name, how much of it is done, and how much it is: bytes of files, then tensors."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file's sha256 and what it should be: by ``SHA256SUMS``, or by the hub's cache, whose names are digests."""

    name: str
    size_bytes: int
    sha256: str
    expected: str | None

    @property
    def ok(self) -> bool:
        """Whether it is what it should be, as far as that is known."""
        return self.expected in (None, self.sha256)


@dataclass(frozen=True, slots=True)
class NonFinite:
    """A tensor that holds numbers which are none."""

    name: str
    file: str
    nan: int
    infinite: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``missing`` are files that ``SHA256SUMS`` names and the folder lacks."""

    folder: str
    files: tuple[FileDigest, ...]
    missing: tuple[str, ...]
    tensors: int
    non_finite: tuple[NonFinite, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.missing and not self.non_finite and all(file.ok for file in self.files)


def verify_folder(folder: Path, progress: Progress = lambda step, done, total: None) -> Verification:
    """Read every byte of a checkpoint folder.

    Args:
        folder: A checkpoint.
        progress: Is told how far it is.

    Raises:
        CheckpointError: The folder is not a checkpoint that this runtime can load, or cannot be read to its end.
    """
    checkpoint = open_checkpoint(folder)
    sums = _written_sums(folder)
    wanted = (path for path in folder.iterdir() if path.suffix in _FILE_KINDS or path.name in sums)
    paths = sorted(path for path in wanted if path.is_file() and stays_inside(folder, path.name))
    total, done, files = sum(path.stat().st_size for path in paths), 0, []
    for path in paths:
        digest = hashlib.sha256()
        for block in _blocks(folder, path):
            digest.update(block)
            done += len(block)
            progress("sha256", done, total)
        expected = sums.get(path.name) or _name_in_the_hub_cache(path)
        files.append(FileDigest(path.name, path.stat().st_size, digest.hexdigest(), expected))
    missing = sorted(set(sums) - {path.name for path in paths})
    names = [*checkpoint.tensors, *checkpoint.other_tensors]
    return Verification(str(folder), tuple(files), tuple(missing), len(names), _scan(checkpoint, names, progress))


def _scan(checkpoint: Checkpoint, names: list[str], progress: Progress) -> tuple[NonFinite, ...]:
    reader, found = TensorReader(checkpoint), []
    for number, name in enumerate(names, start=1):
        nan, infinite = _count_non_finite(reader.read(name))
        if nan or infinite:
            stored = checkpoint.tensors.get(name) or checkpoint.other_tensors[name]
            found.append(NonFinite(name, stored.file.name, nan, infinite))
        progress("NaN and Inf", number, len(names))
    return tuple(found)


def _count_non_finite(tensor: Tensor) -> tuple[int, int]:
    import torch

    nan = infinite = 0
    for part in torch.split(tensor.flatten(), _PART_ELEMENTS):
        # 8-bit floats have few operations of their own.
        numbers = part.float() if part.element_size() == 1 else part
        if not bool(numbers.isfinite().all()):
            nan += int(numbers.isnan().sum())
            infinite += int(numbers.isinf().sum())
    return nan, infinite


def _blocks(folder: Path, path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                yield block
    except OSError as error:
        raise CheckpointError(folder, f"{path.name} cannot be read: {error.strerror or error}") from error


def _written_sums(folder: Path) -> dict[str, str]:
    """``SHA256SUMS`` as ``sha256sum`` writes it: a digest, a space, a space or a star, and a name."""
    path = folder / SUMS_FILE
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8") as file:
            lines = file.read(_MAX_SUMS_BYTES).splitlines()
    except (OSError, ValueError) as error:
        raise CheckpointError(folder, f"{SUMS_FILE} cannot be read: {error}") from error
    sums: dict[str, str] = {}
    for line in lines:
        digest, _, name = line.partition(" ")
        name = name.removeprefix(" ").removeprefix("*")
        if not _SHA256.fullmatch(digest) or not name or set(name) & set("/\\\0"):
            raise CheckpointError(folder, f"{SUMS_FILE} has a line that is no digest and name: {line[:80]!r}")
        sums[name] = digest
    return sums


def _name_in_the_hub_cache(path: Path) -> str | None:
    """Entries of a cached snapshot are links to files that are named by their sha256 (the large ones)."""
    target = path.readlink().name if path.is_symlink() else ""
    return target if _SHA256.fullmatch(target) else None

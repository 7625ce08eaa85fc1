"""The header of one safetensors file, checked without reading any tensor data.

Pure Python on purpose: a corrupt file is named before torch touches it. See the format's description in the
safetensors README: eight bytes of little-endian header length, a JSON object, then the data without gaps.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, TypeGuard

from model_runtime.regular_file import open_regular

MAX_HEADER_BYTES = 100_000_000
ELEMENT_BYTES = {
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
    "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
}  # fmt: skip
MAX_TENSORS = 200_000
MAX_DIMENSIONS = 8
_LFS_POINTER = b"version https://git-lfs"


class HeaderError(Exception):
    """The file is not a whole safetensors file. The message says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """Where one tensor lies: bytes ``begin`` to ``end`` after the header of ``file``."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int
    file: Path


def read_header(path: Path, *, header_suffices: bool = False) -> list[StoredTensor]:
    """Every tensor of a file, in the order of its data.

    ``header_suffices`` lets a file pass that ends after its header, as when only so much of it was fetched.

    Raises:
        HeaderError: The file cannot be opened, is a Git LFS pointer, is cut short, or contradicts itself.
    """
    try:
        with open_regular(path) as file:
            file_bytes = file.seek(0, 2)
            file.seek(0)
            start = file.read(len(_LFS_POINTER))
            if start == _LFS_POINTER:
                raise HeaderError("is a Git LFS pointer, not the weights; run `git lfs pull`")
            header_bytes = int.from_bytes(start[:8], "little")
            if len(start) < 8 or header_bytes > file_bytes - 8:
                raise HeaderError("is cut short or is not a safetensors file")
            if header_bytes > MAX_HEADER_BYTES:
                raise HeaderError(f"has a header of more than {MAX_HEADER_BYTES} bytes")
            file.seek(8)
            content = file.read(header_bytes)
    except OSError as error:
        raise HeaderError(f"cannot be read: {error.strerror or error}") from error
    tensors = sorted((_tensor(name, entry, path) for name, entry in _entries(content)), key=lambda tensor: tensor.begin)
    data_bytes = file_bytes - 8 - header_bytes
    _check_layout(tensors, None if header_suffices and data_bytes == 0 else data_bytes)
    return tensors


def _entries(content: bytes) -> list[tuple[str, Any]]:
    try:
        pairs = json.loads(content, object_pairs_hook=_unique_pairs)
    except (ValueError, RecursionError) as error:
        raise HeaderError("has a header that is not JSON") from error
    if not isinstance(pairs, dict):
        raise HeaderError("has a header that is not a JSON object")
    if len(pairs) > MAX_TENSORS:
        raise HeaderError(f"names more than {MAX_TENSORS} tensors")
    return [(name, entry) for name, entry in pairs.items() if name != "__metadata__"]


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise HeaderError(f"names {twice} twice")
    return value


def _tensor(name: str, entry: Any, path: Path) -> StoredTensor:
    if not isinstance(entry, dict):
        raise HeaderError(f"describes {name} wrongly")
    dtype, shape, offsets = entry.get("dtype"), entry.get("shape"), entry.get("data_offsets")
    if not (_are_sizes(shape) and _are_sizes(offsets) and isinstance(dtype, str)) or len(offsets) != 2:
        raise HeaderError(f"describes {name} wrongly")
    if len(shape) > MAX_DIMENSIONS:
        raise HeaderError(f"gives {name} {len(shape)} dimensions")
    if dtype not in ELEMENT_BYTES:
        raise HeaderError(f"holds {name} in the unknown type {dtype}")
    begin, end = offsets
    if end - begin != prod(shape) * ELEMENT_BYTES[dtype]:
        raise HeaderError(f"gives {name} {end - begin} bytes, which is not what its shape needs")
    return StoredTensor(name, dtype, tuple(shape), begin, end, path)


def _are_sizes(value: Any) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(type(item) is int and item >= 0 for item in value)


def _check_layout(tensors: list[StoredTensor], data_bytes: int | None) -> None:
    position = 0
    for tensor in tensors:
        if tensor.begin != position:
            raise HeaderError(f"has a gap or an overlap before {tensor.name}")
        position = tensor.end
    if data_bytes is None:
        return
    if position > data_bytes:
        raise HeaderError(f"is cut short: {data_bytes} bytes of weights where its header promises {position}")
    if position < data_bytes:
        raise HeaderError(f"has {data_bytes - position} bytes after its last tensor")

"""Writes one safetensors file piece by piece, in any order, once the names, types and shapes in it are known.

The library's own writer wants all tensors of a file in memory at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from model_runtime.safetensors_header import ELEMENT_BYTES

if TYPE_CHECKING:
    from torch import Tensor

_ALIGNMENT = 8


@dataclass(frozen=True, slots=True)
class PlannedTensor:
    """Type, as safetensors names it, and shape."""

    dtype: str
    shape: tuple[int, ...]

    @property
    def byte_count(self) -> int:
        """Bytes of its data."""
        return prod(self.shape) * ELEMENT_BYTES[self.dtype]


class SafetensorsWriter:
    """A context manager that makes ``path``, which must not exist. What is not written before its end reads as zeros.

    Raises:
        OSError: The file exists or cannot be written; from every method.
    """

    def __init__(self, path: Path, tensors: Mapping[str, PlannedTensor]) -> None:
        header, self._offsets = _layout(tensors)
        self._ends = dict(self._offsets)
        self._file = path.open("xb")
        self._file.write(header)
        self._file.truncate(len(header) + sum(tensor.byte_count for tensor in tensors.values()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def append(self, name: str, piece: Tensor) -> None:
        """Write the next piece of a tensor, counted along its rows; the type must be the planned one."""
        import torch

        content = piece.contiguous().flatten().view(torch.uint8).numpy().data
        self._file.seek(self._ends[name])
        self._file.write(content)
        self._ends[name] += content.nbytes


def file_bytes(tensors: Mapping[str, PlannedTensor]) -> int:
    """How long a file with these tensors is."""
    return len(_layout(tensors)[0]) + sum(tensor.byte_count for tensor in tensors.values())


def _layout(tensors: Mapping[str, PlannedTensor]) -> tuple[bytes, dict[str, int]]:
    """The file's bytes before the data, and where each tensor begins in the file.

    Wider types come first, so that every tensor lies at a multiple of its elements' size.
    """
    entries: dict[str, object] = {"__metadata__": {"format": "pt"}}
    begins: dict[str, int] = {}
    position = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: -ELEMENT_BYTES[item[1].dtype]):
        end = position + tensor.byte_count
        entries[name] = {"dtype": tensor.dtype, "shape": list(tensor.shape), "data_offsets": [position, end]}
        begins[name], position = position, end
    content = json.dumps(entries, separators=(",", ":")).encode()
    content += b" " * (-len(content) % _ALIGNMENT)
    header = len(content).to_bytes(8, "little") + content
    return header, {name: len(header) + begin for name, begin in begins.items()}

"""Keys and values of one attention layer in memory: in the type of the model, or in 8-bit floats with scales.

Whoever attends gets them in the type of the model either way. Tensors only; whose rows they are is ``state``'s affair.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Final, Protocol, Self
from weakref import WeakSet

import torch
from torch import Tensor

from vocabulary.messages import KeyValueKind

_LARGEST: Final = 448.0  # of torch.float8_e4m3fn
_SMALLEST_SCALE: Final = 2.0**-126  # smaller ones would be denormal in bfloat16, and rounded by more than half
SCALE_BYTES: Final = 2


class Holder(Protocol):
    """One of the sequences that the rows belong to; it sees the first ``length``. Weakly referable, equal to itself alone."""

    length: int

    def __hash__(self) -> int: ...


class KeyValueRows:
    """Keys and values of one layer, ``[key/value heads, capacity, head width]`` each, for one or several sequences.

    Each holder sees the rows up to its own length. The first to write beyond a length goes on in place; a row that
    another holder sees is never written again.
    """

    __slots__ = ("_filled", "_holders", "_lock", "keys", "values")

    def __init__(self, keys: Tensor, values: Tensor) -> None:
        self.keys = keys
        self.values = values
        self._filled = 0
        self._holders: WeakSet[Holder] = WeakSet()
        self._lock = Lock()

    @property
    def capacity(self) -> int:
        """Rows that there is room for."""
        return self.keys.shape[1]

    @property
    def device(self) -> torch.device:
        """Where they are."""
        return self.keys.device

    @property
    def nbytes(self) -> int:
        """Bytes of all rows, filled or not."""
        return sum(part.nbytes for part in self.parts(self.capacity).values())

    def share(self, holder: Holder) -> None:
        """Let ``holder``, whose length is set, see rows that another holder sees."""
        with self._lock:
            self._holders.add(holder)

    def claim(self, holder: Holder, end: int) -> bool:
        """Take the rows from ``holder.length`` to ``end`` for writing, and move its length; False if it may not."""
        with self._lock:
            begin = holder.length
            if end > self.capacity:
                return False
            # After a rewind the rows beyond may be nobody's: they are then free again.
            if begin < self._filled and any(other.length > begin for other in self._holders if other is not holder):
                return False
            self._holders.add(holder)
            self._filled = holder.length = end
            return True

    def write(self, begin: int, keys: Tensor, values: Tensor) -> None:
        """Store rows ``[tokens, heads, width]`` from row ``begin`` on, which were claimed."""
        end = begin + keys.shape[0]
        self.keys[:, begin:end] = keys.transpose(0, 1)
        self.values[:, begin:end] = values.transpose(0, 1)

    def read(self, length: int) -> tuple[Tensor, Tensor]:
        """The first ``length`` keys and values, ``[heads, length, width]``, in the type of the model."""
        return self.keys[:, :length], self.values[:, :length]

    def parts(self, length: int) -> dict[str, Tensor]:
        """Views of all that is stored of the first ``length`` rows, ``[heads, length, ...]`` each."""
        return {"keys": self.keys[:, :length], "values": self.values[:, :length]}

    def restore(self, parts: Mapping[str, Tensor]) -> None:
        """Copy what ``parts`` gave, of rows of the same kind, into the first rows, which were claimed."""
        length = parts["keys"].shape[1]
        for name, part in self.parts(length).items():
            part.copy_(parts[name])

    def enlarged(self, length: int, capacity: int) -> Self:
        """Rows of their own with the first ``length`` in them, and room for ``capacity``."""
        other = self._empty(capacity)
        other.restore(self.parts(length))
        return other

    def _empty(self, capacity: int) -> Self:
        return type(self)(_like(self.keys, capacity), _like(self.values, capacity))


class Fp8KeyValueRows(KeyValueRows):
    """The same in 8-bit floats. A number is what is stored times the scale of its row and head.

    A row's scale depends on the row alone, so neither what came before nor how a prefill was cut changes what is
    stored. ``dtype`` is the type of the model.
    """

    __slots__ = ("dtype", "key_scales", "value_scales")

    def __init__(self, keys: Tensor, values: Tensor, dtype: torch.dtype) -> None:
        super().__init__(keys, values)
        self.dtype = dtype
        shape = keys.shape[:2]
        self.key_scales, self.value_scales = (keys.new_empty(shape, dtype=torch.bfloat16) for _ in range(2))

    def write(self, begin: int, keys: Tensor, values: Tensor) -> None:
        """Store rows ``[tokens, heads, width]`` from row ``begin`` on, which were claimed."""
        end = begin + keys.shape[0]
        self.keys[:, begin:end], self.key_scales[:, begin:end] = quantise_rows(keys.transpose(0, 1))
        self.values[:, begin:end], self.value_scales[:, begin:end] = quantise_rows(values.transpose(0, 1))

    def read(self, length: int) -> tuple[Tensor, Tensor]:
        """The first ``length`` keys and values, ``[heads, length, width]``, made anew in the type of the model."""
        keys = dequantise_rows(self.keys[:, :length], self.key_scales[:, :length], self.dtype)
        return keys, dequantise_rows(self.values[:, :length], self.value_scales[:, :length], self.dtype)

    def parts(self, length: int) -> dict[str, Tensor]:
        """Views of all that is stored of the first ``length`` rows, ``[heads, length, ...]`` each."""
        scales = {"key_scales": self.key_scales[:, :length], "value_scales": self.value_scales[:, :length]}
        return {**super().parts(length), **scales}

    def _empty(self, capacity: int) -> Self:
        return type(self)(_like(self.keys, capacity), _like(self.values, capacity), self.dtype)


def empty_rows(
    kind: KeyValueKind, shape: tuple[int, int, int], device: torch.device, dtype: torch.dtype
) -> KeyValueRows:
    """Rows ``[heads, capacity, width]`` that hold nothing yet, for a model that computes in ``dtype``."""
    stored = torch.float8_e4m3fn if kind == "fp8" else dtype
    keys, values = (torch.empty(shape, device=device, dtype=stored) for _ in range(2))
    return Fp8KeyValueRows(keys, values, dtype) if kind == "fp8" else KeyValueRows(keys, values)


def bytes_per_row(kind: KeyValueKind, width: int, item_bytes: int) -> int:
    """Bytes of one key, or of one value, of one head, for a model whose numbers have ``item_bytes``."""
    return width + SCALE_BYTES if kind == "fp8" else width * item_bytes


def quantise_rows(rows: Tensor) -> tuple[Tensor, Tensor]:
    """float8_e4m3fn of the same shape ``[..., width]``, and a bfloat16 scale for each row, ``[...]``.

    A row that is not finite stays so.
    """
    wide = rows.float()
    largest = wide.abs().amax(dim=-1)
    scales = (largest / _LARGEST).clamp_(min=_SMALLEST_SCALE).bfloat16()
    # Rounding the scale may push the largest number beyond the type's, where a conversion gives NaN.
    numbers = (wide / scales.float()[..., None]).clamp_(-_LARGEST, _LARGEST)
    return numbers.to(torch.float8_e4m3fn), scales


def dequantise_rows(numbers: Tensor, scales: Tensor, dtype: torch.dtype) -> Tensor:
    """``[..., width]`` in ``dtype``: number times scale, which both types hold exactly or nearly."""
    return numbers.to(dtype).mul_(scales.to(dtype)[..., None])


def _like(old: Tensor, capacity: int) -> Tensor:
    return old.new_empty((old.shape[0], capacity, *old.shape[2:]))

"""Matrix products with stored weights: kept as they are applied, kept in few bits, or some of each side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.quantization.block_fp8 import BlockMatrix, block_linear
from model_runtime.quantization.group_wise import GroupedMatrix, grouped_linear


class Projection(Protocol):
    """``rows @ weight.T`` for a stored ``[out, in]`` matrix."""

    def forward(self, rows: Tensor) -> Tensor:
        """``[tokens, in]`` to ``[tokens, out]``."""
        ...


class DenseProjection:
    """The matrix is kept as it is applied.

    Args:
        weight: ``[out, in]`` in the type in which products are computed.
        row_weight: The same in float16, or None. A product with a single row reads the whole matrix for little work,
            so half the bytes are close to half the time; sums are taken in float32, only row and result are rounded.
    """

    __slots__ = ("_row_weight", "_weight")

    def __init__(self, weight: Tensor, row_weight: Tensor | None = None) -> None:
        self._weight = weight
        self._row_weight = row_weight

    def forward(self, rows: Tensor) -> Tensor:
        """``[tokens, in]`` to ``[tokens, out]``."""
        if self._row_weight is not None and rows.shape[0] == 1:
            return functional.linear(rows.half(), self._row_weight).float()
        return functional.linear(rows, self._weight)


class GroupedProjection:
    """The matrix is kept in few bits; nothing but what the file holds stays in memory between products."""

    __slots__ = ("_matrix",)

    def __init__(self, matrix: GroupedMatrix) -> None:
        self._matrix = matrix

    def forward(self, rows: Tensor) -> Tensor:
        """``[tokens, in]`` to ``[tokens, out]``."""
        return grouped_linear(rows, self._matrix)


class BlockProjection:
    """The matrix is kept in 8-bit floats with scales of blocks; weights are made for each product, a part at a time."""

    __slots__ = ("_matrix",)

    def __init__(self, matrix: BlockMatrix) -> None:
        self._matrix = matrix

    def forward(self, rows: Tensor) -> Tensor:
        """``[tokens, in]`` to ``[tokens, out]``."""
        return block_linear(rows, self._matrix)


class JoinedProjection:
    """Several matrices over the same rows, their results side by side, as one matrix joined along ``out`` would do."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Projection]) -> None:
        self._parts = tuple(parts)

    def forward(self, rows: Tensor) -> Tensor:
        """``[tokens, in]`` to ``[tokens, out]``."""
        return torch.cat([part.forward(rows) for part in self._parts], dim=-1)

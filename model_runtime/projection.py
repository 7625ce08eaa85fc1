"""A matrix product with stored weights, for one row and for many."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional


class Projection:
    """``rows @ weight.T`` for a stored ``[out, in]`` matrix.

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

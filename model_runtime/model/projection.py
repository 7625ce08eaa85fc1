"""A matrix product with stored weights."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional


class Projection:
    """``rows @ weight.T`` for a stored ``[out, in]`` matrix."""

    __slots__ = ("_weight",)

    def __init__(self, weight: Tensor) -> None:
        self._weight = weight

    def forward(self, rows: Tensor) -> Tensor:
        """``[tokens, in]`` to ``[tokens, out]``."""
        return functional.linear(rows, self._weight)

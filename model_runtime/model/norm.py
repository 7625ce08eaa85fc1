"""Root-mean-square normalisation with a weight, and normalisation to length one. Always computed in float32."""

from __future__ import annotations

from torch import Tensor


class RmsNorm:
    """``x / sqrt(mean(x * x) + epsilon) * scale`` along the last dimension.

    Args:
        scale: ``[..., width]``, float32, broadcast against the rows. Most norms of this architecture store
            ``scale - 1``; whoever loads the weights adds the one.
        epsilon: Added to the mean square.
    """

    __slots__ = ("_floor", "_scale")

    def __init__(self, scale: Tensor, epsilon: float) -> None:
        # With the width folded into both, the mean becomes a sum: one operation less for each norm of each token.
        width = scale.shape[-1]
        self._scale = scale * width**0.5
        self._floor = epsilon * width

    def forward(self, rows: Tensor) -> Tensor:
        """Rows of any floating type, normed, in the same type."""
        exact = rows.float()
        square_sum = (exact * exact).sum(-1, keepdim=True)
        return (exact * square_sum.add_(self._floor).rsqrt_()).mul_(self._scale).to(rows.dtype)


def unit_norm(vectors: Tensor, epsilon: float = 1e-6) -> Tensor:
    """Vectors of length one along the last dimension: ``x / sqrt(sum(x * x) + epsilon)``. Float32 in and out."""
    square_sum = (vectors * vectors).sum(-1, keepdim=True)
    return vectors * square_sum.add_(epsilon).rsqrt_()

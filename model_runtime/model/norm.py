"""Root-mean-square normalisation, with and without a weight. Statistics are always taken in float32."""

from __future__ import annotations

import torch
from torch import Tensor


def rms_norm(hidden: Tensor, scale: Tensor, epsilon: float) -> Tensor:
    """``hidden / rms(hidden) * scale`` along the last dimension, in the type of ``hidden``.

    Args:
        hidden: ``[..., width]``, any floating type.
        scale: ``[width]`` or broadcastable, float32. Most norms of this architecture store ``scale - 1``; whoever loads
            the weights adds the one.
        epsilon: Added to the mean square.
    """
    exact = hidden.float()
    mean_square = (exact * exact).mean(-1, keepdim=True)
    return (exact * torch.rsqrt_(mean_square.add_(epsilon))).mul_(scale).to(hidden.dtype)


def unit_norm(vectors: Tensor, epsilon: float = 1e-6) -> Tensor:
    """Vectors of length one along the last dimension: ``x / sqrt(sum(x * x) + epsilon)``. Float32 in and out."""
    square_sum = (vectors * vectors).sum(-1, keepdim=True)
    return vectors * torch.rsqrt_(square_sum.add_(epsilon))

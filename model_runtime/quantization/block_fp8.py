"""Matrices stored as 8-bit floats (e4m3) with one scale for each block of rows and columns, as the FP8 release has them.

A weight is the stored number times its block's scale, although the scale's name ends in ``_inv``.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

LARGEST = 448.0  # of torch.float8_e4m3fn


def dequantise(stored: Tensor, scales: Tensor, block: tuple[int, int]) -> Tensor:
    """The weights in float32.

    Args:
        stored: float8_e4m3fn ``[rows, columns]``.
        scales: Any float type, ``[ceil(rows / block[0]), ceil(columns / block[1])]``.
        block: Rows and columns that share a scale; those at the lower and right edge may be cut.
    """
    rows, columns = stored.shape
    spread = scales.float().repeat_interleave(block[0], dim=0)[:rows]
    return stored.float().mul_(spread.repeat_interleave(block[1], dim=1)[:, :columns])


def quantise(weights: Tensor, block: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """Numbers and scales whose product is near ``weights``, ``[rows, columns]``.

    Returns:
        float8_e4m3fn of the same shape, and bfloat16 scales as ``dequantise`` takes them.
    """
    rows, columns = weights.shape
    whole = functional.pad(weights.float(), (0, -columns % block[1], 0, -rows % block[0]))
    blocks = whole.view(whole.shape[0] // block[0], block[0], whole.shape[1] // block[1], block[1])
    largest = blocks.abs().amax(dim=(1, 3))
    scales = torch.where(largest > 0, largest / LARGEST, 1.0).bfloat16()
    numbers = (blocks / scales.float()[:, None, :, None]).clamp_(-LARGEST, LARGEST)
    return numbers.view_as(whole)[:rows, :columns].to(torch.float8_e4m3fn).contiguous(), scales

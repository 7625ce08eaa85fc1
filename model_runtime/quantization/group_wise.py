"""Matrices of small whole numbers with one scale for each group of neighbours in a row, and products with them.

A weight is its number times its group's scale. ``grouped_linear`` is the seam at which a faster equal can stand: it is
plain PyTorch, and makes the weights anew for every product.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

# Smaller scales would be denormal in bfloat16, and rounded by more than half.
_SMALLEST_SCALE = 2.0**-126


@dataclass(frozen=True, slots=True)
class GroupedMatrix:
    """A matrix ``[..., out, in]``, or several, in numbers of ``bits`` bits.

    Attributes:
        numbers: int8 ``[..., out, in]``; of 4 bits uint8 ``[..., out, in / 2]``, each number plus 8, the even columns in
            the lower halves of the bytes.
        scales: bfloat16 ``[..., out, ceil(in / group_size)]``; they may be negative.
        group_size: Columns that share a scale; the last group of a row may be cut.
        bits: 8 or 4.
    """

    numbers: Tensor
    scales: Tensor
    group_size: int
    bits: int

    def __getitem__(self, index: int | Tensor) -> GroupedMatrix:
        """One of several matrices, as a view; or rows of one, as a copy."""
        return GroupedMatrix(self.numbers[index], self.scales[index], self.group_size, self.bits)

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.numbers.device

    def to(self, device: torch.device) -> GroupedMatrix:
        """The same on a device; nothing is copied if it is there already."""
        return GroupedMatrix(self.numbers.to(device), self.scales.to(device), self.group_size, self.bits)


def quantise(weights: Tensor, bits: int, group_size: int) -> GroupedMatrix:
    """Numbers and scales whose products are near ``weights``, ``[..., out, in]``: off by half a scale at the most.

    Numbers of n bits reach one further down than up. The scale's sign turns the group's longer side downward, which
    makes the scale smaller by up to an eighth for 4 bits, at no byte.

    Raises:
        ValueError: There are numbers of 4 bits to be had from an odd number of columns.
    """
    columns, furthest = weights.shape[-1], 1 << (bits - 1)
    if bits == 4 and columns % 2:
        raise ValueError(f"{columns} columns cannot be put into bytes two by two")
    whole = functional.pad(weights.float(), (0, -columns % group_size))
    groups = whole.view(*weights.shape[:-1], -1, group_size)
    low, high = groups.amin(-1), groups.amax(-1)
    upright = torch.maximum(low / -furthest, high / (furthest - 1))
    turned = torch.maximum(high / furthest, low / (1 - furthest))
    scales = torch.where(upright <= turned, upright, -turned)
    scales = torch.where(scales.abs() < _SMALLEST_SCALE, _SMALLEST_SCALE, scales).bfloat16()
    numbers = (groups / scales.float()[..., None]).round_().clamp_(-furthest, furthest - 1)
    numbers = numbers.view(whole.shape)[..., :columns]
    if bits == 8:
        return GroupedMatrix(numbers.to(torch.int8), scales, group_size, bits)
    halves = numbers.add(furthest).to(torch.uint8)
    return GroupedMatrix(halves[..., ::2] | (halves[..., 1::2] << 4), scales, group_size, bits)


def dequantise(matrix: GroupedMatrix, dtype: torch.dtype = torch.float32) -> Tensor:
    """The weights, ``[..., out, in]``: exact in float32, in bfloat16 the nearest to that."""
    if matrix.bits == 8:
        numbers = matrix.numbers.to(dtype, copy=True)
    else:
        halves = torch.stack((matrix.numbers & 15, matrix.numbers >> 4), dim=-1)
        numbers = halves.flatten(-2).to(dtype).sub_(8)
    columns, size, scales = numbers.shape[-1], matrix.group_size, matrix.scales.to(dtype)
    if columns % size:
        return numbers.mul_(scales.repeat_interleave(size, dim=-1)[..., :columns])
    return numbers.view(*scales.shape, size).mul_(scales[..., None]).view(numbers.shape)


def grouped_linear(rows: Tensor, matrix: GroupedMatrix) -> Tensor:
    """``rows @ weights.T`` in the type of ``rows``: ``[tokens, in]`` to ``[tokens, out]``."""
    return functional.linear(rows, dequantise(matrix, rows.dtype))

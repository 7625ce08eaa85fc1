"""Matrices stored as 8-bit floats (e4m3) with one scale for each block of rows and columns, and products with them.

A weight is the stored number times its block's scale, although the scale's name ends in ``_inv``. ``block_linear`` is the
seam: ``plain_linear`` says what a product is, the others are faster; ``blocked_linear`` is equal to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional

LARGEST = 448.0  # of torch.float8_e4m3fn
_CHUNK_ROWS = 128  # a chunk of converted weights should stay in a core's cache
_HARDWARE_BLOCK = 128
_HARDWARE_COLUMNS = 512  # the library wants scales of four blocks side by side


@dataclass(frozen=True, slots=True)
class BlockMatrix:
    """A matrix ``[out, in]`` as it is stored.

    Attributes:
        numbers: float8_e4m3fn ``[out, in]``; on the CPU, those of the mapped file.
        scales: Any float type, ``[ceil(out / block[0]), ceil(in / block[1])]``.
        block: Rows and columns that share a scale; those at the lower and right edge may be cut.
    """

    numbers: Tensor
    scales: Tensor
    block: tuple[int, int]

    def __getitem__(self, rows: Tensor) -> BlockMatrix:
        """Chosen rows, as a copy. Unless they are whole blocks, each has scales of its own then."""
        high = self.block[0]
        index = rows.to(self.numbers.device)
        # 8-bit floats have no gathering of their own on every device.
        numbers = self.numbers.view(torch.uint8)[index].view(torch.float8_e4m3fn)
        firsts = index[::high]
        whole = (firsts[:, None] + torch.arange(high, device=index.device)).flatten()
        if len(index) % high == 0 and bool((firsts % high == 0).all()) and torch.equal(whole, index):
            return BlockMatrix(numbers, self.scales[firsts // high], self.block)
        return BlockMatrix(numbers, self.scales[index // high], (1, self.block[1]))

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.numbers.device

    def to(self, device: torch.device) -> BlockMatrix:
        """The same on a device; nothing is copied if it is there already."""
        return BlockMatrix(self.numbers.to(device), self.scales.to(device), self.block)


def dequantise(stored: Tensor, scales: Tensor, block: tuple[int, int]) -> Tensor:
    """The weights in float32; arguments as the attributes of ``BlockMatrix``."""
    rows, columns = stored.shape
    spread = scales.float().repeat_interleave(block[0], dim=0)[:rows]
    return stored.float().mul_(spread.repeat_interleave(block[1], dim=1)[:, :columns])


def block_linear(rows: Tensor, matrix: BlockMatrix) -> Tensor:
    """``rows @ weights.T`` in the type of ``rows``: ``[tokens, in]`` to ``[tokens, out]``."""
    if rows.device.type == "cpu":
        return blocked_linear(rows, matrix)
    if rows.dtype == torch.bfloat16 and _fits_hardware(matrix) and multiplies_fp8(rows.device.index or 0):
        return hardware_linear(rows, matrix)
    return plain_linear(rows, matrix)


def plain_linear(rows: Tensor, matrix: BlockMatrix) -> Tensor:
    """The product as it is meant: weights in float32, rounded to the type of ``rows``, then multiplied."""
    return functional.linear(rows, dequantise(matrix.numbers, matrix.scales, matrix.block).to(rows.dtype))


def blocked_linear(rows: Tensor, matrix: BlockMatrix) -> Tensor:
    """Equal to ``plain_linear`` for numbers that are finite: block by block, so that weights are made in the cache.

    An e4m3 number moved by seven bits is the float16 number that is 2^-8 times as large, its denormals too: whole-number
    operations are a tenth of the time of the conversion, which handles one number at a time.
    """
    stored, high = matrix.numbers.view(torch.int8), matrix.block[0]
    step = high if high > 1 else _CHUNK_ROWS
    scales = matrix.scales.float() * 256.0
    output = rows.new_empty(rows.shape[0], stored.shape[0])
    for begin in range(0, stored.shape[0], step):
        end = min(begin + step, stored.shape[0])
        halves = stored[begin:end].to(torch.int16).bitwise_left_shift_(7).bitwise_and_(-16385)
        spread = scales[begin // high : -(-end // high)].repeat_interleave(matrix.block[1], dim=1)
        weights = halves.view(torch.float16).float().mul_(spread[:, : stored.shape[1]])
        output[:, begin:end] = functional.linear(rows, weights.to(rows.dtype))
    return output


def hardware_linear(rows: Tensor, matrix: BlockMatrix) -> Tensor:
    """The product in 8 bits on both sides, as the release is meant to be run: bfloat16 in and out.

    Rows get a scale for every 128 columns. Near ``plain_linear``, not equal to it.
    """
    tokens, width = rows.shape
    grouped = rows.float().view(tokens, -1, _HARDWARE_BLOCK)
    row_scales = (grouped.abs().amax(-1) / LARGEST).clamp_(min=1e-12)
    numbers = (grouped / row_scales[..., None]).clamp_(-LARGEST, LARGEST).to(torch.float8_e4m3fn).view(tokens, width)
    # The library wants the scales of rows column after column.
    laid_out = row_scales.t().contiguous().t()
    scales = matrix.scales.float().t()
    return torch._scaled_mm(numbers, matrix.numbers.t(), laid_out, scales, out_dtype=torch.bfloat16)


@cache
def multiplies_fp8(device: int) -> bool:
    """Whether a CUDA device and the libraries here multiply blocks of 8-bit floats: a small product is tried, once."""
    if not torch.cuda.is_available() or torch.cuda.get_device_capability(device) < (9, 0):
        return False
    draw, place = torch.Generator().manual_seed(0), torch.device("cuda", device)
    weights = torch.randn(2 * _HARDWARE_BLOCK, _HARDWARE_COLUMNS, generator=draw)
    weights *= torch.linspace(0.1, 10.0, _HARDWARE_COLUMNS)  # blocks that are taken for one another would be noticed
    block = (_HARDWARE_BLOCK, _HARDWARE_BLOCK)
    matrix = BlockMatrix(*quantise(weights, block), block).to(place)
    rows = torch.randn(3, _HARDWARE_COLUMNS, generator=draw).to(place, torch.bfloat16)
    try:
        found, expected = hardware_linear(rows, matrix).float(), plain_linear(rows, matrix).float()
    except (RuntimeError, ValueError, TypeError):
        return False
    return bool((found - expected).norm() < 0.05 * expected.norm())


def _fits_hardware(matrix: BlockMatrix) -> bool:
    rows, columns = matrix.numbers.shape
    whole = rows % _HARDWARE_BLOCK == 0 and columns % _HARDWARE_COLUMNS == 0
    return whole and matrix.block == (_HARDWARE_BLOCK, _HARDWARE_BLOCK)


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

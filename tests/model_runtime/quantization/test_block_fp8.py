"""Blocks of 8-bit floats: the stored number times its block's scale, also where blocks are cut."""

from __future__ import annotations

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.quantization.block_fp8 import dequantise, quantise

SIZES = st.integers(1, 20)
BLOCKS = st.integers(1, 9)


@settings(deadline=None, max_examples=50)
@given(rows=SIZES, columns=SIZES, high=BLOCKS, wide=BLOCKS)
def test_each_number_times_the_scale_of_its_block(rows: int, columns: int, high: int, wide: int) -> None:
    generator = torch.Generator().manual_seed(rows * 31 + columns)
    stored = torch.randn(rows, columns, generator=generator).to(torch.float8_e4m3fn)
    scales = torch.rand(-(-rows // high), -(-columns // wide), generator=generator).bfloat16()
    weights = dequantise(stored, scales, (high, wide))
    for row in range(rows):
        for column in range(columns):
            assert weights[row, column] == stored[row, column].float() * scales[row // high, column // wide].float()


@settings(deadline=None, max_examples=50)
@given(rows=SIZES, columns=SIZES, high=BLOCKS, wide=BLOCKS)
def test_there_and_back(rows: int, columns: int, high: int, wide: int) -> None:
    weights = torch.randn(rows, columns, generator=torch.Generator().manual_seed(rows * 37 + columns))
    stored, scales = quantise(weights, (high, wide))
    assert (stored.shape, stored.dtype, scales.dtype) == (weights.shape, torch.float8_e4m3fn, torch.bfloat16)
    back = dequantise(stored, scales, (high, wide))
    # Three bits after the leading one, and below 2^-6 a fixed step of 2^-9.
    steps = scales.float().repeat_interleave(high, 0)[:rows].repeat_interleave(wide, 1)[:, :columns] * 2**-9
    assert bool(((back - weights).abs() <= weights.abs() * 2**-4 + steps).all())


def test_zeros_stay() -> None:
    stored, scales = quantise(torch.zeros(3, 5), (2, 2))
    assert bool((dequantise(stored, scales, (2, 2)) == 0).all())

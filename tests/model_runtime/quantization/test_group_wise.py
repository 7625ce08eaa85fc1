"""Numbers in groups give back the weights to half a scale, exactly where they can, and products are those of the weights."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.quantization.group_wise import GroupedMatrix, dequantise, grouped_linear, quantise

BITS = st.sampled_from([4, 8])
SIZES = st.integers(4, 40).map(lambda half: 2 * half)


def spread(matrix: GroupedMatrix, columns: int) -> torch.Tensor:
    """Of each weight its scale."""
    return matrix.scales.float().repeat_interleave(matrix.group_size, dim=-1)[..., :columns]


@given(
    bits=BITS,
    shape=st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(1, 60).map(lambda half: 2 * half)),
    size=SIZES,
    seed=st.integers(0, 1 << 30),
    exponent=st.integers(-60, 60),
    shift=st.sampled_from([-3.0, 0.0, 0.5, 10.0]),
)
def test_off_by_half_a_scale_at_the_most(
    bits: int, shape: tuple[int, int, int], size: int, seed: int, exponent: int, shift: float
) -> None:
    weights = (torch.randn(shape, generator=torch.Generator().manual_seed(seed)) + shift) * 2.0**exponent
    matrix = quantise(weights, bits, size)
    assert matrix.scales.shape == (*shape[:-1], -(-shape[-1] // size))
    assert matrix.numbers.shape == (shape if bits == 8 else (*shape[:-1], shape[-1] // 2))
    error = (dequantise(matrix) - weights).abs()
    assert bool((error <= 0.5001 * spread(matrix, shape[-1]).abs()).all())


@given(bits=BITS, size=SIZES, data=st.data())
def test_what_can_be_said_exactly_is(bits: int, size: int, data: st.DataObject) -> None:
    """Numbers times one scale, the furthest number among them: they come back, whichever sign the scale has."""
    furthest = 1 << (bits - 1)
    row = data.draw(st.lists(st.integers(-furthest, furthest - 1), min_size=size, max_size=size))
    scale = data.draw(st.sampled_from([1.0, -1.0, 0.25, -3.0]))
    row[data.draw(st.integers(0, size - 1))] = -furthest
    weights = torch.tensor([row], dtype=torch.float32) * scale
    matrix = quantise(weights, bits, size)
    assert torch.equal(dequantise(matrix), weights)
    assert torch.equal(dequantise(matrix, torch.bfloat16), weights.bfloat16())
    again = quantise(dequantise(matrix), bits, size)
    assert torch.equal(again.numbers, matrix.numbers)
    assert torch.equal(again.scales, matrix.scales)


@pytest.mark.parametrize("bits", [4, 8])
@pytest.mark.parametrize("value", [0.0, 1e-44, -1e-39, 3e38, -3e38])
def test_extreme_weights_stay_finite(bits: int, value: float) -> None:
    weights = torch.full((2, 24), value)
    back = dequantise(quantise(weights, bits, 16))
    assert bool(back.isfinite().all())
    assert torch.allclose(back, weights, rtol=0.08 if bits == 4 else 0.005, atol=1e-37)


@given(bits=BITS, size=SIZES, half=st.integers(1, 40), rows=st.integers(1, 4), seed=st.integers(0, 1 << 30))
def test_products(bits: int, size: int, half: int, rows: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    matrix = quantise(torch.randn(3, 5, 2 * half, generator=generator), bits, size)
    vectors = torch.randn(rows, 2 * half, generator=generator)
    for index in range(3):
        one = matrix[index]
        assert one.numbers.data_ptr() == matrix.numbers[index].data_ptr()  # no copy of an expert is made
        assert torch.equal(dequantise(one), dequantise(matrix)[index])
        assert torch.allclose(grouped_linear(vectors, one), vectors @ dequantise(matrix)[index].T, atol=1e-5)
    chosen = torch.tensor([4, 0, 2])
    assert torch.equal(dequantise(matrix[0][chosen]), dequantise(matrix)[0][chosen])


def test_the_sign_of_a_scale_saves_error() -> None:
    """Against scales of one sign, which must fit the longer side into one number less."""
    weights = torch.randn(256, 256, generator=torch.Generator().manual_seed(1))
    groups = weights.view(256, 4, 64)
    scales = (groups.abs().amax(-1, keepdim=True) / 7).bfloat16().float()
    one_sign = ((groups / scales).round().clamp(-8, 7) * scales).view_as(weights)
    ours = dequantise(quantise(weights, 4, 64))
    assert float((ours - weights).norm()) < 0.92 * float((one_sign - weights).norm())


def test_an_odd_row_of_halves() -> None:
    with pytest.raises(ValueError, match="two by two"):
        quantise(torch.zeros(2, 5), 4, 8)

"""Products with blocks of 8-bit floats: every way equals the plain one, and memory is that of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import open_checkpoint
from model_runtime.language_model import load_text_model
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.projection import BlockProjection
from model_runtime.quantization.block_fp8 import (
    BlockMatrix,
    block_linear,
    blocked_linear,
    dequantise,
    hardware_linear,
    multiplies_fp8,
    plain_linear,
    quantise,
)
from model_runtime.random_checkpoint import tiny_config, with_block_fp8, write_random_checkpoint


def matrix_of(shape: tuple[int, int], block: tuple[int, int], seed: int = 0) -> BlockMatrix:
    weights = torch.randn(shape, generator=torch.Generator().manual_seed(seed))
    return BlockMatrix(*quantise(weights, block), block)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 300),
    columns=st.integers(1, 300),
    block=st.tuples(st.sampled_from([1, 7, 16, 128]), st.sampled_from([1, 20, 128])),
    tokens=st.integers(1, 5),
    dtype=st.sampled_from([torch.float32, torch.bfloat16]),
)
def test_block_by_block_is_the_plain_product(
    rows: int, columns: int, block: tuple[int, int], tokens: int, dtype: torch.dtype
) -> None:
    matrix, given = matrix_of((rows, columns), block), torch.randn(tokens, columns).to(dtype)
    expected = plain_linear(given, matrix)
    scale = float(expected.abs().max()) + 1
    precision = 1e-5 if dtype == torch.float32 else 2**-7
    torch.testing.assert_close(blocked_linear(given, matrix), expected, rtol=0, atol=precision * scale)
    assert torch.equal(block_linear(given, matrix), blocked_linear(given, matrix))


def test_every_finite_number_is_itself() -> None:
    numbers = torch.arange(256).to(torch.uint8).view(torch.float8_e4m3fn)[:, None]
    finite = numbers.float().isfinite().flatten()
    assert int(finite.sum()) == 254
    matrix = BlockMatrix(numbers, torch.ones(2, 1), (128, 128))
    assert torch.equal(blocked_linear(torch.ones(1, 1), matrix)[0, finite], numbers.float()[finite, 0])


@settings(max_examples=40, deadline=None)
@given(block=st.tuples(st.sampled_from([4, 16, 32]), st.sampled_from([16, 20])), data=st.data())
def test_chosen_rows(block: tuple[int, int], data: st.DataObject) -> None:
    matrix = matrix_of((64, 48), block)
    starts = data.draw(st.lists(st.sampled_from(range(0, 64, 4)), min_size=1, max_size=8, unique=True))
    rows = torch.cat([torch.arange(start, start + 4) for start in starts])
    chosen, whole = matrix[rows], dequantise(matrix.numbers, matrix.scales, matrix.block)
    assert torch.equal(dequantise(chosen.numbers, chosen.scales, chosen.block), whole[rows])


def test_whole_blocks_keep_their_scales() -> None:
    matrix = matrix_of((256, 128), (128, 128))
    assert matrix[torch.arange(128, 256)].block == (128, 128)
    assert matrix[torch.arange(64, 192)].block == (1, 128)


def test_what_is_kept_takes_what_the_file_holds(tmp_path: Path) -> None:
    """Every matrix that the layout stores in 8 bits is applied as it is, also in the layer that drafts."""
    config = with_block_fp8(tiny_config(mtp_num_hidden_layers=1), (16, 16))
    write_random_checkpoint(tmp_path, config)
    checkpoint = open_checkpoint(tmp_path)
    made, mapped = checkpoint.placed_bytes(4, drafts=True)
    stored = [*checkpoint.tensors.values(), *checkpoint.other_tensors.values()]
    eight = [each for each in stored if each.dtype == "F8_E4M3" or each.name.endswith("_scale_inv")]
    assert mapped == sum(each.end - each.begin for each in eight) > 0
    assert made == 2 * sum(each.end - each.begin for each in stored if each not in eight)
    model = load_text_model(checkpoint, device="cpu", dtype="float32", drafts=True)
    head = MultiTokenHead(checkpoint, model)
    kept = [*_kept(model), *_kept(head)]
    numbers = {matrix.numbers.data_ptr() for matrix in kept}
    assert len(kept) == 94
    assert len(numbers) == len(kept)
    assert sum(matrix.numbers.numel() for matrix in kept) == sum(
        each.end - each.begin for each in stored if each.dtype == "F8_E4M3"
    )


def _kept(root: object) -> list[BlockMatrix]:
    """All matrices below an object, by its attributes."""
    found, waiting, known = list[BlockMatrix](), [root], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in known or (isinstance(each, torch.Tensor | str | int | TextModel) and each is not root):
            continue
        known.add(id(each))
        if isinstance(each, BlockProjection):
            found.append(each._matrix)
        elif isinstance(each, list | tuple):
            waiting += each
        else:
            names = [*getattr(each, "__dict__", {}), *getattr(type(each), "__slots__", ())]
            waiting += [getattr(each, name) for name in names if hasattr(each, name)]
    return found


@pytest.mark.gpu
@pytest.mark.parametrize("tokens", [1, 3, 16, 200])
def test_the_hardwares_product_is_near_the_plain_one(tokens: int) -> None:
    device = torch.device("cuda")
    if not multiplies_fp8(0):
        pytest.skip("this device multiplies no 8-bit floats by blocks")
    matrix = matrix_of((1024, 2048), (128, 128)).to(device)
    rows = torch.randn(tokens, 2048, device=device).bfloat16()
    expected, found = plain_linear(rows, matrix).float(), hardware_linear(rows, matrix).float()
    assert torch.equal(block_linear(rows, matrix).float(), found)
    assert float((found - expected).norm() / expected.norm()) < 0.04


@pytest.mark.gpu
def test_a_matrix_that_does_not_fit_the_hardware_takes_the_plain_way() -> None:
    device = torch.device("cuda")
    matrix = matrix_of((100, 200), (16, 16)).to(device)
    rows = torch.randn(3, 200, device=device).bfloat16()
    assert torch.equal(block_linear(rows, matrix), plain_linear(rows, matrix))

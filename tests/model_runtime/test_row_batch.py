"""A row of a batch cannot tell who else is in it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.checkpoint import open_checkpoint
from model_runtime.language_model import load_text_model
from model_runtime.model.decoder import TextModel
from model_runtime.model.moe import grouped
from model_runtime.model.row_batch import EXPERT_BLOCK, ROW_BLOCK, whole_blocks
from model_runtime.quantizing import quantize_folder, scheme_for
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from model_runtime.state import SequenceState

SHAPES = st.sampled_from(
    [
        {},
        {"hidden_size": 64, "num_experts": 8, "num_experts_per_tok": 3, "moe_intermediate_size": 32},
        {"hidden_size": 96, "num_hidden_layers": 8, "linear_num_value_heads": 8},
        {
            "num_attention_heads": 6,
            "num_key_value_heads": 1,
            "linear_key_head_dim": 16,
            "shared_expert_intermediate_size": 48,
        },
    ]
)


def random_model(changes: dict[str, object], seed: int) -> TextModel:
    with TemporaryDirectory() as folder:
        write_random_checkpoint(Path(folder), tiny_config(**changes), seed=seed)
        return load_text_model(open_checkpoint(Path(folder)), device="cpu", dtype="float32")


def step(model: TextModel, token_ids: list[int], states: list[SequenceState]) -> Tensor:
    return model.logits_rows(model.forward_rows(token_ids, states))


@settings(max_examples=12, deadline=None)
@given(shape=SHAPES, seed=st.integers(0, 10**6), data=st.data())
def test_logits_in_any_company_are_those_alone_bit_for_bit(
    shape: dict[str, object], seed: int, data: st.DataObject
) -> None:
    model = random_model(shape, seed)
    count = data.draw(st.integers(2, 13))
    generator = torch.Generator().manual_seed(seed)
    lengths = data.draw(st.lists(st.integers(1, 150), min_size=count, max_size=count))
    replies = [torch.randint(96, (6,), generator=generator).tolist() for _ in lengths]
    states = [model.empty_state() for _ in lengths]
    for length, state in zip(lengths, states, strict=True):
        model.forward(torch.randint(96, (length,), generator=generator).tolist(), state)
    singles, plain = [state.fork() for state in states], [state.fork() for state in states]
    alone = [
        [step(model, [token], [state])[0] for token in reply] for reply, state in zip(replies, singles, strict=True)
    ]
    done = [0] * count
    while open_ones := [place for place in range(count) if done[place] < 6]:
        company = data.draw(st.lists(st.sampled_from(open_ones), min_size=1, unique=True))
        logits = step(model, [replies[place][done[place]] for place in company], [states[place] for place in company])
        for row, place in zip(logits, company, strict=True):
            assert torch.equal(row, alone[place][done[place]])
            done[place] += 1
    for reply, state, expected in zip(replies, plain, alone, strict=True):
        for token, row in zip(reply, expected, strict=True):
            torch.testing.assert_close(model.logits(model.forward([token], state))[0], row, atol=1e-4, rtol=0)


@pytest.mark.parametrize(("weights", "dtype"), [("int8", "float32"), ("int4", "float32"), ("plain", "bfloat16")])
def test_other_kinds_of_weights_keep_to_it_too(
    tmp_path: Path, weights: str, dtype: Literal["float32", "bfloat16"]
) -> None:
    folder = tmp_path / "plain"
    write_random_checkpoint(folder, tiny_config(hidden_size=64))
    if weights != "plain":
        quantize_folder(folder, folder := tmp_path / "quantized", scheme_for(weights, None), lambda *_: None)
    model = load_text_model(open_checkpoint(folder), device="cpu", dtype=dtype)
    generator = torch.Generator().manual_seed(0)
    states = [model.empty_state() for _ in range(11)]
    for length, state in enumerate(states, 3):
        model.forward(torch.randint(96, (length,), generator=generator).tolist(), state)
    for _ in range(20):
        token_ids = torch.randint(96, (11,), generator=generator).tolist()
        alone = [step(model, [token], [state.fork()])[0] for token, state in zip(token_ids, states, strict=True)]
        assert torch.equal(step(model, token_ids, states), torch.stack(alone))


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2, unique=True), min_size=1, max_size=20),
)
def test_rows_of_an_expert_stand_side_by_side_in_whole_blocks(picked: list[list[int]]) -> None:
    rows, counts, places = grouped(picked, experts=7)
    assert len(rows) == sum(counts.values())
    assert set(counts) == {expert for numbers in picked for expert in numbers}
    assert all(count % EXPERT_BLOCK == 0 for count in counts.values())
    expert_of_place = [expert for expert, count in counts.items() for _ in range(count)]
    assert list(counts) == sorted(counts)
    for row, numbers in enumerate(picked):
        assert [rows[place] for place in places[row]] == [row] * len(numbers)
        assert [expert_of_place[place] for place in places[row]] == numbers
    taken = [place for numbers in places for place in numbers]
    assert len(set(taken)) == len(taken)


def test_blocks_are_whole() -> None:
    assert [whole_blocks(rows) for rows in (1, 7, 8, 9)] == [ROW_BLOCK, ROW_BLOCK, ROW_BLOCK, 2 * ROW_BLOCK]

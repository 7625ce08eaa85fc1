"""Tokens that are tried out leave no trace but what is taken over, which is what plain decoding would have computed."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.checkpoint import open_checkpoint
from model_runtime.model import delta_rule
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from model_runtime.state import AttentionState, SequenceState
from model_runtime.tentative import Tentative


def random_inputs(tokens: int, seed: int) -> delta_rule.DeltaInputs:
    generator = torch.Generator().manual_seed(seed)

    def draw(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator)

    queries, keys = (torch.nn.functional.normalize(draw(tokens, 2, 8), dim=-1) for _ in range(2))
    return delta_rule.DeltaInputs(
        queries, keys, draw(tokens, 4, 6), -draw(tokens, 4).abs(), torch.sigmoid(draw(tokens, 4))
    )


def part(inputs: delta_rule.DeltaInputs, begin: int, end: int) -> delta_rule.DeltaInputs:
    names = ("queries", "keys", "values", "log_decay", "beta")
    return delta_rule.DeltaInputs(*(getattr(inputs, name)[begin:end] for name in names))


@settings(max_examples=60, deadline=None)
@given(tokens=st.integers(1, 8), seed=st.integers(0, 10**6), data=st.data())
def test_the_rule_looks_ahead_as_it_steps(tokens: int, seed: int, data: st.DataObject) -> None:
    inputs = random_inputs(tokens, seed)
    before = torch.randn(4, 8, 6, generator=torch.Generator().manual_seed(seed + 1))
    stepped, rows, states = before.clone(), [], []
    for token in range(tokens):
        rows.append(delta_rule.step(part(inputs, token, token + 1), stepped))
        states.append(stepped.clone())

    state = before.clone()
    read, writes = delta_rule.look_ahead(inputs, state)
    assert torch.equal(state, before)
    torch.testing.assert_close(read, torch.cat(rows), atol=1e-5, rtol=1e-5)
    count = data.draw(st.integers(1, tokens))
    writes.carry_out(state, count)
    torch.testing.assert_close(state, states[count - 1], atol=1e-5, rtol=1e-5)


def tensors(state: SequenceState) -> list[Tensor]:
    found: list[Tensor] = []
    for layer in state.layers:
        found += layer.filled if isinstance(layer, AttentionState) else (layer.recurrent, layer.convolution)
    return found


def assert_same_state(found: SequenceState, expected: SequenceState) -> None:
    assert (found.token_count, found.rope_delta) == (expected.token_count, expected.rope_delta)
    for one, other in zip(tensors(found), tensors(expected), strict=True):
        torch.testing.assert_close(one, other, atol=2e-5, rtol=2e-5)


IDS = st.lists(st.integers(0, 95), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(prompt=st.lists(st.integers(0, 95), min_size=1, max_size=80), runs=st.lists(IDS, max_size=4), data=st.data())
def test_what_is_taken_is_the_state_of_plain_steps(
    tiny_model: TextModel, prompt: list[int], runs: list[list[int]], data: st.DataObject
) -> None:
    state = tiny_model.empty_state()
    tiny_model.forward(prompt, state)
    for run in runs:
        count = data.draw(st.integers(1, len(run)))
        stepped, at_once = state.fork(), state.fork()
        rows = torch.cat([tiny_model.forward([token_id], stepped) for token_id in run[:count]])
        # Of 6,000 random runs 18 are such that plain computing agrees with itself, step by step and at once, to no more than this.
        assume(bool((tiny_model.forward(run[:count], at_once) - rows).abs().max() < 1e-5))
        tentative = Tentative(state)
        tried = tiny_model.forward(run, tentative.ahead)
        torch.testing.assert_close(tried[:count], rows, atol=5e-5, rtol=5e-5)
        tentative.take(count)
        assert_same_state(state, stepped)


def test_the_state_stays_until_it_is_taken(tiny_model: TextModel) -> None:
    state = tiny_model.empty_state()
    tiny_model.forward([1, 2, 3], state)
    before = [tensor.clone() for tensor in tensors(state)]
    other = state.fork()
    tentative = Tentative(state)
    tiny_model.forward([4, 5, 6], tentative.ahead)
    assert state.token_count == 3
    found = [layer.filled[0][:, :3] if isinstance(layer, AttentionState) else layer.recurrent for layer in state.layers]
    expected = [before[0], before[2], before[4], before[6]]
    assert all(torch.equal(one, one_before) for one, one_before in zip(found, expected, strict=True))
    tentative.take(1)
    # A fork that was made before sees nothing of either, and both go on apart.
    tiny_model.forward([7, 8], other)
    tiny_model.forward([9], state)
    for found_state, token_ids in ((other, [1, 2, 3, 7, 8]), (state, [1, 2, 3, 4, 9])):
        whole = tiny_model.empty_state()
        tiny_model.forward(token_ids, whole)
        assert_same_state(found_state, whole)


def test_bfloat16_takes_the_same_tokens(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, tiny_config())
    model = TextModel(open_checkpoint(tmp_path), torch.device("cpu"), torch.bfloat16)
    state, plain = model.empty_state(), model.empty_state()
    for each in (state, plain):
        model.forward([5, 6, 7], each)
    tentative = Tentative(state)
    model.forward([8, 9, 10], tentative.ahead)
    tentative.take(2)
    model.forward([8, 9], plain)
    for one, other in zip(tensors(state), tensors(plain), strict=True):
        torch.testing.assert_close(one.float(), other.float(), atol=0.05, rtol=0.05)


@pytest.mark.parametrize("length", [-1, 4])
def test_rows_are_not_cut_to_more_than_there_are(tiny_model: TextModel, length: int) -> None:
    state = tiny_model.empty_state()
    tiny_model.forward([1, 2, 3], state)
    (layer,) = (layer for layer in state.layers if isinstance(layer, AttentionState))
    with pytest.raises(ValueError, match="cannot be cut"):
        layer.truncate(length)

"""Each block against the plainest way to compute it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.architecture import layer_prefix
from model_runtime.checkpoint import Checkpoint
from model_runtime.config import TextConfig, parse_config
from model_runtime.model import delta_rule
from model_runtime.model.attention import attend
from model_runtime.model.decoder import TextModel
from model_runtime.model.delta_rule import DeltaInputs
from model_runtime.model.moe import MixtureOfExperts, route
from model_runtime.model.norm import RmsNorm, unit_norm
from model_runtime.model.rotary import RotaryEmbedding, frequency_axes, rotate
from model_runtime.random_checkpoint import tiny_config
from model_runtime.state import AttentionState, DeltaNetState
from model_runtime.weights import WeightReader

CPU = torch.device("cpu")


def text_config(**changes: Any) -> TextConfig:
    return parse_config(tiny_config(**changes), Path("folder")).text_config


def generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def delta_inputs(tokens: int, key_heads: int, repeats: int, seed: int) -> DeltaInputs:
    noise = generator(seed)
    heads = key_heads * repeats
    return DeltaInputs(
        queries=unit_norm(torch.randn(tokens, key_heads, 6, generator=noise)),
        keys=unit_norm(torch.randn(tokens, key_heads, 6, generator=noise)),
        values=torch.randn(tokens, heads, 10, generator=noise),
        log_decay=-3.0 * torch.rand(tokens, heads, generator=noise) ** 3,
        beta=torch.rand(tokens, heads, generator=noise),
    )


def plain_delta_rule(inputs: DeltaInputs, state: Tensor) -> tuple[Tensor, Tensor]:
    """The recurrence of the paper, head by head, in float64."""
    repeats = state.shape[0] // inputs.keys.shape[1]
    state, outputs = state.double().clone(), torch.zeros_like(inputs.values, dtype=torch.float64)
    for token in range(inputs.values.shape[0]):
        for head in range(state.shape[0]):
            query, key = (x[token, head // repeats].double() for x in (inputs.queries, inputs.keys))
            state[head] *= math.exp(float(inputs.log_decay[token, head]))
            change = inputs.beta[token, head].double() * (inputs.values[token, head].double() - key @ state[head])
            state[head] += key[:, None] * change
            outputs[token, head] = query @ state[head]
    return outputs, state


@settings(max_examples=15, deadline=None)
@given(tokens=st.integers(1, 140), key_heads=st.integers(1, 3), repeats=st.integers(1, 3), seed=st.integers(0, 10**6))
def test_delta_rule_in_chunks_and_in_steps(tokens: int, key_heads: int, repeats: int, seed: int) -> None:
    inputs = delta_inputs(tokens, key_heads, repeats, seed)
    start = torch.randn(key_heads * repeats, 6, 10, generator=generator(seed + 1))
    outputs, final = plain_delta_rule(inputs, start)
    chunked = start.clone()
    torch.testing.assert_close(delta_rule.run(inputs, chunked).double(), outputs, atol=2e-5, rtol=1e-4)
    torch.testing.assert_close(chunked.double(), final, atol=2e-5, rtol=1e-4)
    stepped, rows = start.clone(), []
    for token in range(tokens):
        names = ("queries", "keys", "values", "log_decay", "beta")
        rows.append(
            delta_rule.step(DeltaInputs(*(getattr(inputs, name)[token : token + 1] for name in names)), stepped)
        )
    torch.testing.assert_close(torch.cat(rows).double(), outputs, atol=2e-5, rtol=1e-4)
    torch.testing.assert_close(stepped.double(), final, atol=2e-5, rtol=1e-4)


def test_strong_decay_does_not_overflow() -> None:
    inputs = delta_inputs(100, 2, 2, seed=0)
    strong = DeltaInputs(inputs.queries, inputs.keys, inputs.values, torch.full((100, 4), -90.0), inputs.beta)
    assert bool(delta_rule.run(strong, torch.ones(4, 6, 10)).isfinite().all())


@pytest.mark.parametrize(("tokens", "past"), [(1, 0), (1, 700), (5, 0), (700, 0), (600, 37), (3, 1200)])
def test_attention_sees_the_past_and_not_the_future(tokens: int, past: int) -> None:
    noise = generator(1)
    queries = torch.randn(tokens, 6, 8, generator=noise)
    keys, values = (torch.randn(2, past + tokens, 8, generator=noise) for _ in range(2))
    expected = torch.empty(tokens, 6, 8)
    for head in range(6):
        scores = queries[:, head] @ keys[head // 3].T * 8**-0.5
        future = torch.arange(past + tokens)[None] > past + torch.arange(tokens)[:, None]
        expected[:, head] = scores.masked_fill(future, -math.inf).softmax(-1) @ values[head // 3]
    torch.testing.assert_close(attend(queries, keys, values), expected.flatten(1), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("section", [[2, 1, 1], [3, 3, 2], [11, 11, 10], [0, 4, 4]])
def test_rotation_on_three_axes_equals_transformers(section: list[int]) -> None:
    from transformers.models.qwen3_5_moe.modeling_qwen3_5_moe import (
        Qwen3_5MoeTextConfig,
        Qwen3_5MoeTextRotaryEmbedding,
        apply_rotary_pos_emb,
    )

    width = 4 * sum(section)
    rope = {**tiny_config()["text_config"]["rope_parameters"], "mrope_section": section}
    config = text_config(head_dim=width, rope_parameters=rope)
    theirs = Qwen3_5MoeTextRotaryEmbedding(
        Qwen3_5MoeTextConfig(**tiny_config(head_dim=width, rope_parameters=rope)["text_config"])
    )
    positions = torch.randint(0, 5000, (3, 9), generator=generator(0))
    heads = torch.randn(9, 4, width, generator=generator(1))
    cos, sin = theirs(heads, positions[:, None])
    expected, _ = apply_rotary_pos_emb(heads.transpose(0, 1)[None], heads.transpose(0, 1)[None], cos, sin)
    ours = rotate(heads, RotaryEmbedding(config, CPU, torch.float32).rotation(positions))
    torch.testing.assert_close(ours, expected[0].transpose(0, 1), atol=1e-5, rtol=0)


def test_axes_of_the_published_model() -> None:
    published = {
        "rope_type": "default",
        "rope_theta": 1e7,
        "partial_rotary_factor": 0.25,
        "mrope_section": [11, 11, 10],
    }
    axes = frequency_axes(text_config(head_dim=256, rope_parameters=published)).tolist()
    assert [i for i, axis in enumerate(axes) if axis == 1] == list(range(1, 32, 3))
    assert [i for i, axis in enumerate(axes) if axis == 2] == list(range(2, 30, 3))


def test_text_has_one_position_on_all_axes() -> None:
    rotary = RotaryEmbedding(text_config(), CPU, torch.float32)
    one, three = rotary.text_rotation(5, 4), rotary.rotation(torch.arange(5, 9).expand(3, -1))
    torch.testing.assert_close((one.cos, one.sin), (three.cos, three.sin))


def test_router_normalises_over_the_picked() -> None:
    logits = torch.randn(7, 12, generator=generator(0))
    weights, numbers = route(logits, 4)
    torch.testing.assert_close(weights.sum(-1), torch.ones(7))
    probabilities = logits.softmax(-1)
    picked = probabilities.sort(-1, descending=True)
    assert torch.equal(numbers, picked.indices[:, :4])
    torch.testing.assert_close(weights, picked.values[:, :4] / picked.values[:, :4].sum(-1, keepdim=True))


def test_experts_of_many_tokens_equal_those_of_each(tiny_checkpoint: Checkpoint) -> None:
    text = tiny_checkpoint.config.text_config
    block = MixtureOfExperts(text, WeightReader(tiny_checkpoint, CPU, torch.float32), layer_prefix(0))
    hidden = torch.randn(23, text.hidden_size, generator=generator(0))
    one_by_one = torch.cat([block.forward(row[None]) for row in hidden])
    torch.testing.assert_close(block.forward(hidden), one_by_one, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_norm_is_computed_in_float32(dtype: torch.dtype) -> None:
    rows = (100 * torch.randn(3, 5, 16, generator=generator(0))).to(dtype)
    scale = torch.rand(5, 16, generator=generator(1))
    exact = rows.double() / (rows.double().pow(2).mean(-1, keepdim=True) + 1e-6).sqrt() * scale.double()
    torch.testing.assert_close(
        RmsNorm(scale, 1e-6).forward(rows), exact.to(dtype), atol=1e-6, rtol=1e-6 if dtype == torch.float32 else 8e-3
    )


def test_keys_and_values_grow_by_doubling() -> None:
    config = text_config(max_position_embeddings=2000)
    state = AttentionState(config, CPU, torch.float32)
    rows = torch.randn(1300, 2, 16, generator=generator(0))
    buffers, begin = set(), 0
    for length in (1, 255, 1, 300, 1, 1, 741):
        keys, values = state.append(rows[begin : begin + length], -rows[begin : begin + length])
        begin += length
        buffers.add(keys.untyped_storage().data_ptr())
        assert torch.equal(keys, rows[:begin].transpose(0, 1))
        assert torch.equal(values, -keys)
    assert len(buffers) == 4  # 256, 512, 1024, 2000


def test_recurrent_state_is_float32_even_in_a_bfloat16_model(tiny_checkpoint: Checkpoint) -> None:
    model = TextModel(tiny_checkpoint, CPU, torch.bfloat16)
    state = model.empty_state()
    model.forward([1, 2, 3], state)
    model.forward([4], state)
    recurrent = [layer for layer in state.layers if isinstance(layer, DeltaNetState)]
    assert len(recurrent) == 3
    assert {layer.recurrent.dtype for layer in recurrent} == {torch.float32}
    assert {layer.convolution.dtype for layer in recurrent} == {torch.bfloat16}
    assert {tuple(layer.convolution.shape) for layer in recurrent} == {(3, 64)}


def test_bfloat16_stays_near_float32(tiny_checkpoint: Checkpoint, tiny_model: TextModel) -> None:
    tokens = torch.randint(0, 96, (100,), generator=generator(0)).tolist()
    exact = tiny_model.logits(tiny_model.forward(tokens, tiny_model.empty_state()))
    short = TextModel(tiny_checkpoint, CPU, torch.bfloat16)
    state = short.empty_state()
    rows = [short.forward(tokens[:60], state), *(short.forward([token], state) for token in tokens[60:])]
    error = (short.logits(torch.cat(rows)) - exact).std() / exact.std()
    assert float(error) < 0.05

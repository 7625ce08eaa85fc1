"""Logits equal those of transformers' own implementation, however the tokens are fed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import open_checkpoint
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

TOLERANCE = 1e-4
LENGTH = 150  # more than two chunks of the delta rule, and not a multiple of one


def _rotary(factor: float, section: list[int]) -> dict[str, Any]:
    return {
        "rope_type": "default",
        "rope_theta": 10000.0,
        "partial_rotary_factor": factor,
        "mrope_interleaved": True,
        "mrope_section": section,
    }


SHAPES: dict[str, dict[str, Any]] = {
    "tiny": {},
    "published ratios": {
        "num_hidden_layers": 8,
        "num_attention_heads": 8,
        "head_dim": 32,
        "rope_parameters": _rotary(0.25, [2, 1, 1]),
        "num_experts": 16,
        "num_experts_per_tok": 4,
    },
    "one key head, wide values": {
        "linear_num_key_heads": 1,
        "linear_num_value_heads": 4,
        "linear_key_head_dim": 8,
        "linear_value_head_dim": 16,
        "num_key_value_heads": 1,
    },
    "equal heads, narrow values": {
        "linear_num_key_heads": 4,
        "linear_num_value_heads": 4,
        "linear_key_head_dim": 16,
        "linear_value_head_dim": 8,
        "num_key_value_heads": 4,
        "num_hidden_layers": 3,
        "full_attention_interval": 2,
    },
    "one expert, whole rotary, tied": {
        "num_experts": 1,
        "num_experts_per_tok": 1,
        "rope_parameters": _rotary(1.0, [3, 3, 2]),
        "shared_expert_intermediate_size": 24,
        "moe_intermediate_size": 8,
        "tie_word_embeddings": True,
        "num_hidden_layers": 2,
        "full_attention_interval": 1,
    },
}


class Pair:
    """Our model and transformers' on the same weights, with the reference logits of one text."""

    def __init__(self, folder: Path, changes: dict[str, Any]) -> None:
        config = tiny_config(**changes)
        write_random_checkpoint(folder, config, seed=11)
        self.checkpoint = open_checkpoint(folder)
        self.model = TextModel(self.checkpoint, torch.device("cpu"), torch.float32)
        self.token_ids = torch.randint(0, 96, (LENGTH,), generator=torch.Generator().manual_seed(5)).tolist()
        self.expected = _reference_logits(self.checkpoint, config, self.token_ids)

    def logits(self, lengths: list[int]) -> torch.Tensor:
        state, rows, begin = self.model.empty_state(), [], 0
        for length in lengths:
            rows.append(self.model.logits(self.model.forward(self.token_ids[begin : begin + length], state)))
            begin += length
        assert begin == LENGTH == state.token_count
        return torch.cat(rows)


def _reference_logits(checkpoint: Any, config: dict[str, Any], token_ids: list[int]) -> torch.Tensor:
    from transformers import Qwen3_5MoeConfig, Qwen3_5MoeForConditionalGeneration

    vision = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 32}
    theirs = Qwen3_5MoeForConditionalGeneration(Qwen3_5MoeConfig(**config, vision_config=vision)).float().eval()
    weights = {name: checkpoint.read(name).float() for name in checkpoint.tensors}
    if config["tie_word_embeddings"]:
        weights["lm_head.weight"] = weights["model.language_model.embed_tokens.weight"]
    missing, unexpected = theirs.load_state_dict(weights, strict=False)
    assert not unexpected
    assert all(name.startswith("model.visual.") for name in missing)
    with torch.no_grad():
        return theirs(input_ids=torch.tensor([token_ids])).logits[0]


@pytest.fixture(scope="module", params=SHAPES, ids=str)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return Pair(tmp_path_factory.mktemp("checkpoint"), SHAPES[request.param])


def _assert_close(actual: torch.Tensor, expected: torch.Tensor) -> None:
    assert expected.std() > 0.3, "degenerate reference"
    torch.testing.assert_close(actual, expected, rtol=0, atol=TOLERANCE)


def test_whole_prefill(pair: Pair) -> None:
    _assert_close(pair.logits([LENGTH]), pair.expected)


def test_step_by_step(pair: Pair) -> None:
    _assert_close(pair.logits([1] * LENGTH), pair.expected)


@settings(max_examples=12, deadline=None)
@given(cuts=st.sets(st.integers(1, LENGTH - 1), max_size=12))
def test_any_split(pair: Pair, cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), LENGTH]
    _assert_close(pair.logits([end - begin for begin, end in pairwise(edges)]), pair.expected)

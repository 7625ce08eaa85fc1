"""What a checkpoint stores equals the published lists: all 1045 tensors, and the counts and bytes of the FP8 release."""

from __future__ import annotations

import json
from collections import Counter
from math import prod
from pathlib import Path
from typing import Any

import pytest

from model_runtime.config import ModelConfig, parse_config
from model_runtime.errors import CheckpointError
from model_runtime.layout import Expected, draft_layout, text_layout, vision_layout
from model_runtime.random_checkpoint import tiny_config, with_block_fp8

DATA = Path(__file__).parent.parent / "data"


def read_json(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def whole(config: ModelConfig) -> Expected:
    return {**text_layout(config), **draft_layout(config), **vision_layout(config)}


def test_the_whole_published_list() -> None:
    expected = whole(parse_config(read_json("qwen3_6_config.json"), DATA))
    published = {name: tuple(shape) for name, shape in read_json("qwen3_6_tensor_shapes.json").items()}
    assert len(published) == 1045
    assert {name: tensor.shape for name, tensor in expected.items()} == published
    assert 2 * sum(prod(shape) for shape in published.values()) == 71_903_645_408


def test_the_fp8_release() -> None:
    """Counts of types and bytes are those of its index."""
    config = parse_config(with_block_fp8(read_json("qwen3_6_config.json")), DATA)
    expected = whole(config)
    kinds = Counter("F8_E4M3" if tensor.dtypes == {"F8_E4M3"} else "BF16" for tensor in expected.values())
    assert kinds == {"F8_E4M3": 31_745, "BF16": 32_451}
    assert sum(name.endswith(".weight_scale_inv") for name in expected) == 31_745
    item_bytes = {name: 1 if tensor.dtypes == {"F8_E4M3"} else 2 for name, tensor in expected.items()}
    assert sum(prod(expected[name].shape) * count for name, count in item_bytes.items()) == 37_454_789_472


def test_scales_of_cut_blocks() -> None:
    config = parse_config(with_block_fp8(tiny_config(moe_intermediate_size=20), (16, 24)), DATA)
    expected = text_layout(config)
    prefix = "model.language_model.layers.0.mlp.experts.0.gate_proj.weight"
    assert (expected[prefix].shape, expected[f"{prefix}_scale_inv"].shape) == ((20, 32), (2, 2))


@pytest.mark.parametrize("size", [None, 0, -1, "27", True, 1 << 40])
def test_a_vision_config_with_a_wrong_size(size: Any) -> None:
    config = read_json("qwen3_6_config.json")
    config["vision_config"]["depth"] = size
    with pytest.raises(CheckpointError, match="depth"):
        parse_config(config, DATA)

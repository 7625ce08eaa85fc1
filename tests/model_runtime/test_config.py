"""The configuration is strict about all that changes the mathematics, and tolerant of the rest."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.config import ModelConfig, parse_config, read_config
from model_runtime.errors import CheckpointError
from model_runtime.random_checkpoint import tiny_config

HERE = Path("folder")
PUBLISHED = Path(__file__).parent.parent / "data" / "qwen3_6_config.json"


def parse(value: Any) -> ModelConfig:
    return parse_config(value, HERE)


def test_published_configuration() -> None:
    text = parse(json.loads(PUBLISHED.read_text(encoding="utf-8"))).text_config
    assert [layer for layer, kind in enumerate(text.layer_types) if kind == "full_attention"] == list(range(3, 40, 4))
    assert (text.rotary_dim, text.key_width, text.value_width, text.convolution_width) == (64, 2048, 4096, 8192)
    assert text.end_token_ids == {248044}
    assert text.max_position_embeddings == 262144


def test_layer_types_follow_from_the_interval() -> None:
    text = parse(tiny_config(num_hidden_layers=5, full_attention_interval=2)).text_config
    assert [kind.split("_")[0] for kind in text.layer_types] == ["linear", "full", "linear", "full", "linear"]


def test_saved_by_transformers(tmp_path: Path) -> None:
    from transformers import Qwen3_5MoeConfig

    theirs = Qwen3_5MoeConfig(**tiny_config())
    theirs.save_pretrained(tmp_path)
    assert read_config(tmp_path).text_config.layer_types == tuple(theirs.text_config.layer_types)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"routed_scaling_factor": 2.5}, "routed_scaling_factor"),
        ({"hidden_act": "gelu"}, "hidden_act"),
        ({"attention_bias": True}, "attention_bias"),
        ({"norm_topk_prob": False}, "norm_topk_prob"),
        ({"attn_output_gate": False}, "attn_output_gate"),
        ({"mamba_ssm_dtype": "bfloat16"}, "mamba_ssm_dtype"),
        ({"hidden_size": 0}, "hidden_size"),
        ({"hidden_size": 10**9}, "hidden_size"),
        ({"hidden_size": "32"}, "hidden_size"),
        ({"hidden_size": True}, "hidden_size"),
        ({"num_hidden_layers": 3, "layer_types": ["full_attention"]}, "layer_types"),
        ({"layer_types": ["sliding_attention"] * 4}, "layer_types"),
        ({"num_attention_heads": 3}, "query heads"),
        ({"linear_num_value_heads": 3}, "value heads"),
        ({"num_experts_per_tok": 5}, "num_experts_per_tok"),
        ({"num_experts": -1}, "num_experts"),
        ({"partial_rotary_factor": 0.25}, "partial_rotary_factor"),
        ({"rope_parameters": {"rope_type": "yarn", "rope_theta": 1e4}}, "rope_type"),
        ({"rope_parameters": {"rope_theta": 1e4, "partial_rotary_factor": 0.2}}, "even"),
        ({"rope_parameters": {"rope_theta": 1e4, "partial_rotary_factor": 0.5, "mrope_section": [1, 1, 1]}}, "section"),
        ({"rope_parameters": {"rope_theta": float("nan"), "partial_rotary_factor": 0.5}}, "rope_theta"),
        ({"rms_norm_eps": 0.0}, "rms_norm_eps"),
        ({"auto_map": {"AutoModel": "code.Model"}}, "auto_map"),
        ({"trust_remote_code": True}, "code of its own"),
        ({"quantization_config": {"quant_method": "fp8"}}, "quantised"),
    ],
)
def test_refused_text_config(changes: dict[str, Any], word: str) -> None:
    with pytest.raises(CheckpointError) as caught:
        parse(tiny_config(**changes))
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"architectures": ["LlamaForCausalLM"]},
        {"architectures": []},
        {"architectures": "Qwen3_5MoeForConditionalGeneration"},
        {"model_type": "llama"},
        {"auto_map": {}},
        {"quantization_config": {"bits": 4}},
        {"text_config": None},
        {"text_config": [1]},
        {"new_key": 1},
    ],
)
def test_refused_configuration(changes: dict[str, Any]) -> None:
    with pytest.raises(CheckpointError):
        parse({**tiny_config(), **changes})


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a": ' * 5000, b" " * (1 << 20) + b"{}"]
)
def test_refused_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.json").write_bytes(content)
    with pytest.raises(CheckpointError) as caught:
        read_config(tmp_path)
    assert "config.json" in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"cannot read config\.json"):
        read_config(tmp_path)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(key=st.sampled_from(sorted(tiny_config()["text_config"])), value=JSON_VALUES)
def test_any_value_is_taken_or_refused(key: str, value: Any) -> None:
    config = tiny_config()
    config["text_config"][key] = value
    with suppress(CheckpointError):
        assert len(parse(config).text_config.layer_types) >= 1


@given(value=JSON_VALUES)
def test_any_json_is_taken_or_refused(value: Any) -> None:
    with pytest.raises(CheckpointError):
        parse(value)

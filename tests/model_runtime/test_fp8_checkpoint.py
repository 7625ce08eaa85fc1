"""The FP8 release's layout loads as the same weights in the BF16 layout do, and its headers are checked as strictly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, with_block_fp8, write_random_checkpoint

EXPERT = "model.language_model.layers.0.mlp.experts.1.up_proj.weight"
ROUTER = "model.language_model.layers.0.mlp.gate.weight"
Tensors = dict[str, torch.Tensor]


def by_hand(tensors: Tensors, high: int, wide: int) -> Tensors:
    """The same weights in float32, number by number."""
    plain: Tensors = {}
    for name, tensor in tensors.items():
        if name.endswith("_scale_inv"):
            continue
        scales = tensors.get(f"{name}_scale_inv")
        if scales is None:
            plain[name] = tensor.float()
            continue
        rows = torch.arange(tensor.shape[0])[:, None] // high
        columns = torch.arange(tensor.shape[1])[None, :] // wide
        plain[name] = tensor.float() * scales.float()[rows, columns]
    return plain


def fused(tensors: Tensors, experts: int) -> Tensors:
    result = {name: tensor for name, tensor in tensors.items() if ".mlp.experts." not in name}
    for prefix in sorted({name.partition(".experts.")[0] + ".experts." for name in tensors if ".mlp.experts." in name}):
        parts = {
            kind: torch.stack([tensors[f"{prefix}{expert}.{kind}_proj.weight"] for expert in range(experts)])
            for kind in ("gate", "up", "down")
        }
        result[f"{prefix}gate_up_proj"] = torch.cat((parts["gate"], parts["up"]), dim=1)
        result[f"{prefix}down_proj"] = parts["down"]
    return result


def logits(folder: Path, dtype: torch.dtype, *, converts: bool = False) -> torch.Tensor:
    model = TextModel(replace(open_checkpoint(folder), converts_fp8=converts), torch.device("cpu"), dtype)
    return model.logits(model.forward(list(range(40)), model.empty_state()))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("block", [(128, 128), (16, 16), (12, 20)], ids=str)
def test_both_layouts_give_the_same_logits(tmp_path: Path, block: tuple[int, int], dtype: torch.dtype) -> None:
    config = tiny_config(moe_intermediate_size=24)
    eight, plain = tmp_path / "eight", tmp_path / "plain"
    write_random_checkpoint(eight, with_block_fp8(config, block), shards=3)
    tensors = {name: tensor for file in eight.glob("*.safetensors") for name, tensor in load_file(file).items()}
    assert sum(tensor.dtype == torch.float8_e4m3fn for tensor in tensors.values()) > 60
    plain.mkdir()
    (plain / "config.json").write_text(json.dumps(config), encoding="utf-8")
    save_file(fused(by_hand(tensors, *block), experts=4), plain / "model.safetensors")
    expected = logits(plain, dtype)
    assert expected.std() > 0.3
    assert torch.equal(logits(eight, dtype, converts=True), expected)
    torch.testing.assert_close(logits(eight, dtype), expected, rtol=0, atol=1e-4 if dtype == torch.float32 else 0.1)


@pytest.fixture
def eight_bit_folder(tmp_path: Path) -> Path:
    write_random_checkpoint(tmp_path, with_block_fp8(tiny_config(), (16, 16)))
    return tmp_path


def test_each_expert_is_read_by_itself(eight_bit_folder: Path) -> None:
    checkpoint = open_checkpoint(eight_bit_folder)
    assert checkpoint.separate_experts
    assert checkpoint.read(EXPERT).dtype == torch.float8_e4m3fn


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda t: t.pop(EXPERT), r"1 tensors are missing, first .*up_proj\.weight"),
        (lambda t: t.pop(f"{EXPERT}_scale_inv"), r"missing, first .*up_proj\.weight_scale_inv"),
        (
            lambda t: t.update({f"{ROUTER}_scale_inv": torch.ones(1)}),
            r"not of this architecture.*gate\.weight_scale_inv",
        ),
        (lambda t: t.update({EXPERT: t[EXPERT].bfloat16()}), "stored as BF16; only F8_E4M3 are read"),
        (lambda t: t.update({EXPERT: t[EXPERT].float().to(torch.float8_e5m2)}), "stored as F8_E5M2; only F8_E4M3"),
        (lambda t: t.update({ROUTER: t[ROUTER].to(torch.float8_e4m3fn)}), "stored as F8_E4M3; only BF16, F16, F32"),
        (
            lambda t: t.update({f"{EXPERT}_scale_inv": torch.ones(1, 1)}),
            r"shape \[1, 1\], the configuration needs \[1, 2\]",
        ),
        (
            lambda t: t.update({f"{EXPERT}_scale_inv": torch.ones(1, 2, dtype=torch.float16)}),
            "stored as F16; only BF16, F32",
        ),
        (lambda t: t.update({EXPERT: t[EXPERT][:8].clone()}), r"shape \[8, 32\]"),
    ],
)
def test_wrong_tensors(eight_bit_folder: Path, edit: Callable[[Tensors], Any], message: str) -> None:
    tensors = load_file(eight_bit_folder / "model.safetensors")
    edit(tensors)
    save_file(tensors, eight_bit_folder / "model.safetensors")
    with pytest.raises(CheckpointError) as caught:
        open_checkpoint(eight_bit_folder)
    assert re.search(message, caught.value.reason)


@pytest.mark.parametrize(
    "change",
    [
        {"quant_method": "gptq"},
        {"fmt": "e5m2"},
        {"activation_scheme": "static"},
        {"weight_block_size": [128]},
        {"weight_block_size": [0, 128]},
        {"weight_block_size": None},
        {"bits": 8},
    ],
    ids=str,
)
def test_other_quantisations_are_refused(eight_bit_folder: Path, change: dict[str, Any]) -> None:
    path = eight_bit_folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["quantization_config"].update(change)
    path.write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(CheckpointError, match=r"quanti[sz]"):
        open_checkpoint(eight_bit_folder)


def test_modules_that_stay_are_listed_by_the_release(eight_bit_folder: Path) -> None:
    path = eight_bit_folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["quantization_config"]["modules_to_not_convert"] = ["lm_head", "model.language_model.embed_tokens"]
    path.write_text(json.dumps(config), encoding="utf-8")
    assert open_checkpoint(eight_bit_folder).config.quantization_config is not None

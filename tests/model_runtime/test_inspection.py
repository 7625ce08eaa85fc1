"""Figures of the published checkpoint, told from nothing but its configuration and headers."""

from __future__ import annotations

import json
import shutil
from math import prod
from pathlib import Path
from typing import Any

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.config import parse_config
from model_runtime.errors import CheckpointError
from model_runtime.inspection import inspect_folder
from model_runtime.layout import draft_layout, text_layout, vision_layout
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, with_block_fp8, write_random_checkpoint

DATA = Path(__file__).parent.parent / "data"
PUBLISHED = DATA / "qwen3_6_config.json"
ITEM_BYTES = {"BF16": 2, "F8_E4M3": 1}


def write_header(path: Path, tensors: dict[str, tuple[str, tuple[int, ...]]]) -> None:
    """A file that ends after its header."""
    entries, end = {}, 0
    for name, (dtype, shape) in tensors.items():
        begin, end = end, end + prod(shape) * ITEM_BYTES[dtype]
        entries[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}
    header = json.dumps(entries).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header)


def write_published_headers(folder: Path, config: dict[str, Any]) -> None:
    checked = parse_config(config, folder)
    expected = {**text_layout(checked), **draft_layout(checked), **vision_layout(checked)}
    kinds = {name: "F8_E4M3" if "F8_E4M3" in tensor.dtypes else "BF16" for name, tensor in expected.items()}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    write_header(folder / "model.safetensors", {name: (kinds[name], expected[name].shape) for name in expected})


@pytest.fixture
def published_folder(tmp_path: Path) -> Path:
    write_published_headers(tmp_path, json.loads(PUBLISHED.read_text(encoding="utf-8")))
    return tmp_path


def test_published_figures(published_folder: Path) -> None:
    found = inspect_folder(published_folder)
    parts = {part.name: part for part in found.components}
    assert found.headers_only
    assert (found.layers, found.context_tokens, found.yarn_factor) == (40, 262_144, None)
    assert (found.parameters, found.stored_bytes) == (35_951_822_704, 71_903_645_408)
    assert (parts["mtp"].parameters, parts["vision"].parameters) == (844_640_768, 446_571_248)
    text = found.parameters - parts["mtp"].parameters - parts["vision"].parameters
    assert text == 34_660_610_688
    assert parts["experts"].parameters == 40 * 256 * 3 * 512 * 2048
    assert sum(part.tensors for part in found.components) == 1045
    assert found.active_parameters == pytest.approx(2.95e9, rel=0.01)
    demands = {(demand.device, demand.dtype): demand for demand in found.demands}
    cuda = demands["cuda", "bfloat16"]
    assert cuda.default
    assert cuda.weights_bytes == 2 * (text + 446_571_248)  # the vision encoder is loaded too
    assert (cuda.kv_bytes_per_token, cuda.recurrent_state_bytes) == (20_480, 62_914_560)
    assert cuda.convolution_state_bytes == 1_474_560
    assert demands["cpu", "float32"].kv_bytes_per_token == 40_960


def test_figures_of_the_fp8_release(tmp_path: Path) -> None:
    write_published_headers(tmp_path, with_block_fp8(json.loads(PUBLISHED.read_text(encoding="utf-8"))))
    found = inspect_folder(tmp_path)
    assert (found.parameters, found.stored_bytes) == (35_951_822_704, 37_454_789_472)
    assert sum(part.tensors for part in found.components) == 64_196
    assert "blocks of 128x128" in found.layout
    kept = found.demands[2].weights_bytes
    mtp = next(part.stored_bytes for part in found.components if part.name == "mtp")
    assert kept == found.stored_bytes - mtp < 0.53 * 2 * (34_660_610_688 + 446_571_248)


@pytest.mark.parametrize("changes", [{}, {"tie_word_embeddings": True}, {"num_hidden_layers": 7}], ids=str)
def test_it_says_what_the_model_then_takes(tmp_path: Path, changes: dict[str, Any]) -> None:
    write_random_checkpoint(tmp_path, tiny_config(**changes), shards=2)
    found = inspect_folder(tmp_path)
    assert not found.headers_only
    assert found.files == 2
    cpu = next(demand for demand in found.demands if (demand.device, demand.dtype) == ("cpu", "bfloat16"))
    model = TextModel(open_checkpoint(tmp_path), torch.device("cpu"), torch.bfloat16)
    state = model.empty_state()
    recurrent = convolution = 0
    for layer in state.layers:
        if hasattr(layer, "recurrent"):
            recurrent += layer.recurrent.nbytes
            convolution += layer.convolution.nbytes
    assert (cpu.recurrent_state_bytes, cpu.convolution_state_bytes) == (recurrent, convolution)
    assert cpu.weights_bytes == 2 * found.parameters
    assert cpu.context_tokens == found.context_tokens
    assert 0 < found.active_parameters < found.parameters


def test_only_inspection_is_content_with_headers(published_folder: Path) -> None:
    with pytest.raises(CheckpointError, match="cut short"):
        open_checkpoint(published_folder)


def test_half_a_file_is_neither(fresh_folder: Path) -> None:
    path = fresh_folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CheckpointError, match="cut short"):
        inspect_folder(fresh_folder)


def test_headers_alone_say_the_same(sharded_folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(sharded_folder, bare)
    for path in bare.glob("*.safetensors"):
        content = path.read_bytes()
        path.write_bytes(content[: 8 + int.from_bytes(content[:8], "little")])
    assert inspect_folder(bare).components == inspect_folder(sharded_folder).components

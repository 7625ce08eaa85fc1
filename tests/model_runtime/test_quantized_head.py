"""The output head in 8 bits: asked for, told, and the same logits as its rounded weights have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from model_runtime.architecture import HEAD
from model_runtime.checkpoint import open_checkpoint
from model_runtime.config import CONFIG_FILE
from model_runtime.errors import CheckpointError
from model_runtime.model.decoder import TextModel
from model_runtime.quantization.group_wise import GroupedMatrix, dequantise
from model_runtime.quantizing import quantize_folder, scheme_for
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

CPU = torch.device("cpu")


@pytest.mark.parametrize("target", ["int8", "int4"])
@pytest.mark.parametrize("shards", [1, 3])
def test_only_the_head_changes_besides(tmp_path: Path, target: str, shards: int) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config(), shards=shards)
    plain = quantize_folder(tmp_path / "source", tmp_path / "plain", scheme_for(target, 16))
    found = quantize_folder(tmp_path / "source", tmp_path / "small", scheme_for(target, 16, head=True))
    assert [layer.layer for layer in found.layers] == [*(layer.layer for layer in plain.layers), "head"]
    assert 0 < found.layers[-1].projections < 0.01
    assert found.stored_bytes < plain.stored_bytes
    checkpoint = open_checkpoint(tmp_path / "small")
    weights = dequantise(GroupedMatrix(checkpoint.read(HEAD), checkpoint.read(f"{HEAD}_scale"), 16, 8))
    exact = open_checkpoint(tmp_path / "source").read(HEAD).float()
    assert float((weights - exact).norm() / exact.norm()) == pytest.approx(found.layers[-1].projections, rel=1e-3)
    model = TextModel(checkpoint, CPU, torch.float32)
    hidden = model.forward(list(range(20)), model.empty_state())
    expected = model.final_norm.forward(hidden) @ weights.T
    torch.testing.assert_close(model.logits(hidden), expected)
    other = TextModel(open_checkpoint(tmp_path / "plain"), CPU, torch.float32)
    torch.testing.assert_close(other.forward(list(range(20)), other.empty_state()), hidden, rtol=0, atol=0)
    written = json.loads((tmp_path / "plain" / CONFIG_FILE).read_text(encoding="utf-8"))["quantization_config"]
    assert "head_bits" not in written


def test_a_head_that_is_the_embedding_stays(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config(tie_word_embeddings=True))
    with pytest.raises(CheckpointError, match="leave the head out"):
        quantize_folder(tmp_path / "source", tmp_path / "small", scheme_for("int4", 16, head=True))
    assert not (tmp_path / "small").exists()


@pytest.mark.parametrize("bits", [None, 4])
def test_a_configuration_that_denies_its_head(tmp_path: Path, bits: int | None) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config())
    quantize_folder(tmp_path / "source", tmp_path / "small", scheme_for("int8", 16, head=True))
    config = json.loads((tmp_path / "small" / CONFIG_FILE).read_text(encoding="utf-8"))
    config["quantization_config"]["head_bits"] = bits
    (tmp_path / "small" / CONFIG_FILE).write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(CheckpointError):
        open_checkpoint(tmp_path / "small")

"""Random checkpoints are of use: the same seed gives the same weights, and the logits say something."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint


def test_same_seed_same_weights(tmp_path: Path) -> None:
    for place, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_random_checkpoint(tmp_path / place, tiny_config(), seed=seed)
    first, second, third = ((tmp_path / place / "model.safetensors").read_bytes() for place in "abc")
    assert first == second != third


def test_logits_are_neither_flat_nor_one_peak(tiny_model: TextModel) -> None:
    logits = tiny_model.logits(tiny_model.forward(list(range(90)), tiny_model.empty_state()))
    probabilities = logits.softmax(-1)
    entropy = -(probabilities * probabilities.log()).sum(-1)
    assert 1.0 < float(entropy.mean()) < 4.4
    assert len(set(logits.argmax(-1).tolist())) > 20


def test_foreign_configuration(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        write_random_checkpoint(tmp_path, tiny_config(hidden_act="relu"))


@pytest.mark.filterwarnings("ignore")  # transformers' own
def test_transformers_reads_ours_and_we_read_theirs(tmp_path: Path) -> None:
    """A folder written by transformers stores every expert by itself; both layouts give the same logits."""
    from transformers import Qwen3_5MoeForConditionalGeneration

    vision = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 32}
    config = {**tiny_config(), "vision_config": {**vision, "num_position_embeddings": 16}}
    write_random_checkpoint(tmp_path / "ours", config)
    theirs = Qwen3_5MoeForConditionalGeneration.from_pretrained(tmp_path / "ours", dtype=torch.bfloat16)
    # One that was not loaded from a folder is saved in the layout that transformers prefers.
    rebuilt = Qwen3_5MoeForConditionalGeneration(theirs.config).to(torch.bfloat16)
    rebuilt.load_state_dict(theirs.state_dict())
    rebuilt.save_pretrained(tmp_path / "theirs")
    ours, back = open_checkpoint(tmp_path / "ours"), open_checkpoint(tmp_path / "theirs")
    assert (ours.separate_experts, back.separate_experts) == (False, True)
    logits = []
    for checkpoint in (ours, back):
        model = TextModel(checkpoint, torch.device("cpu"), torch.float32)
        logits.append(model.logits(model.forward(list(range(20)), model.empty_state())))
    assert torch.equal(logits[0], logits[1])

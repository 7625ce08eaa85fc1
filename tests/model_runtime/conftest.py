"""Small checkpoints and models that several files of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import Checkpoint, open_checkpoint
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    folder = tmp_path_factory.mktemp("tiny")
    write_random_checkpoint(folder, tiny_config(max_position_embeddings=600))
    return open_checkpoint(folder)


@pytest.fixture(scope="session")
def tiny_model(tiny_checkpoint: Checkpoint) -> TextModel:
    return TextModel(tiny_checkpoint, torch.device("cpu"), torch.float32)


@pytest.fixture
def fresh_folder(tmp_path: Path) -> Path:
    """A sound checkpoint in one file, for a test to damage."""
    write_random_checkpoint(tmp_path, tiny_config())
    return tmp_path


@pytest.fixture
def sharded_folder(tmp_path: Path) -> Path:
    """A sound checkpoint in three files with an index, for a test to damage."""
    write_random_checkpoint(tmp_path, tiny_config(), shards=3)
    return tmp_path


@pytest.fixture(scope="session")
def drafting_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    """One delta-net layer, one attention layer, a head that drafts, and few enough tokens to count them all."""
    folder = tmp_path_factory.mktemp("drafting")
    layers = ["linear_attention", "full_attention"]
    sizes = {"num_hidden_layers": 2, "layer_types": layers, "mtp_num_hidden_layers": 1, "vocab_size": 12}
    write_random_checkpoint(folder, tiny_config(max_position_embeddings=600, **sizes), weight_dtype="float32")
    return open_checkpoint(folder)


@pytest.fixture(scope="session")
def drafting_model(drafting_checkpoint: Checkpoint) -> TextModel:
    return TextModel(drafting_checkpoint, torch.device("cpu"), torch.float32)


@pytest.fixture(scope="session")
def drafting_head(drafting_checkpoint: Checkpoint, drafting_model: TextModel) -> MultiTokenHead:
    return MultiTokenHead(drafting_checkpoint, drafting_model)

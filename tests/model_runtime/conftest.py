"""Small checkpoints and models that several files of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import Checkpoint, open_checkpoint
from model_runtime.model.decoder import TextModel
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

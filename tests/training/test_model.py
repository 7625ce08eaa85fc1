"""What was trained is what runs: the trainer's model, saved, gives the runtime's logits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from model_runtime.byte_tokenizer import write_byte_tokenizer
from model_runtime.language_model import load_language_model
from tests.training.test_optimiser import TINY
from training.model import CausalModel
from training.train import save_checkpoint

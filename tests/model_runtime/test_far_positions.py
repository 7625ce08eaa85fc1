"""Tokens beyond the trained length of 262,144: logits equal those of transformers, with YaRN by both of its factors."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

TRAINED = 262_144


@pytest.mark.parametrize(
    ("factor", "first"),
    [(2.0, 262_140), (2.0, 400_000), (2.0, 524_240), (4.0, 262_140), (4.0, 700_000), (4.0, 1_009_960)],
)
@pytest.mark.filterwarnings("ignore")  # transformers' own
def test_steps_beyond_the_trained_length(tmp_path: Path, factor: float, first: int) -> None:
    """A sequence whose first token stands far out, fed as a prefill and then token by token."""
    from transformers import Qwen3_5MoeConfig, Qwen3_5MoeForConditionalGeneration

    config = tiny_config(max_position_embeddings=TRAINED, head_dim=64)
    yarn = {"rope_type": "yarn", "factor": factor, "original_max_position_embeddings": TRAINED}
    published = {"mrope_section": [11, 11, 10], "partial_rotary_factor": 1.0, "rope_theta": 10_000_000.0}
    config["text_config"]["rope_parameters"].update(**published, **yarn)
    write_random_checkpoint(tmp_path, config, seed=7)
    checkpoint = open_checkpoint(tmp_path)
    ours = TextModel(checkpoint, torch.device("cpu"), torch.float32)
    state, ids = ours.empty_state(), torch.randint(0, 96, (40,), generator=torch.Generator().manual_seed(3))
    state.rope_delta = first
    rows = [ours.forward(ids[:30].tolist(), state), *(ours.forward([token], state) for token in ids[30:].tolist())]
    vision = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 32}
    theirs = Qwen3_5MoeForConditionalGeneration(Qwen3_5MoeConfig(**config, vision_config=vision)).float().eval()
    theirs.load_state_dict({name: checkpoint.read(name).float() for name in checkpoint.tensors}, strict=False)
    positions = torch.arange(first, first + 40).expand(3, 1, 40)
    with torch.no_grad():
        expected = theirs(input_ids=ids[None], position_ids=positions).logits[0]
    torch.testing.assert_close(ours.logits(torch.cat(rows)), expected, rtol=0, atol=1e-4)
    rough = ours.with_kv_cache("fp8").empty_state()
    rough.rope_delta = first
    found = ours.logits(ours.forward(ids.tolist(), rough))
    assert 0 < float((found - expected).norm() / expected.norm()) < 0.05

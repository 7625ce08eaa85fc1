"""YaRN: values equal those of transformers, logits too beyond the trained length, and it is never on unasked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.config import parse_config
from model_runtime.errors import CheckpointError
from model_runtime.long_context import reaching
from model_runtime.model.decoder import TextModel
from model_runtime.model.yarn import rotary_frequencies
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

HERE = Path("folder")
PUBLISHED = Path(__file__).parent.parent / "data" / "qwen3_6_config.json"
TRAINED = 64


def published(**rotary: Any) -> dict[str, Any]:
    config: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    config["text_config"]["rope_parameters"].update(rotary)
    return config


def yarn(factor: float, trained: int) -> dict[str, Any]:
    return {"rope_type": "yarn", "factor": factor, "original_max_position_embeddings": trained}


@pytest.mark.parametrize("changes", [{}, {"beta_fast": 16, "beta_slow": 2}, {"attention_factor": 1.25}], ids=str)
@pytest.mark.parametrize("factor", [2.0, 4.0])
def test_values_equal_those_of_transformers(factor: float, changes: dict[str, Any]) -> None:
    from transformers import Qwen3_5MoeTextConfig
    from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

    value = published(**yarn(factor, 262_144), **changes)
    frequencies, scale = rotary_frequencies(parse_config(value, HERE).text_config)
    theirs = Qwen3_5MoeTextConfig(**value["text_config"])
    expected_frequencies, expected_scale = ROPE_INIT_FUNCTIONS["yarn"](theirs)
    torch.testing.assert_close(frequencies, expected_frequencies, rtol=1e-6, atol=0)
    assert scale == pytest.approx(expected_scale, rel=1e-12)


def test_published_figures() -> None:
    """Pairs 0 to 14 stay, 22 and up are divided, and the attention grows as the model's makers say."""
    plain, one = rotary_frequencies(parse_config(published(), HERE).text_config)
    stretched, scale = rotary_frequencies(parse_config(published(**yarn(4.0, 262_144)), HERE).text_config)
    assert one == 1.0
    assert scale == pytest.approx(1.138629, abs=1e-6)
    share = plain / stretched
    torch.testing.assert_close(share[:15], torch.ones(15))
    torch.testing.assert_close(share[22:], torch.full((10,), 4.0))
    assert bool((share[15:22].diff() > 0).all())


@pytest.mark.parametrize("factor", [2.0, 4.0])
@pytest.mark.filterwarnings("ignore")  # transformers' own
def test_logits_beyond_the_trained_length(tmp_path: Path, factor: float) -> None:
    from transformers import Qwen3_5MoeConfig, Qwen3_5MoeForConditionalGeneration

    config = tiny_config(max_position_embeddings=TRAINED, head_dim=32)
    config["text_config"]["rope_parameters"].update(mrope_section=[4, 2, 2], **yarn(factor, TRAINED))
    write_random_checkpoint(tmp_path, config, seed=7)
    checkpoint = open_checkpoint(tmp_path)
    ours = TextModel(checkpoint, torch.device("cpu"), torch.float32)
    length = int(TRAINED * factor)
    ids = torch.randint(0, 96, (length,), generator=torch.Generator().manual_seed(3))
    state = ours.empty_state()
    rows = [ours.forward(ids[:begin].tolist(), state) for begin in (length - 5,)]
    rows += [ours.forward([token_id], state) for token_id in ids[length - 5 :].tolist()]
    vision = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 32}
    theirs = Qwen3_5MoeForConditionalGeneration(Qwen3_5MoeConfig(**config, vision_config=vision)).float().eval()
    theirs.load_state_dict({name: checkpoint.read(name).float() for name in checkpoint.tensors}, strict=False)
    with torch.no_grad():
        expected = theirs(input_ids=ids[None]).logits[0]
    torch.testing.assert_close(ours.logits(torch.cat(rows)), expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("last", [262_143, 524_287, 1_009_999])
def test_positions_far_out_equal_those_of_transformers(last: int) -> None:
    from transformers import Qwen3_5MoeTextConfig
    from transformers.models.qwen3_5_moe.modeling_qwen3_5_moe import Qwen3_5MoeTextRotaryEmbedding

    from model_runtime.model.rotary import RotaryEmbedding

    value = published(**yarn(4.0, 262_144))
    rotation = RotaryEmbedding(parse_config(value, HERE).text_config, torch.device("cpu"), torch.float32).text_rotation(
        last - 3, 4
    )
    theirs = Qwen3_5MoeTextRotaryEmbedding(Qwen3_5MoeTextConfig(**value["text_config"]))
    positions = torch.arange(last - 3, last + 1)[None, None]
    cos, sin = theirs(torch.zeros(1), positions)
    # Angles of up to a million radians, where one unit in the last place of a float32 is 0.06.
    torch.testing.assert_close(rotation.cos[:, 0], cos[0, :, :32], rtol=0, atol=1e-5)
    torch.testing.assert_close(rotation.sin[:, 0], sin[0, :, :32], rtol=0, atol=1e-5)


@pytest.mark.parametrize(("asked", "factor"), [(1, None), (262_144, None), (262_145, 2.0), (1_010_000, 4.0)])
def test_stretched_only_when_asked_for_more(asked: int, factor: float | None) -> None:
    config = parse_config(published(), HERE)
    assert config.text_config.rope_parameters.rope_type == "default"
    text = reaching(config, asked, HERE).text_config
    assert text.rope_parameters.factor == factor
    assert text.context_tokens == 262_144 * (factor or 1)
    again = parse_config(published(**text.rope_parameters.model_dump(exclude_none=True)), HERE) if factor else config
    assert again.text_config == text


def test_a_context_that_the_configuration_names_with_yarn() -> None:
    text = parse_config(published(**yarn(4.0, 262_144)), HERE).text_config
    assert text.context_tokens == 1_048_576
    written = published(**yarn(4.0, 262_144))
    written["text_config"]["max_position_embeddings"] = 1_010_000
    assert parse_config(written, HERE).text_config.context_tokens == 1_010_000


@pytest.mark.parametrize(("rotary", "asked"), [({}, 1_048_577), (yarn(2.0, 262_144), 524_289), ({}, 0), ({}, -1)])
def test_out_of_reach(rotary: dict[str, Any], asked: int) -> None:
    with pytest.raises(CheckpointError, match="context"):
        reaching(parse_config(published(**rotary), HERE), asked, HERE)


@pytest.mark.parametrize(
    ("rotary", "word"),
    [
        ({"rope_type": "yarn"}, "factor"),
        ({"rope_type": "yarn", "factor": 2.0}, "original_max_position_embeddings"),
        ({"factor": 2.0}, "belong"),
        (yarn(0.5, 262_144), "factor"),
        (yarn(float("nan"), 262_144), "factor"),
        ({**yarn(2.0, 262_144), "beta_slow": 40}, "beta_fast"),
        ({**yarn(2.0, 262_144), "mscale": 1.0}, "mscale"),
        ({"rope_type": "dynamic", "factor": 2.0}, "rope_type"),
    ],
)
def test_refused(rotary: dict[str, Any], word: str) -> None:
    with pytest.raises(CheckpointError, match=word):
        parse_config(published(**rotary), HERE)

"""Names and shapes equal those of the published checkpoint."""

from __future__ import annotations

import json
from pathlib import Path

from model_runtime.architecture import UNUSED_PREFIXES, text_tensor_shapes
from model_runtime.config import parse_config
from model_runtime.random_checkpoint import tiny_config

DATA = Path(__file__).parent.parent / "data"


def test_published_checkpoint() -> None:
    config = parse_config(json.loads((DATA / "qwen3_6_config.json").read_text(encoding="utf-8")), DATA)
    published = json.loads((DATA / "qwen3_6_tensor_shapes.json").read_text(encoding="utf-8"))
    text = {name: tuple(shape) for name, shape in published.items() if not name.startswith(UNUSED_PREFIXES)}
    assert len(text) == 693
    assert text_tensor_shapes(config) == text


def test_tied_head_is_not_stored() -> None:
    shapes = text_tensor_shapes(parse_config(tiny_config(tie_word_embeddings=True), DATA))
    assert "lm_head.weight" not in shapes

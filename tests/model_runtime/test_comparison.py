"""Divergence of predictions: nothing from itself, little in 8 bits, more in 4, and words for what cannot be compared."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.comparison import compare_logits
from model_runtime.errors import CheckpointError
from model_runtime.language_model import load_text_model
from model_runtime.quantizing import quantize_folder, scheme_for
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("folders")
    write_random_checkpoint(root / "plain", tiny_config())
    for target in ("int8", "int4"):
        quantize_folder(root / "plain", root / target, scheme_for(target))
    return {name: root / name for name in ("plain", "int8", "int4")}


def test_fewer_bits_diverge_more(folders: dict[str, Path]) -> None:
    same, fine, coarse = (
        compare_logits(folders[name], folders["plain"], tokens=300) for name in ("plain", "int8", "int4")
    )
    assert (same.mean_kl, same.largest_kl, same.same_first, same.tokens) == (0.0, 0.0, 1.0, 300)
    assert 0.0 < fine.mean_kl < 0.1 * coarse.mean_kl
    assert fine.largest_kl < coarse.largest_kl < 2.0
    assert fine.same_first > 0.9


def test_the_figure_is_the_divergence(folders: dict[str, Path]) -> None:
    found = compare_logits(folders["int4"], folders["plain"], tokens=20)
    import random

    draw = random.Random(0)
    ids = [draw.randrange(96) for _ in range(20)]
    distributions = []
    for name in ("plain", "int4"):
        model = load_text_model(open_checkpoint(folders[name]))
        distributions.append(torch.softmax(model.logits(model.forward(ids, model.empty_state())), -1))
    expected = torch.nn.functional.kl_div(distributions[1].log(), distributions[0], reduction="none").sum(-1)
    assert found.mean_kl == pytest.approx(float(expected.mean()), rel=1e-3)
    assert found.largest_kl == pytest.approx(float(expected.max()), rel=1e-3)


def test_what_cannot_be_compared(folders: dict[str, Path], tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, tiny_config(vocab_size=64))
    with pytest.raises(CheckpointError, match="vocabulary"):
        compare_logits(folders["int4"], tmp_path)
    with pytest.raises(CheckpointError, match=r"tokenizer\.json"):
        compare_logits(folders["int4"], folders["plain"], text="some words")

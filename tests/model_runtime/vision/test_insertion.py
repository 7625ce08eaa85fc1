"""Logits of text with images and videos equal those of transformers' full model, however the tokens are fed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.model.decoder import TextModel
from model_runtime.random_checkpoint import tiny_config, tiny_vision_config, write_random_checkpoint
from model_runtime.vision.grid import Grid
from model_runtime.vision.insertion import Visuals, load_inserter
from model_runtime.vision.preprocess import Patches

CPU = torch.device("cpu")
TOLERANCE = 1e-4
IMAGE, VIDEO, START, END = 90, 91, 92, 93
MARKS = {"image_token_id": IMAGE, "video_token_id": VIDEO, "vision_start_token_id": START, "vision_end_token_id": END}
# In narrower heads some vector comes near zero, and its norm then enlarges the last bit of a row beyond the tolerance.
HEADS: dict[str, Any] = {
    "head_dim": 32,
    "linear_key_head_dim": 32,
    "linear_value_head_dim": 32,
    "rope_parameters": {
        "rope_type": "default",
        "rope_theta": 10000.0,
        "partial_rotary_factor": 0.5,
        "mrope_interleaved": True,
        "mrope_section": [3, 3, 2],
    },
}


class Models:
    """Our model and transformers' on the same weights."""

    def __init__(self, folder: Path) -> None:
        # Transformers reads the folder itself: what is compared includes how the weights are found.
        from transformers import Qwen3_5MoeForConditionalGeneration

        config = {**tiny_config(**HEADS), **MARKS, "vision_config": tiny_vision_config()}
        write_random_checkpoint(folder, config, seed=3, weight_dtype="float32")
        checkpoint = open_checkpoint(folder)
        self.text = TextModel(checkpoint, CPU, torch.float32)
        self.inserter = load_inserter(checkpoint, CPU, torch.float32)
        self.theirs = Qwen3_5MoeForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()

    def expected(self, sample: Sample) -> torch.Tensor:
        kinds = [1 if token_id == IMAGE else 2 if token_id == VIDEO else 0 for token_id in sample.ids]
        inputs: dict[str, Any] = {}
        for patches, name, grid_name in (
            (sample.visuals.images, "pixel_values", "image_grid_thw"),
            (sample.visuals.videos, "pixel_values_videos", "video_grid_thw"),
        ):
            if patches is not None:
                inputs[name] = torch.from_numpy(patches.values)
                inputs[grid_name] = torch.tensor([[grid.frames, grid.rows, grid.columns] for grid in patches.grids])
        self.theirs.model.rope_deltas = None
        with torch.no_grad():
            ids, types = torch.tensor([sample.ids]), torch.tensor([kinds])
            logits: torch.Tensor = self.theirs(input_ids=ids, mm_token_type_ids=types, **inputs).logits[0]
        return logits

    def logits(self, sample: Sample, text_after: int = 0, cut: int | None = None) -> torch.Tensor:
        """All logits; the last ``text_after`` tokens one by one, the rest in one run, or cut in two."""
        run = sample.ids[: len(sample.ids) - text_after]
        visual = self.inserter.insert(run, sample.visuals)
        state, rows = self.text.empty_state(), []
        edges = [0, len(run)] if cut is None else [0, cut, len(run)]
        for begin, end in pairwise(edges):
            rows.append(self.text.forward(run[begin:end], state, visual.part(begin, end)))
        rows += [self.text.forward([token_id], state) for token_id in sample.ids[len(run) :]]
        return self.text.logits(torch.cat(rows))


class Sample:
    """Token ids with the images and videos that they hold places for."""

    def __init__(self, images: list[Grid], videos: list[Grid], text: int = 5) -> None:
        self.ids = [7, 8]
        for token_id, grid in [*((IMAGE, grid) for grid in images), *((VIDEO, grid) for grid in videos)]:
            for frame in range(grid.frames):
                self.ids += [10 + frame, START, *[token_id] * (grid.frame_patches // 4), END]
        self.ids += range(20, 20 + text)
        self.visuals = Visuals(_random_patches(images, 1), _random_patches(videos, 2))


def _random_patches(grids: list[Grid], seed: int) -> Patches | None:
    if not grids:
        return None
    shape = (sum(grid.patches for grid in grids), tiny_vision_width())
    return Patches(numpy.random.default_rng(seed).standard_normal(shape, dtype=numpy.float32), tuple(grids))


def tiny_vision_width() -> int:
    vision = tiny_vision_config()
    return int(3 * vision["temporal_patch_size"] * vision["patch_size"] ** 2)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return Models(tmp_path_factory.mktemp("checkpoint"))


SAMPLES = {
    "one image": ([Grid(1, 4, 6)], []),
    "several images": ([Grid(1, 2, 8), Grid(1, 6, 2), Grid(1, 4, 4)], []),
    "a video": ([], [Grid(3, 4, 2)]),
    "images and videos": ([Grid(1, 4, 4)], [Grid(2, 2, 6), Grid(1, 4, 2)]),
    "neither": ([], []),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_whole_prefill_and_steps_after_it(models: Models, name: str) -> None:
    sample = Sample(*SAMPLES[name])
    expected = models.expected(sample)
    assert expected.std() > 0.3, "degenerate reference"
    torch.testing.assert_close(models.logits(sample), expected, rtol=0, atol=TOLERANCE)
    torch.testing.assert_close(models.logits(sample, text_after=5), expected, rtol=0, atol=TOLERANCE)


@settings(max_examples=15, deadline=None)
@given(cut=st.integers(1, 23))
def test_a_prefill_may_be_cut_inside_an_image(models: Models, cut: int) -> None:
    sample = Sample([Grid(1, 4, 6)], [Grid(2, 2, 4)])
    assert cut < len(sample.ids) - 2
    expected = models.expected(sample)
    torch.testing.assert_close(models.logits(sample, text_after=2, cut=cut), expected, rtol=0, atol=TOLERANCE)


def test_an_image_appended_to_a_sequence_that_has_one(models: Models) -> None:
    first, second = Sample([Grid(1, 4, 6)], []), Sample([Grid(1, 2, 8)], [])
    assert first.visuals.images is not None
    assert second.visuals.images is not None
    both = Sample([], [])
    both.ids = [*first.ids, *second.ids]
    values = numpy.concatenate((first.visuals.images.values, second.visuals.images.values))
    both.visuals = Visuals(Patches(values, (Grid(1, 4, 6), Grid(1, 2, 8))))
    state, rows = models.text.empty_state(), []
    for sample in (first, second):
        visual = models.inserter.insert(sample.ids, sample.visuals, first_position=state.next_position)
        rows.append(models.text.forward(sample.ids, state, visual))
    logits = models.text.logits(torch.cat(rows))
    torch.testing.assert_close(logits, models.expected(both), rtol=0, atol=TOLERANCE)


def test_other_pixels_give_other_logits(models: Models) -> None:
    one, other = Sample([Grid(1, 4, 4)], []), Sample([Grid(1, 4, 4)], [])
    other.visuals = Visuals(_random_patches([Grid(1, 4, 4)], 9))
    assert (models.logits(one) - models.logits(other)).abs().max() > 0.1


def test_placeholders_without_an_image_are_refused(models: Models) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        models.inserter.insert([1, IMAGE], Visuals())


def test_a_configuration_must_name_its_placeholders(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, {**tiny_config(), "vision_config": tiny_vision_config()})
    with pytest.raises(CheckpointError, match="image_token_id"):
        load_inserter(open_checkpoint(tmp_path), CPU, torch.float32)

"""Patches equal those of transformers' processor with the published settings, and every size comes out legal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.errors import CheckpointError, ImageError
from model_runtime.vision.grid import Grid
from model_runtime.vision.pixel_rules import IMAGE_RULES_FILE, PixelRules, read_pixel_rules
from model_runtime.vision.preprocess import fit_image, fit_video, image_patches, video_patches

DATA = Path(__file__).parents[2] / "data"
SMALL = {"size": {"shortest_edge": 4096, "longest_edge": 65536}}


def published(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / f"qwen3_6_{name}.json").read_text(encoding="utf-8"))
    return content


IMAGE_RULES = PixelRules.model_validate(published("preprocessor_config"))
VIDEO_RULES = PixelRules.model_validate(published("video_preprocessor_config"))
SMALL_RULES = PixelRules.model_validate({**published("preprocessor_config"), **SMALL})


def picture(height: int, width: int, seed: int = 0) -> Any:
    """Waves and noise: smooth parts and sharp ones."""
    rows, columns = numpy.mgrid[0:height, 0:width]
    wave = 100 + 80 * numpy.sin(rows / 7 + seed)[..., None] * numpy.cos(columns[..., None] / numpy.array([5, 9, 13]))
    noise = numpy.random.default_rng(seed).integers(-40, 40, (height, width, 3))
    return (wave + noise).clip(0, 255).astype(numpy.uint8)


def reference(images: list[Any], **changes: Any) -> tuple[Any, list[list[int]]]:
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    options = {**published("preprocessor_config"), **changes}
    del options["image_processor_type"], options["processor_class"]
    result = Qwen2VLImageProcessorPil(**options)(images=images, input_data_format="channels_last", return_tensors="np")
    return result["pixel_values"], result["image_grid_thw"].tolist()


def assert_equal_to_reference(images: list[Any], rules: PixelRules, **changes: Any) -> None:
    ours = image_patches(images, rules)
    values, grids = reference(images, **changes)
    assert [[grid.frames, grid.rows, grid.columns] for grid in ours.grids] == grids
    assert ours.values.dtype == numpy.float32
    numpy.testing.assert_allclose(ours.values, values, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("height", "width"), [(300, 400), (256, 256), (33, 1000), (900, 37), (17, 90), (720, 1280)], ids=str
)
def test_one_image_with_the_published_settings(height: int, width: int) -> None:
    assert_equal_to_reference([picture(height, width)], IMAGE_RULES)


def test_several_images_keep_their_order() -> None:
    images = [picture(70, 200, 1), picture(200, 70, 2), picture(64, 64, 3)]
    assert_equal_to_reference(images, SMALL_RULES, **SMALL)


@settings(max_examples=25, deadline=None)
@given(height=st.integers(1, 400), width=st.integers(1, 400))
def test_any_size(height: int, width: int) -> None:
    image = picture(height, width)
    if max(height, width) > 200 * min(height, width):
        with pytest.raises(ImageError, match="too narrow"):
            image_patches([image], SMALL_RULES)
    else:
        assert_equal_to_reference([image], SMALL_RULES, **SMALL)


@given(height=st.integers(1, 20000), width=st.integers(1, 20000))
def test_sizes_are_whole_blocks_within_the_limits(height: int, width: int) -> None:
    if max(height, width) > 200 * min(height, width):
        return
    resized = fit_image(height, width, IMAGE_RULES)
    assert [edge % 32 for edge in resized] == [0, 0]
    assert 65_536 <= resized[0] * resized[1] <= 16_777_216


def test_a_video_is_frames_of_two_pictures_and_the_last_picture_fills_up() -> None:
    pictures = numpy.stack([picture(64, 96, seed) for seed in range(5)])
    result = video_patches(pictures, VIDEO_RULES)
    assert result.grids == (Grid(3, 4, 6),)
    # The same size as the pictures: nothing is resized, so every pixel can be found again.
    assert fit_video(5, 64, 96, VIDEO_RULES) == (64, 96)
    frames = result.values.reshape(3, 2, 3, 2, 2, 3, 2, 16, 16)  # frame, blocks, in a block, channel, picture, patch
    pixels = frames.transpose(0, 6, 1, 3, 7, 2, 4, 8, 5).reshape(6, 64, 96, 3)
    expected = numpy.concatenate([pictures, pictures[-1:]]) / 127.5 - 1
    numpy.testing.assert_allclose(pixels, expected, rtol=0, atol=1e-6)


def test_a_long_video_is_shrunk_to_its_limit() -> None:
    height, width = fit_video(100, 1080, 1920, VIDEO_RULES)
    assert (height, width) == (352, 640)
    assert 100 * height * width <= 25_165_824


def test_an_image_is_a_video_of_the_same_picture_twice() -> None:
    image = picture(96, 128)
    twice = video_patches(numpy.stack([image, image]), SMALL_RULES)
    once = image_patches([image], SMALL_RULES)
    assert once.grids == twice.grids
    numpy.testing.assert_array_equal(once.values, twice.values)


@pytest.mark.parametrize(
    "images",
    [[], [numpy.zeros((0, 5, 3), numpy.uint8)], [numpy.zeros((5, 5), numpy.uint8)], [numpy.zeros((5, 5, 3))]],
    ids=["none", "empty", "grey", "floating point"],
)
def test_what_is_no_image_is_refused(images: list[Any]) -> None:
    with pytest.raises(ImageError):
        image_patches(images, IMAGE_RULES)


@pytest.mark.parametrize("shape", [(64, 64, 3), (1, 64, 64, 3), (5000, 1, 1, 3), (4, 0, 64, 3)], ids=str)
def test_what_is_no_video_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ImageError):
        video_patches(numpy.zeros(shape, numpy.uint8), VIDEO_RULES)


def test_the_published_rules() -> None:
    assert (IMAGE_RULES.block_size, IMAGE_RULES.patch_width) == (32, 1536)
    assert VIDEO_RULES.size.longest_edge == 25_165_824


@pytest.mark.parametrize(
    "change",
    [{"do_pad": True}, {"image_std": [0.5, 0.0, 0.5]}, {"size": {"shortest_edge": 9, "longest_edge": 8}}],
    ids=["unknown key", "division by zero", "crossed limits"],
)
def test_unknown_rules_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    content = json.dumps({**published("preprocessor_config"), **change})
    (tmp_path / IMAGE_RULES_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(CheckpointError, match=IMAGE_RULES_FILE):
        read_pixel_rules(tmp_path)


def test_rules_are_read_from_the_folder(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="cannot read"):
        read_pixel_rules(tmp_path)
    (tmp_path / IMAGE_RULES_FILE).write_bytes((DATA / "qwen3_6_preprocessor_config.json").read_bytes())
    assert read_pixel_rules(tmp_path) == IMAGE_RULES

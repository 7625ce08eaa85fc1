"""Prompts with images and videos are laid out as transformers' processor does it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.vision.grid import Grid
from model_runtime.vision.placeholders import expand_images, frame_label, frame_times
from model_runtime.vision.positions import Placeholders, sequence_positions

IMAGE, VIDEO, START, END = 90, 91, 92, 93
PLACEHOLDERS = Placeholders(IMAGE, VIDEO, merge=2)


def test_each_image_has_as_many_placeholders_as_rows() -> None:
    ids = [1, START, IMAGE, END, 2, START, IMAGE, END]
    expanded = expand_images(ids, [Grid(1, 4, 6), Grid(1, 2, 2)], PLACEHOLDERS)
    assert expanded == [1, START, *[IMAGE] * 6, END, 2, START, IMAGE, END]


@given(
    images=st.lists(st.builds(Grid, st.just(1), *[st.integers(1, 5).map(lambda blocks: 2 * blocks)] * 2), max_size=4)
)
def test_what_is_expanded_fits_its_images(images: list[Grid]) -> None:
    ids = [token_id for _ in images for token_id in (5, START, IMAGE, END)]
    expanded = expand_images(ids, images, PLACEHOLDERS)
    assert sequence_positions(expanded, images, [], PLACEHOLDERS).values.shape == (3, len(expanded))


@pytest.mark.parametrize(("ids", "images"), [([IMAGE], []), ([1], [Grid(1, 2, 2)])], ids=["no image", "no placeholder"])
def test_each_image_needs_its_placeholder(ids: list[int], images: list[Grid]) -> None:
    with pytest.raises(ValueError, match="placeholders for"):
        expand_images(ids, images, PLACEHOLDERS)


@settings(deadline=None)  # the first example imports transformers
@given(
    indices=st.lists(st.integers(0, 10_000), min_size=1, max_size=9),
    rate=st.sampled_from([1.0, 2.0, 24.0, 29.97]),
    span=st.integers(1, 3),
)
def test_times_of_frames(indices: list[int], rate: float, span: int) -> None:
    from transformers.models.qwen3_vl.processing_qwen3_vl import Qwen3VLProcessor

    # The method uses nothing of the processor, which could not be built without a tokenizer.
    expected = Qwen3VLProcessor._calculate_timestamps(None, list(indices), rate, span)
    assert frame_times([index / rate for index in indices], span) == expected


def test_labels_of_frames() -> None:
    assert [frame_label(time) for time in (0.0, 0.25, 61.96)] == ["<0.0 seconds>", "<0.2 seconds>", "<62.0 seconds>"]


def test_a_video_without_pictures_has_no_times() -> None:
    with pytest.raises(ValueError, match="at least one"):
        frame_times([], 2)

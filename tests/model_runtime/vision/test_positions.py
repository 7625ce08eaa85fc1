"""Positions equal those of transformers' ``get_rope_index`` on random layouts of text, images and videos."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.random_checkpoint import tiny_vision_config
from model_runtime.vision.grid import Grid
from model_runtime.vision.positions import Placeholders, sequence_positions

IMAGE, VIDEO, START, END = 90, 91, 92, 93
PLACEHOLDERS = Placeholders(IMAGE, VIDEO, merge=2)

side = st.integers(1, 6).map(lambda blocks: 2 * blocks)
image = st.builds(Grid, st.just(1), side, side)
video = st.builds(Grid, st.integers(1, 4), side, side)
segment = st.one_of(
    st.integers(1, 8),
    image.map(lambda grid: ("image", grid)),
    video.map(lambda grid: ("video", grid)),
)
layout = st.lists(segment, max_size=6)


def build(segments: list[Any]) -> tuple[list[int], list[Grid], list[Grid]]:
    """Ids as the chat template and the processor lay them out: every frame between its marks, after its time."""
    ids: list[int] = [1]
    grids: dict[str, list[Grid]] = {"image": [], "video": []}
    for part in segments:
        if isinstance(part, int):
            ids += range(part)
            continue
        kind, grid = part
        grids[kind].append(grid)
        token_id = IMAGE if kind == "image" else VIDEO
        frame_tokens = grid.tokens(2) // grid.frames
        for frame in range(grid.frames):
            ids += [*range(frame % 3), START, *[token_id] * frame_tokens, END]
    return ids, grids["image"], grids["video"]


@pytest.fixture(scope="module")
def reference() -> Any:
    from transformers import Qwen3_5MoeConfig
    from transformers.models.qwen3_5_moe.modeling_qwen3_5_moe import Qwen3_5MoeModel

    vision = {key: value for key, value in tiny_vision_config().items() if key in ("depth", "hidden_size", "num_heads")}
    text = {"hidden_size": 8, "num_hidden_layers": 1, "vocab_size": 96, "num_experts": 1, "moe_intermediate_size": 8}
    with torch.device("meta"):
        return Qwen3_5MoeModel(Qwen3_5MoeConfig(text_config=text, vision_config=vision))


def as_tensor(grids: list[Grid]) -> torch.Tensor | None:
    return torch.tensor([[grid.frames, grid.rows, grid.columns] for grid in grids]) if grids else None


@given(segments=layout)
def test_any_layout(reference: Any, segments: list[Any]) -> None:
    ids, images, videos = build(segments)
    kinds = [1 if token_id == IMAGE else 2 if token_id == VIDEO else 0 for token_id in ids]
    expected, delta = reference.get_rope_index(
        torch.tensor([ids]), torch.tensor([kinds]), as_tensor(images), as_tensor(videos)
    )
    ours = sequence_positions(ids, images, videos, PLACEHOLDERS)
    assert ours.values.dtype == numpy.int64
    numpy.testing.assert_array_equal(ours.values, expected[:, 0].numpy())
    assert ours.rope_delta == delta.item()


@given(before=layout, after=layout)
def test_a_sequence_in_two_parts(before: list[Any], after: list[Any]) -> None:
    first, second = build(before), build(after)
    whole = sequence_positions(*(a + b for a, b in zip(first, second, strict=True)), PLACEHOLDERS)
    head = sequence_positions(*first, PLACEHOLDERS)
    tail = sequence_positions(*second, PLACEHOLDERS, first_position=head.next_position)
    numpy.testing.assert_array_equal(numpy.concatenate((head.values, tail.values), axis=1), whole.values)
    assert tail.next_position == whole.next_position
    assert head.rope_delta + tail.rope_delta == whole.rope_delta


def test_text_counts_and_nothing_is_nothing() -> None:
    text = sequence_positions([5, 6, 7], [], [], PLACEHOLDERS, first_position=4)
    assert text.values.tolist() == [[4, 5, 6]] * 3
    assert (text.next_position, text.rope_delta) == (7, 0)
    assert sequence_positions([], [], [], PLACEHOLDERS).values.shape == (3, 0)


def test_an_image_by_hand() -> None:
    ids = [1, START, *[IMAGE] * 6, END]
    result = sequence_positions(ids, [Grid(1, 4, 6)], [], PLACEHOLDERS)
    assert result.values.tolist() == [
        [0, 1, 2, 2, 2, 2, 2, 2, 5],
        [0, 1, 2, 2, 2, 3, 3, 3, 5],
        [0, 1, 2, 3, 4, 2, 3, 4, 5],
    ]
    assert result.rope_delta == -3


@pytest.mark.parametrize(
    ("ids", "images", "videos"),
    [
        ([IMAGE], [], []),
        ([VIDEO], [Grid(1, 2, 2)], []),
        ([IMAGE, IMAGE], [Grid(1, 2, 2)], []),
        ([IMAGE, IMAGE], [Grid(1, 2, 2), Grid(1, 2, 2)], []),
        ([1], [Grid(1, 2, 2)], []),
        ([1], [], [Grid(1, 2, 2)]),
        ([VIDEO], [], [Grid(2, 2, 2)]),
    ],
    ids=["no image", "wrong kind", "too many", "not separated", "image left", "video left", "frame left"],
)
def test_placeholders_must_match(ids: list[int], images: list[Grid], videos: list[Grid]) -> None:
    with pytest.raises(ValueError, match=r"does not fit|more images"):
        sequence_positions(ids, images, videos, PLACEHOLDERS)

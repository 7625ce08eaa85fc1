"""Positions of tokens in time, height and width for sequences that mix text, images and videos. Pure numbers.

A text token stands at one number on all three axes. The tokens of a frame spread over its rows and columns, and what
follows goes on after the longer side: positions and token counts part ways, by what ``rope_delta`` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

import numpy
from numpy.typing import NDArray

from model_runtime.vision.grid import Grid

Positions = NDArray[numpy.int64]


@dataclass(frozen=True, slots=True)
class Placeholders:
    """Ids of the tokens that stand for image and video rows, and how many patches a side merge into one row."""

    image_token_id: int
    video_token_id: int
    merge: int


@dataclass(frozen=True, slots=True)
class SequencePositions:
    """``values`` is int64 ``[3, tokens]``: time, height, width. ``next_position`` is that of the next text token."""

    values: Positions
    first_position: int
    next_position: int

    @property
    def rope_delta(self) -> int:
        """By how much positions grow more than the number of tokens (less: negative). Of parts of a sequence, the sum.

        The position of a text token is the number of tokens before it plus this.
        """
        return self.next_position - self.first_position - len(self.values[0])


def sequence_positions(
    token_ids: Sequence[int],
    images: Sequence[Grid],
    videos: Sequence[Grid],
    placeholders: Placeholders,
    *,
    first_position: int = 0,
) -> SequencePositions:
    """Positions of all tokens of a sequence, or of what is appended to one.

    Args:
        token_ids: With one placeholder for each row of an image or video. The frames of a video are separated by text
            (their times), so that each frame is a run of placeholders.
        images: One for each run of image placeholders, in order.
        videos: In order; each has as many runs of video placeholders as it has frames.
        placeholders: What stands for a row.
        first_position: Of the first token; what ``next_position`` said of the sequence before.

    Raises:
        ValueError: Placeholders and grids do not match.
    """
    frames = {
        placeholders.image_token_id: iter(images),
        placeholders.video_token_id: chain.from_iterable(_frames(video) for video in videos),
    }
    parts: list[Positions] = [numpy.zeros((3, 0), dtype=numpy.int64)]
    position = first_position
    for token_id, count in _runs(token_ids, frames):
        if token_id is None:
            part, step = numpy.broadcast_to(numpy.arange(count, dtype=numpy.int64), (3, count)), count
        else:
            grid = next(frames[token_id], None)
            if grid is None or grid.tokens(placeholders.merge) != count:
                raise ValueError(f"a run of {count} placeholders {token_id} does not fit its image, {grid}")
            part, step = _frame_positions(grid, placeholders.merge)
        parts.append(part + position)
        position += step
    if any(next(rest, None) is not None for rest in frames.values()):
        raise ValueError("there are more images or video frames than runs of placeholders")
    return SequencePositions(numpy.concatenate(parts, axis=1), first_position, position)


def _runs(token_ids: Sequence[int], special: dict[int, Iterator[Grid]]) -> Iterator[tuple[int | None, int]]:
    """Runs of placeholders of one kind, by id, and of all other tokens, as None; with their lengths."""
    for kind, run in groupby(token_ids, lambda token_id: token_id if token_id in special else None):
        yield kind, sum(1 for _ in run)


def _frames(video: Grid) -> Iterator[Grid]:
    return (Grid(1, video.rows, video.columns) for _ in range(video.frames))


def _frame_positions(grid: Grid, merge: int) -> tuple[Positions, int]:
    rows, columns = grid.rows // merge, grid.columns // merge
    time, height, width = numpy.indices((grid.frames, rows, columns), dtype=numpy.int64).reshape(3, -1)
    return numpy.stack((time, height, width)), max(rows, columns)

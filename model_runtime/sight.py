"""How a session computes tokens among which images stand: in chunks, each of text alone or of one image alone.

An image is a run of its own because positions after it depend on its shape. What sees is given from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from torch import Tensor

from model_runtime.model.visual_tokens import VisualTokens
from model_runtime.state import SequenceState
from vocabulary.messages import Image, PlacedImage


class Sight(Protocol):
    """What lets sessions see images; ``model_runtime.vision.sight.Sight`` is one."""

    def placeholder(self, image: Image) -> int:
        """The token that stands for a row of the image."""

    def rows(self, image: Image, first_position: int) -> VisualTokens:
        """Encode an image whose first token is at ``first_position``."""

    def forward(self, token_ids: list[int], state: SequenceState, visual: VisualTokens) -> Tensor:
        """Advance ``state`` by tokens of an image and return their rows, ``[tokens, hidden]``."""


def check_images(token_ids: Sequence[int], images: Sequence[PlacedImage], sight: Sight | None) -> None:
    """Check that images stand where their tokens do.

    Raises:
        ValueError: They do not, or nothing here sees.
    """
    if images and sight is None:
        raise ValueError("this model reads text only")
    end = 0
    for placed in images:
        begin, end = placed.place, placed.place + placed.image.token_count
        expected = [sight.placeholder(placed.image) if sight else -1] * placed.image.token_count
        if not expected or begin < 0 or list(token_ids[begin:end]) != expected:
            raise ValueError(f"the tokens from {begin} to {end} are not those of an image")


def part_of(images: Sequence[PlacedImage], begin: int, end: int) -> list[PlacedImage]:
    """The images that begin among the tokens from ``begin`` to ``end``, by their places there."""
    return [replace(each, place=each.place - begin) for each in images if begin <= each.place < end]


def chunks(
    state: SequenceState, end: int, images: Sequence[PlacedImage], sight: Sight | None, size: int
) -> Iterator[tuple[int, VisualTokens | None]]:
    """Where to cut what is to be computed: ends of chunks, and the rows of those that are part of an image.

    Args:
        state: Read before each chunk; whoever iterates advances it to the end that was yielded.
        end: One past the last token.
        images: By their places in the whole sequence, in order.
        sight: Sees them.
        size: Of the longest chunk.
    """
    for placed in images:
        yield from _text(state, placed.place, size)
        assert sight is not None
        visual, first = sight.rows(placed.image, state.next_position), placed.place
        while state.token_count < first + placed.image.token_count:
            begin = state.token_count
            stop = min(begin + size, first + placed.image.token_count)
            yield stop, visual.part(begin - first, stop - first)
    yield from _text(state, end, size)


def _text(state: SequenceState, end: int, size: int) -> Iterator[tuple[int, None]]:
    while state.token_count < end:
        # At the same places whatever was computed before, so that what is found computed is what would have been.
        yield min((state.token_count // size + 1) * size, end), None

"""Joins images and videos with the token ids that hold their places: encodes them and finds their positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor

from model_runtime.checkpoint import Checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.model.visual_tokens import VisualTokens
from model_runtime.vision.encoder import VisionEncoder
from model_runtime.vision.grid import Grid
from model_runtime.vision.positions import Placeholders, sequence_positions
from model_runtime.vision.preprocess import Patches


@dataclass(frozen=True, slots=True)
class Visuals:
    """The images and the videos of a run of tokens, each in the order in which their placeholders come."""

    images: Patches | None = None
    videos: Patches | None = None

    @property
    def image_grids(self) -> tuple[Grid, ...]:
        """Grids of the images."""
        return () if self.images is None else self.images.grids

    @property
    def video_grids(self) -> tuple[Grid, ...]:
        """Grids of the videos."""
        return () if self.videos is None else self.videos.grids


@dataclass(frozen=True)
class Inserter:
    """An encoder and the ids that hold the places of its rows."""

    encoder: VisionEncoder
    placeholders: Placeholders
    device: torch.device

    def insert(self, token_ids: Sequence[int], visuals: Visuals, *, first_position: int = 0) -> VisualTokens:
        """What ``TextModel.forward`` needs for tokens with placeholders.

        Args:
            token_ids: With one placeholder for each row of an image, or of a frame of a video.
            visuals: What the placeholders stand for.
            first_position: Of the first token: tokens before it, plus the state's ``rope_delta``.

        Raises:
            ValueError: Placeholders and grids do not match; nothing has been encoded then.
        """
        found = sequence_positions(
            token_ids, visuals.image_grids, visuals.video_grids, self.placeholders, first_position=first_position
        )
        ids = numpy.asarray(token_ids, dtype=numpy.int64)
        kinds = (
            (visuals.images, self.placeholders.image_token_id),
            (visuals.videos, self.placeholders.video_token_id),
        )
        rows = [self._encode(patches) for patches, _ in kinds if patches is not None]
        places = [numpy.flatnonzero(ids == token_id) for patches, token_id in kinds if patches is not None]
        hidden = self.encoder.config.out_hidden_size
        return VisualTokens(
            torch.cat(rows) if rows else torch.zeros((0, hidden), device=self.device),
            self._placed(numpy.concatenate(places) if places else numpy.zeros(0, dtype=numpy.int64)),
            self._placed(found.values),
            found.rope_delta,
        )

    def _encode(self, patches: Patches) -> Tensor:
        return self.encoder.forward(torch.from_numpy(patches.values), patches.grids)

    def _placed(self, values: NDArray[numpy.int64]) -> Tensor:
        return torch.from_numpy(numpy.ascontiguousarray(values)).to(self.device)


def load_inserter(checkpoint: Checkpoint, device: torch.device, dtype: torch.dtype) -> Inserter:
    """Load the vision encoder of a checkpoint.

    Raises:
        CheckpointError: It has none, or its configuration does not name the placeholders.
    """
    config = checkpoint.config
    encoder = VisionEncoder(checkpoint, device, dtype)
    if config.image_token_id is None or config.video_token_id is None:
        raise CheckpointError(checkpoint.folder, "config.json names no image_token_id or no video_token_id")
    ids = Placeholders(config.image_token_id, config.video_token_id, encoder.config.spatial_merge_size)
    return Inserter(encoder, ids, device)

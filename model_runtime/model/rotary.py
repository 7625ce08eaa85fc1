"""Rotary position embedding over part of a head, with three interleaved position axes (time, height, width).

Text has the same position on all three axes, which makes it plain rotary embedding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model_runtime.config import TextConfig
from model_runtime.model.yarn import rotary_frequencies


@dataclass(frozen=True, slots=True)
class Rotation:
    """Cosines and sines of a run of tokens, ``[tokens, 1, rotary_dim / 2]`` each, in the type of the activations."""

    cos: Tensor
    sin: Tensor


class RotaryEmbedding:
    """Turns positions into rotations."""

    def __init__(self, config: TextConfig, device: torch.device, dtype: torch.dtype) -> None:
        frequencies, self._scale = rotary_frequencies(config)
        self._frequencies = frequencies.to(device)
        self._axes = frequency_axes(config).to(device)
        self._dtype = dtype

    def text_rotation(self, first: int, count: int) -> Rotation:
        """The rotation of ``count`` text tokens, the first of which stands at position ``first``."""
        positions = torch.arange(first, first + count, dtype=torch.float32, device=self._frequencies.device)
        return self._rotation(positions[:, None] * self._frequencies)

    def rows_rotation(self, positions: Sequence[int]) -> Rotation:
        """The rotation of text tokens, each at a position of its own."""
        places = torch.tensor(positions, dtype=torch.float32, device=self._frequencies.device)
        return self._rotation(places[:, None] * self._frequencies)

    def rotation(self, positions: Tensor) -> Rotation:
        """The rotation of tokens at ``positions``, an integer tensor ``[3, tokens]`` of time, height and width."""
        return self._rotation(positions.float()[self._axes].T * self._frequencies)

    def _rotation(self, angles: Tensor) -> Rotation:
        angles = angles[:, None]
        cos, sin = angles.cos(), angles.sin()
        if self._scale != 1.0:
            cos, sin = cos * self._scale, sin * self._scale
        return Rotation(cos.to(self._dtype), sin.to(self._dtype))


def frequency_axes(config: TextConfig) -> Tensor:
    """Which axis of the position each frequency follows, ``[rotary_dim / 2]`` of 0 (time), 1 (height), 2 (width).

    Height takes frequencies 1, 4, 7, ... and width 2, 5, 8, ..., as many as ``mrope_section`` gives them.
    """
    axes = torch.zeros(config.rotary_dim // 2, dtype=torch.long)
    for axis in (1, 2):
        axes[axis : 3 * config.rope_parameters.mrope_section[axis] : 3] = axis
    return axes


def rotate(heads: Tensor, rotation: Rotation) -> Tensor:
    """Rotate the leading dimensions of every head, pairing ``i`` with ``i + rotary_dim / 2``.

    Args:
        heads: ``[tokens, heads, width]``.
        rotation: The rotation of these tokens.
    """
    half = rotation.cos.shape[-1]
    first, second, rest = heads[..., :half], heads[..., half : 2 * half], heads[..., 2 * half :]
    cos, sin = rotation.cos, rotation.sin
    return torch.cat((first * cos - second * sin, second * cos + first * sin, rest), dim=-1)

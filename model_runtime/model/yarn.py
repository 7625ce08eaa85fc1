"""YaRN: rotary frequencies for sequences longer than those of training (Peng et al. 2023, arXiv 2309.00071).

Fast frequencies stay, slow ones are divided by the factor, and those between are blended; cosines and sines grow a
little. It is static: the same for every position, so nothing that was computed changes as a sequence grows.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from model_runtime.config import RotaryConfig, TextConfig


def rotary_frequencies(config: TextConfig) -> tuple[Tensor, float]:
    """The angle of each rotated pair per position, and what cosines and sines are multiplied by.

    Returns:
        Frequencies in float32, ``[rotary_dim / 2]``, fastest first, and the factor (1 without YaRN).
    """
    rotary, width = config.rope_parameters, config.rotary_dim
    exponents = torch.arange(0, width, 2, dtype=torch.float32) / width
    wavelengths = rotary.rope_theta**exponents
    if rotary.rope_type == "default":
        return 1.0 / wavelengths, 1.0
    stretched = _stretched_share(rotary, width)
    frequencies = (1.0 / (rotary.stretch * wavelengths)) * stretched + (1.0 / wavelengths) * (1.0 - stretched)
    return frequencies, attention_factor(rotary)


def attention_factor(rotary: RotaryConfig) -> float:
    """What cosines and sines are multiplied by, so that attention stays as sharp over more tokens."""
    if rotary.attention_factor is not None:
        return rotary.attention_factor
    return 0.1 * math.log(rotary.stretch) + 1.0


def _stretched_share(rotary: RotaryConfig, width: int) -> Tensor:
    """For each frequency 0 (turns often within the trained length, stays) to 1 (hardly turns, is divided)."""
    low = max(math.floor(_pair_that_turns(rotary.beta_fast, rotary, width)), 0)
    high = min(math.ceil(_pair_that_turns(rotary.beta_slow, rotary, width)), width - 1)
    pairs = torch.arange(width // 2, dtype=torch.float32)
    return torch.clamp((pairs - low) / (high - low or 0.001), 0.0, 1.0)


def _pair_that_turns(turns: float, rotary: RotaryConfig, width: int) -> float:
    """The number of the pair, counted as a real, that turns so often within the trained length."""
    return width * math.log(rotary.trained_length / (turns * 2 * math.pi)) / (2 * math.log(rotary.rope_theta))

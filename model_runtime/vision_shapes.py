"""Names and shapes of the vision tower's tensors. Pure: no files, no tensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

VISION_PREFIX: Final = "model.visual."
_LARGEST: Final = 1 << 20
_USUAL: Final = {"in_channels": 3, "patch_size": 16, "spatial_merge_size": 2, "temporal_patch_size": 2}


def vision_tensor_shapes(vision: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Every tensor of the vision tower, with its shape.

    Args:
        vision: The ``vision_config`` of a checkpoint.

    Raises:
        ValueError: A size is missing or is not a whole number from 1 to 2^20.
    """
    width, inner, patch = (_size(vision, name) for name in ("hidden_size", "intermediate_size", "patch_size"))
    merged = width * _size(vision, "spatial_merge_size") ** 2
    shapes: dict[str, tuple[int, ...]] = {
        "patch_embed.proj.weight": (
            width, _size(vision, "in_channels"), _size(vision, "temporal_patch_size"), patch, patch,
        ),
        "patch_embed.proj.bias": (width,),
        "pos_embed.weight": (_size(vision, "num_position_embeddings"), width),
    }  # fmt: skip
    for block in range(min(_size(vision, "depth"), 1024)):
        prefix = f"blocks.{block}."
        shapes |= _normed(f"{prefix}norm1", width) | _normed(f"{prefix}norm2", width)
        shapes |= _linear(f"{prefix}attn.qkv", 3 * width, width) | _linear(f"{prefix}attn.proj", width, width)
        shapes |= _linear(f"{prefix}mlp.linear_fc1", inner, width) | _linear(f"{prefix}mlp.linear_fc2", width, inner)
    shapes |= _normed("merger.norm", width) | _linear("merger.linear_fc1", merged, merged)
    shapes |= _linear("merger.linear_fc2", _size(vision, "out_hidden_size"), merged)
    return {VISION_PREFIX + name: shape for name, shape in shapes.items()}


def _size(vision: Mapping[str, Any], name: str) -> int:
    value = vision.get(name, _USUAL.get(name))
    if type(value) is not int or not 1 <= value <= _LARGEST:
        raise ValueError(f"vision_config: {name} must be a whole number from 1 to {_LARGEST}")
    return value


def _linear(name: str, rows: int, columns: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (rows, columns), f"{name}.bias": (rows,)}


def _normed(name: str, width: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}

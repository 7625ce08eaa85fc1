"""The parts of a block of the vision encoder: products with biases, layer norms, attention within a frame."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.config import VisionConfig
from model_runtime.model.rotary import Rotation, rotate
from model_runtime.vision.grid import Grid
from model_runtime.weights import WeightReader

NORM_EPSILON = 1e-6


class Affine:
    """``rows @ weight.T + bias``. A kernel that is as large as its step is such a product too."""

    def __init__(self, reader: WeightReader, name: str) -> None:
        self._weight = reader.table(f"{name}.weight").flatten(1)
        self._bias = reader.vector(f"{name}.bias").to(reader.dtype)

    def forward(self, rows: Tensor) -> Tensor:
        """``[rows, in]`` to ``[rows, out]``."""
        return functional.linear(rows, self._weight, self._bias)


class LayerNorm:
    """Layer norm over the last dimension, with scale and bias."""

    def __init__(self, reader: WeightReader, name: str) -> None:
        self._scale = reader.vector(f"{name}.weight").to(reader.dtype)
        self._bias = reader.vector(f"{name}.bias").to(reader.dtype)

    def forward(self, rows: Tensor) -> Tensor:
        """Same shape."""
        return functional.layer_norm(rows, self._scale.shape, self._scale, self._bias, NORM_EPSILON)


class FrameAttention:
    """Attention among all patches of a frame, and of no other."""

    def __init__(self, config: VisionConfig, reader: WeightReader, name: str) -> None:
        self._heads, self._width = config.num_heads, config.head_dim
        self._project_in = Affine(reader, f"{name}.qkv")
        self._project_out = Affine(reader, f"{name}.proj")

    def forward(self, rows: Tensor, rotation: Rotation, grids: Sequence[Grid]) -> Tensor:
        """``[patches, hidden]``, normalised, to the same shape; ``rotation`` is float32, of these patches."""
        projected = self._project_in.forward(rows).view(-1, 3, self._heads, self._width)
        queries, keys = (rotate(projected[:, part].float(), rotation).to(rows.dtype) for part in (0, 1))
        sizes = [grid.patches for grid in grids]
        parts = (torch.split(part, sizes) for part in (queries, keys, projected[:, 2]))
        mixed = torch.cat([_attend(*piece) for piece in zip(grids, *parts, strict=True)])
        return self._project_out.forward(mixed)


def _attend(grid: Grid, queries: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """``[patches, heads, width]`` each, of one image or video, to ``[patches, heads * width]``."""
    heads, width = queries.shape[1:]
    shape = (grid.frames, grid.frame_patches, heads, width)
    # The frames of a video are as good as a batch.
    queries, keys, values = (part.reshape(shape).transpose(1, 2) for part in (queries, keys, values))
    mixed = functional.scaled_dot_product_attention(queries, keys, values)
    return mixed.transpose(1, 2).reshape(grid.patches, heads * width)


class VisionBlock:
    """Attention and a feed-forward part, each behind a norm and around a residual."""

    def __init__(self, config: VisionConfig, reader: WeightReader, name: str) -> None:
        self._attention_norm = LayerNorm(reader, f"{name}.norm1")
        self._attention = FrameAttention(config, reader, f"{name}.attn")
        self._feed_forward_norm = LayerNorm(reader, f"{name}.norm2")
        self._widen = Affine(reader, f"{name}.mlp.linear_fc1")
        self._narrow = Affine(reader, f"{name}.mlp.linear_fc2")

    def forward(self, rows: Tensor, rotation: Rotation, grids: Sequence[Grid]) -> Tensor:
        """``[patches, hidden]`` to the same shape."""
        rows = rows + self._attention.forward(self._attention_norm.forward(rows), rotation, grids)
        inner = functional.gelu(self._widen.forward(self._feed_forward_norm.forward(rows)), approximate="tanh")
        return rows + self._narrow.forward(inner)


class PatchMerger:
    """Joins the patches of a block side by side and maps them to one row of the text model."""

    def __init__(self, config: VisionConfig, reader: WeightReader, name: str) -> None:
        self._merged_width = config.merged_width
        self._norm = LayerNorm(reader, f"{name}.norm")
        self._first = Affine(reader, f"{name}.linear_fc1")
        self._second = Affine(reader, f"{name}.linear_fc2")

    def forward(self, rows: Tensor) -> Tensor:
        """``[patches, hidden]``, block after block, to ``[tokens, out_hidden]``."""
        merged = self._norm.forward(rows).view(-1, self._merged_width)
        return self._second.forward(functional.gelu(self._first.forward(merged)))

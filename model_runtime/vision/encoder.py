"""The vision encoder: patches in, rows for the text model out. It holds weights and nothing of any image."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from model_runtime.checkpoint import Checkpoint
from model_runtime.config import VisionConfig
from model_runtime.errors import CheckpointError
from model_runtime.model.rotary import Rotation
from model_runtime.vision.grid import Grid
from model_runtime.vision.layers import Affine, PatchMerger, VisionBlock
from model_runtime.vision_shapes import VISION_PREFIX
from model_runtime.weights import WeightReader


class VisionEncoder:
    """Reads the tensors ``model.visual.*`` of a checked checkpoint.

    Raises:
        CheckpointError: The checkpoint has no vision encoder, or one for another text model.
    """

    def __init__(self, checkpoint: Checkpoint, device: torch.device, dtype: torch.dtype) -> None:
        config = checkpoint.config.vision_config
        if config is None or not any(name.startswith(VISION_PREFIX) for name in checkpoint.other_tensors):
            raise CheckpointError(checkpoint.folder, "it has no vision encoder; this model reads text only")
        if config.out_hidden_size != checkpoint.config.text_config.hidden_size:
            reason = f"the vision encoder's rows are {config.out_hidden_size} wide, the text model's are not"
            raise CheckpointError(checkpoint.folder, reason)
        reader = WeightReader(checkpoint, device, dtype)
        self.config = config
        self._embed = Affine(reader, f"{VISION_PREFIX}patch_embed.proj")
        self._positions = PositionEmbedding(config, reader.table(f"{VISION_PREFIX}pos_embed.weight"))
        names = [f"{VISION_PREFIX}blocks.{block}" for block in range(config.depth)]
        self._blocks = [VisionBlock(config, reader, name) for name in names]
        self._merger = PatchMerger(config, reader, f"{VISION_PREFIX}merger")
        self._device, self._dtype = device, dtype

    @torch.inference_mode()
    def forward(self, patches: Tensor, grids: Sequence[Grid]) -> Tensor:
        """Encode some images and videos, each frame for itself.

        Args:
            patches: ``[patches, patch_width]``, normalised, in blocks (see ``model_runtime.vision.preprocess``).
            grids: How the patches lie, one grid for each image or video in order.

        Returns:
            ``[tokens, out_hidden_size]``, one row for each block, in the same order.

        Raises:
            ValueError: Patches and grids do not fit together, or a grid does not split into blocks.
        """
        self._check(patches, grids)
        rows = self._embed.forward(patches.to(self._device, self._dtype))
        rows = rows + torch.cat([self._positions.forward(grid) for grid in grids]).to(self._dtype)
        rotation = patch_rotation(self.config, grids, self._device)
        for block in self._blocks:
            rows = block.forward(rows, rotation, grids)
        return self._merger.forward(rows)

    def _check(self, patches: Tensor, grids: Sequence[Grid]) -> None:
        expected = (sum(grid.patches for grid in grids), self.config.patch_width)
        if not grids or tuple(patches.shape) != expected:
            raise ValueError(f"patches have the shape {tuple(patches.shape)}, their grids need {expected}")
        merge = self.config.spatial_merge_size
        if any(grid.rows % merge or grid.columns % merge for grid in grids):
            raise ValueError(f"every grid must split into blocks of {merge} x {merge} patches")


class PositionEmbedding:
    """A square of learned embeddings, stretched over any grid: its corners on the grid's corners, linear between."""

    def __init__(self, config: VisionConfig, table: Tensor) -> None:
        self._table = table.view(config.position_side, config.position_side, config.hidden_size)
        self._merge = config.spatial_merge_size

    def forward(self, grid: Grid) -> Tensor:
        """Float32 ``[patches, hidden]``, in blocks; the same for every frame."""
        rows = self._stretch(self._table.float(), grid.rows)
        square = self._stretch(rows.transpose(0, 1), grid.columns).transpose(0, 1)
        return in_blocks(square, self._merge).repeat(grid.frames, 1)

    @staticmethod
    def _stretch(table: Tensor, count: int) -> Tensor:
        """``[side, other, hidden]`` to ``[count, other, hidden]``."""
        side, gaps = table.shape[0], max(count - 1, 1)
        # In whole numbers, so that no rounding moves a corner.
        steps = torch.arange(count, device=table.device) * (side - 1)
        low, part = steps // gaps, (steps % gaps).float() / gaps
        high = (low + 1).clamp_(max=side - 1)
        return torch.lerp(table[low], table[high], part[:, None, None])


def patch_rotation(config: VisionConfig, grids: Sequence[Grid], device: torch.device) -> Rotation:
    """The rotation of patches in blocks, ``[patches, 1, head_dim / 2]``: first by the row, then by the column."""
    width = config.head_dim // 2
    exponents = torch.arange(0, width, 2, dtype=torch.float32) / width
    frequencies = (1.0 / config.rope_parameters.rope_theta**exponents).to(device)
    angles = []
    for grid in grids:
        row = torch.arange(grid.rows, device=device)[:, None].expand(grid.rows, grid.columns)
        column = torch.arange(grid.columns, device=device).expand(grid.rows, grid.columns)
        places = in_blocks(torch.stack((row, column), dim=-1), config.spatial_merge_size).float()
        angles.append((places[..., None] * frequencies).flatten(1).repeat(grid.frames, 1))
    joined = torch.cat(angles)[:, None]
    return Rotation(joined.cos(), joined.sin())


def in_blocks(square: Tensor, merge: int) -> Tensor:
    """``[rows, columns, width]`` to ``[rows * columns, width]``, block by block and row by row within a block."""
    rows, columns, width = square.shape
    split = square.reshape(rows // merge, merge, columns // merge, merge, width)
    return split.transpose(1, 2).reshape(rows * columns, width)

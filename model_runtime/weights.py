"""Moves the weights of a checkpoint to a device, one tensor at a time, and joins those that are applied together.

At no time does a second full copy of the weights exist. Matrices of grouped whole numbers, and of 8-bit floats unless they are
to be converted, stay as they are: on the CPU their memory is that of the file, mapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import torch
from torch import Tensor

from model_runtime.checkpoint import Checkpoint, TensorReader
from model_runtime.layout import group_scale_name, group_scheme, is_block_fp8, scale_name
from model_runtime.projection import BlockProjection, DenseProjection, GroupedProjection, JoinedProjection, Projection
from model_runtime.quantization.block_fp8 import BlockMatrix, dequantise
from model_runtime.quantization.group_wise import GroupedMatrix
from model_runtime.quantization_config import BlockFp8Config, GroupWiseConfig

Matrix = Tensor | GroupedMatrix | BlockMatrix

_LEAST_COLUMNS = 16


class WeightReader:
    """Reads tensors of a checkpoint as the model wants them: placed, converted, joined.

    Args:
        checkpoint: A checked checkpoint.
        device: Where the weights go.
        dtype: The type in which matrices are kept and applied. Vectors are kept in float32.
        half_rows: Keep a second copy of the matrices in float16, which products with a single row read.
    """

    def __init__(
        self, checkpoint: Checkpoint, device: torch.device, dtype: torch.dtype, *, half_rows: bool = False
    ) -> None:
        self._config = checkpoint.config
        self._files = TensorReader(checkpoint)
        self._half_rows = half_rows
        # What is quantised should load in seconds, so its plain matrices stay in the file too, where the type allows it.
        scheme = self._config.quantization_config
        self._keeps_blocks = isinstance(scheme, BlockFp8Config) and not checkpoint.converts_fp8
        self._kept = isinstance(scheme, GroupWiseConfig) or self._keeps_blocks
        self._maps = device.type == "cpu" and self._kept
        self.device = device
        self.dtype = dtype

    def vector(self, name: str) -> Tensor:
        """A small tensor in float32: norms, gates, biases."""
        return self._files.read(name).to(device=self.device, dtype=torch.float32, copy=True)

    def table(self, name: str) -> Tensor:
        """A matrix that is looked up by row, ``[rows, width]``."""
        return self._files.read(name).to(device=self.device, dtype=self.dtype, copy=not self._maps)

    def projection(self, *names: str) -> Projection:
        """One or more ``[out, in]`` matrices joined along ``out``."""
        return self.joined([self.stored(name) for name in names])

    def joined(self, parts: Sequence[Matrix]) -> Projection:
        """Matrices ``[out, in]`` from ``stored``, joined along ``out``; neighbours of plain weights become one."""
        projections: list[Projection] = []
        for kept, neighbours in groupby(parts, key=lambda part: not isinstance(part, Tensor)):
            if kept:
                projections += [self.applied(part) for part in neighbours]
            else:
                projections.append(self._joined_plain([part for part in neighbours if isinstance(part, Tensor)]))
        return projections[0] if len(projections) == 1 else JoinedProjection(projections)

    def _joined_plain(self, parts: Sequence[Tensor]) -> Projection:
        if self._maps and len(parts) == 1 and parts[0].dtype == self.dtype:
            return self.applied(parts[0])
        result = self._empty_matrix((sum(part.shape[0] for part in parts), parts[0].shape[1]))
        row = 0
        for part in parts:
            result[row : row + part.shape[0]] = part.to(self.device)
            row += part.shape[0]
        return self.applied(result)

    def applied(self, matrix: Matrix) -> Projection:
        """A placed ``[out, in]`` matrix, ready to be applied."""
        if isinstance(matrix, GroupedMatrix):
            return GroupedProjection(matrix)
        if isinstance(matrix, BlockMatrix):
            return BlockProjection(matrix)
        return DenseProjection(matrix, matrix.half().contiguous() if self._half_rows else None)

    def stored(self, name: str) -> Matrix:
        """The tensor as it lies in the file, for choosing rows before ``joined``.

        What stays quantised is on the device. Blocks of 8-bit floats are otherwise converted: float32 on the device.
        """
        tensor, scheme = self._files.read(name), self._config.quantization_config
        grouped = group_scheme(name, scheme) if isinstance(scheme, GroupWiseConfig) else None
        if grouped is not None:
            scales = self._files.read(group_scale_name(name))
            return GroupedMatrix(tensor, scales, grouped.group_size, grouped.bits).to(self.device)
        if isinstance(scheme, BlockFp8Config) and is_block_fp8(name):
            matrix = BlockMatrix(tensor, self._files.read(scale_name(name)), scheme.weight_block_size).to(self.device)
            return matrix if self._keeps_blocks else dequantise(matrix.numbers, matrix.scales, matrix.block)
        return tensor

    def experts(self, layer: str) -> tuple[list[Projection], list[Projection]]:
        """Of each expert of a layer, gate and up ``[2 * inner, hidden]`` in one, and down ``[hidden, inner]``.

        They are views of one tensor over all experts, as in the fused file. ``layer`` is what the names of the layer's
        tensors begin with.
        """
        text = self._config.text_config
        prefix = f"{layer}mlp.experts."
        if self._kept:
            return self._kept_experts(prefix, text.num_experts)
        inner, hidden = text.moe_intermediate_size, text.hidden_size
        gate_up = self._empty_matrix((text.num_experts, 2 * inner, hidden))
        down = self._empty_matrix((text.num_experts, hidden, inner))
        if self._files.has(f"{prefix}0.gate_proj.weight"):
            for expert in range(text.num_experts):
                gate_up[expert, :inner] = self._plain(f"{prefix}{expert}.gate_proj.weight")
                gate_up[expert, inner:] = self._plain(f"{prefix}{expert}.up_proj.weight")
                down[expert] = self._plain(f"{prefix}{expert}.down_proj.weight")
        else:
            gate_up[:] = self._plain(f"{prefix}gate_up_proj")
            down[:] = self._plain(f"{prefix}down_proj")
        return [self.applied(matrix) for matrix in gate_up], [self.applied(matrix) for matrix in down]

    def _kept_experts(self, prefix: str, count: int) -> tuple[list[Projection], list[Projection]]:
        if not self._files.has(f"{prefix}0.gate_proj.weight"):
            gate_up, down = self.stored(f"{prefix}gate_up_proj"), self.stored(f"{prefix}down_proj")
            assert not isinstance(gate_up, BlockMatrix)
            assert not isinstance(down, BlockMatrix)
            return [self.applied(gate_up[expert]) for expert in range(count)], [
                self.applied(down[expert]) for expert in range(count)
            ]
        pairs = [[f"{prefix}{expert}.{side}_proj.weight" for side in ("gate", "up")] for expert in range(count)]
        downs = [f"{prefix}{expert}.down_proj.weight" for expert in range(count)]
        return [self.projection(*pair) for pair in pairs], [self.projection(name) for name in downs]

    def _plain(self, name: str) -> Tensor:
        matrix = self.stored(name)
        assert isinstance(matrix, Tensor)
        return matrix.to(self.device)

    def _empty_matrix(self, shape: tuple[int, ...]) -> Tensor:
        # On the CPU the product with one row runs about twice as fast when the matrix lies column after column. Not so for
        # few columns: the rows of such a product are rounded by where they stand (measured with MKL, below 12 columns).
        if self.device.type == "cpu" and shape[-2] >= _LEAST_COLUMNS:
            return torch.empty((*shape[:-2], shape[-1], shape[-2]), dtype=self.dtype).transpose(-1, -2)
        return torch.empty(shape, device=self.device, dtype=self.dtype)

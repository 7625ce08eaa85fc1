"""Moves the weights of a checkpoint to a device, one tensor at a time, and joins those that are applied together.

At no time does a second full copy of the weights exist; of 8-bit experts, one at a time is converted.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from model_runtime.checkpoint import Checkpoint, TensorReader
from model_runtime.layout import is_block_fp8, scale_name
from model_runtime.projection import Projection
from model_runtime.quantization.block_fp8 import dequantise


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
        self.device = device
        self.dtype = dtype

    def vector(self, name: str) -> Tensor:
        """A small tensor in float32: norms, gates, biases."""
        return self._files.read(name).to(device=self.device, dtype=torch.float32, copy=True)

    def table(self, name: str) -> Tensor:
        """A matrix that is looked up by row, ``[rows, width]``."""
        return self._files.read(name).to(device=self.device, dtype=self.dtype, copy=True)

    def projection(self, *names: str) -> Projection:
        """One or more ``[out, in]`` matrices joined along ``out``."""
        return self.joined([self.stored(name) for name in names])

    def joined(self, parts: Sequence[Tensor]) -> Projection:
        """Matrices ``[out, in]`` from ``stored``, joined along ``out``."""
        result = self._empty_matrix((sum(part.shape[0] for part in parts), parts[0].shape[1]))
        row = 0
        for part in parts:
            result[row : row + part.shape[0]] = part.to(self.device)
            row += part.shape[0]
        return self.applied(result)

    def applied(self, matrix: Tensor) -> Projection:
        """A placed ``[out, in]`` matrix, ready to be applied."""
        return Projection(matrix, matrix.half().contiguous() if self._half_rows else None)

    def stored(self, name: str) -> Tensor:
        """The tensor as it lies in the file, for rearranging before ``joined``.

        Blocks of 8-bit floats, and they alone, are converted: float32 on the device.
        """
        tensor, blocks = self._files.read(name), self._config.quantization_config
        if blocks is None or not is_block_fp8(name):
            return tensor
        scales = self._files.read(scale_name(name)).to(self.device)
        return dequantise(tensor.to(self.device), scales, blocks.weight_block_size)

    def experts(self, layer: str) -> tuple[list[Projection], list[Projection]]:
        """Of each expert of a layer, gate and up ``[2 * inner, hidden]`` in one, and down ``[hidden, inner]``.

        They are views of one tensor over all experts, as in the fused file. ``layer`` is what the names of the layer's
        tensors begin with.
        """
        text = self._config.text_config
        prefix = f"{layer}mlp.experts."
        inner, hidden = text.moe_intermediate_size, text.hidden_size
        gate_up = self._empty_matrix((text.num_experts, 2 * inner, hidden))
        down = self._empty_matrix((text.num_experts, hidden, inner))
        if self._files.has(f"{prefix}0.gate_proj.weight"):
            for expert in range(text.num_experts):
                gate_up[expert, :inner] = self.stored(f"{prefix}{expert}.gate_proj.weight").to(self.device)
                gate_up[expert, inner:] = self.stored(f"{prefix}{expert}.up_proj.weight").to(self.device)
                down[expert] = self.stored(f"{prefix}{expert}.down_proj.weight").to(self.device)
        else:
            gate_up[:] = self.stored(f"{prefix}gate_up_proj").to(self.device)
            down[:] = self.stored(f"{prefix}down_proj").to(self.device)
        return [self.applied(matrix) for matrix in gate_up], [self.applied(matrix) for matrix in down]

    def _empty_matrix(self, shape: tuple[int, ...]) -> Tensor:
        # On the CPU the product with one row runs about twice as fast when the matrix lies column after column.
        if self.device.type == "cpu":
            return torch.empty((*shape[:-2], shape[-1], shape[-2]), dtype=self.dtype).transpose(-1, -2)
        return torch.empty(shape, device=self.device, dtype=self.dtype)

"""The state of one sequence: what must be kept so that no token is ever computed twice.

Attention layers keep keys and values, which grow; delta-net layers keep a matrix and the last rows before the
convolution, which do not. Tensors only, no token ids.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from model_runtime.config import LayerKind, TextConfig

_FIRST_CAPACITY = 256


class AttentionState:
    """Keys and values of one layer, ``[key/value heads, capacity, head width]`` each; ``length`` rows are filled."""

    __slots__ = ("_keys", "_limit", "_values", "length")

    def __init__(self, config: TextConfig, device: torch.device, dtype: torch.dtype) -> None:
        shape = (config.num_key_value_heads, min(_FIRST_CAPACITY, config.context_tokens), config.head_dim)
        self._keys = torch.empty(shape, device=device, dtype=dtype)
        self._values = torch.empty(shape, device=device, dtype=dtype)
        self._limit = config.context_tokens
        self.length = 0

    def append(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Store new rows and return views of all rows.

        Args:
            keys: ``[tokens, heads, width]``, already rotated.
            values: ``[tokens, heads, width]``.

        Returns:
            Keys and values, ``[heads, length, width]``.
        """
        begin, end = self.length, self.length + keys.shape[0]
        if end > self._keys.shape[1]:
            self._grow(end)
        self._keys[:, begin:end] = keys.transpose(0, 1)
        self._values[:, begin:end] = values.transpose(0, 1)
        self.length = end
        return self._keys[:, :end], self._values[:, :end]

    def _grow(self, needed: int) -> None:
        capacity = self._keys.shape[1]
        while capacity < needed:
            capacity *= 2
        capacity = max(needed, min(capacity, self._limit))
        self._keys = self._enlarged(self._keys, capacity)
        self._values = self._enlarged(self._values, capacity)

    def _enlarged(self, old: Tensor, capacity: int) -> Tensor:
        new = old.new_empty((old.shape[0], capacity, old.shape[2]))
        new[:, : self.length] = old[:, : self.length]
        return new


@dataclass(slots=True)
class DeltaNetState:
    """State of one delta-net layer.

    ``recurrent`` is ``[value heads, key width, value width]``, always float32: a shorter type wrecks the outputs.
    ``convolution`` holds the last ``kernel - 1`` rows that entered the convolution, before it and its activation.
    """

    recurrent: Tensor
    convolution: Tensor

    @classmethod
    def empty(cls, config: TextConfig, device: torch.device, dtype: torch.dtype) -> DeltaNetState:
        """The state before the first token."""
        heads = (config.linear_num_value_heads, config.linear_key_head_dim, config.linear_value_head_dim)
        rows = (config.linear_conv_kernel_dim - 1, config.convolution_width)
        return cls(
            recurrent=torch.zeros(heads, device=device, dtype=torch.float32),
            convolution=torch.zeros(rows, device=device, dtype=dtype),
        )


@dataclass(slots=True)
class SequenceState:
    """States of all layers and the number of tokens that they stand for."""

    layers: list[AttentionState | DeltaNetState]
    token_count: int = 0

    @classmethod
    def empty(cls, config: TextConfig, device: torch.device, dtype: torch.dtype) -> SequenceState:
        """The state before the first token."""
        return cls([_empty_layer(kind, config, device, dtype) for kind in config.layer_types])


def _empty_layer(
    kind: LayerKind, config: TextConfig, device: torch.device, dtype: torch.dtype
) -> AttentionState | DeltaNetState:
    if kind == "full_attention":
        return AttentionState(config, device, dtype)
    return DeltaNetState.empty(config, device, dtype)

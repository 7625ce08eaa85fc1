"""Gated attention: grouped-query attention whose output is gated, head by head, before the output projection."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.config import TextConfig
from model_runtime.model.norm import RmsNorm
from model_runtime.model.rotary import Rotation, rotate
from model_runtime.state import AttentionState
from model_runtime.weights import WeightReader

# Rows of queries that share one mask: bounds the mask's memory, and spares the upper half of the products.
_QUERY_BLOCK = 512


class GatedAttention:
    """One full-attention mixer. Queries, keys, values and gates come from a single product."""

    def __init__(self, config: TextConfig, reader: WeightReader, layer: str) -> None:
        """``layer`` is what the names of the layer's tensors begin with."""
        self._heads, self._groups = config.num_attention_heads, config.num_key_value_heads
        self._width = config.head_dim
        prefix = f"{layer}self_attn."
        # The checkpoint interleaves query and gate rows head by head.
        rows = torch.arange(2 * self._heads * self._width).view(self._heads, 2, self._width)
        query_and_gate, key, value = (reader.stored(f"{prefix}{name}_proj.weight") for name in "qkv")
        query, gate = (query_and_gate[rows[:, part].flatten().to(query_and_gate.device)] for part in (0, 1))
        self._project_in = reader.joined([query, key, value, gate])
        self._project_out = reader.projection(f"{prefix}o_proj.weight")
        query_scale = 1.0 + reader.vector(f"{prefix}q_norm.weight")
        key_scale = 1.0 + reader.vector(f"{prefix}k_norm.weight")
        scales = (query_scale.expand(self._heads, -1), key_scale.expand(self._groups, -1))
        self._norm = RmsNorm(torch.cat(scales), config.rms_norm_eps)

    def forward(self, hidden: Tensor, rotation: Rotation, state: AttentionState) -> Tensor:
        """Attend from new tokens to all tokens so far.

        Args:
            hidden: ``[tokens, hidden]``, normalised.
            rotation: Of the new tokens.
            state: Keys and values of the tokens before; grows by the new ones.

        Returns:
            ``[tokens, hidden]``.
        """
        projected = self._project_in.forward(hidden)
        queries, keys, values = self._append(projected, rotation, state)
        mixed = attend(queries, keys, values)
        gate = projected[:, -self._heads * self._width :]
        return self._project_out.forward(mixed.mul_(torch.sigmoid(gate)))

    def forward_rows(self, hidden: Tensor, rotation: Rotation, states: Sequence[AttentionState]) -> Tensor:
        """Attend from one new token of each of several sequences to the tokens of its own.

        Args:
            hidden: ``[rows, hidden]``, normalised; a row for each state, and behind them rows of padding.
            rotation: Of all rows.
            states: Keys and values of the tokens before; each grows by one.

        Returns:
            ``[rows, hidden]``.
        """
        projected = self._project_in.forward(hidden)
        queries, keys, values = self._split(projected, rotation)
        mixed = projected.new_zeros(projected.shape[0], self._heads * self._width)
        for row, state in enumerate(states):
            part = slice(row, row + 1)
            mixed[part] = attend(queries[part], *state.append(keys[part], values[part]))
        gate = projected[:, -self._heads * self._width :]
        return self._project_out.forward(mixed.mul_(torch.sigmoid(gate)))

    def remember(self, hidden: Tensor, rotation: Rotation, state: AttentionState) -> None:
        """Advance ``state`` as ``forward`` does, for tokens from which nothing is to be computed further."""
        self._append(self._project_in.forward(hidden), rotation, state)

    def _append(self, projected: Tensor, rotation: Rotation, state: AttentionState) -> tuple[Tensor, Tensor, Tensor]:
        """Queries of the new tokens, ``[tokens, heads, width]``, and keys and values of all."""
        queries, keys, values = self._split(projected, rotation)
        return queries, *state.append(keys, values)

    def _split(self, projected: Tensor, rotation: Rotation) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values of the new tokens, ``[tokens, heads, width]`` each; the first two rotated."""
        heads, groups = self._heads, self._groups
        rows = projected.view(projected.shape[0], -1, self._width)
        turned = rotate(self._norm.forward(rows[:, : heads + groups]), rotation)
        return turned[:, :heads], turned[:, heads:], rows[:, heads + groups : heads + 2 * groups]


def attend(queries: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """Causal attention of the last tokens of a sequence to the whole of it.

    Args:
        queries: ``[tokens, heads, width]``, of the last ``tokens`` rows of the sequence.
        keys: ``[groups, length, width]``; head ``h`` reads group ``h // (heads / groups)``.
        values: ``[groups, length, width]``.

    Returns:
        ``[tokens, heads * width]``.
    """
    tokens, heads, width = queries.shape
    groups, length, _ = keys.shape
    if tokens == 1:
        # One query sees everything: the heads of a group are then just rows of queries, and no mask is needed.
        rows = queries.view(1, groups, heads // groups, width)
        return functional.scaled_dot_product_attention(rows, keys[None], values[None]).reshape(1, heads * width)
    grouped = queries.view(tokens, groups, heads // groups, width).permute(1, 2, 0, 3)
    shape = (groups, heads // groups, length, width)
    keys, values = keys[:, None].expand(shape), values[:, None].expand(shape)
    blocks = [
        _attend_block(grouped[:, :, begin : begin + _QUERY_BLOCK], keys, values, length - tokens + begin)
        for begin in range(0, tokens, _QUERY_BLOCK)
    ]
    mixed = blocks[0] if len(blocks) == 1 else torch.cat(blocks, dim=2)
    return mixed.permute(2, 0, 1, 3).reshape(tokens, heads * width)


def _attend_block(queries: Tensor, keys: Tensor, values: Tensor, past: int) -> Tensor:
    """Queries ``[groups, heads, rows, width]`` at positions ``past`` onwards; keys of all positions."""
    rows = queries.shape[2]
    visible = past + rows
    keys, values = keys[:, :, :visible], values[:, :, :visible]
    if past == 0:
        return functional.scaled_dot_product_attention(queries, keys, values, is_causal=True)
    mask = torch.ones((rows, visible), dtype=torch.bool, device=queries.device).tril_(past)
    return functional.scaled_dot_product_attention(queries, keys, values, attn_mask=mask)

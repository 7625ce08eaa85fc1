"""Gated DeltaNet: the linear-attention mixer. Projections, short causal convolution, delta rule, gated norm."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.config import TextConfig
from model_runtime.model import delta_rule
from model_runtime.model.norm import RmsNorm, unit_norm
from model_runtime.state import DeltaNetState
from model_runtime.tentative import TentativeDeltaNetState
from model_runtime.weights import WeightReader


class GatedDeltaNet:
    """One linear-attention mixer. Everything that is read from the hidden rows comes from a single product."""

    def __init__(self, config: TextConfig, reader: WeightReader, layer: str) -> None:
        """``layer`` is what the names of the layer's tensors begin with."""
        self._key_heads, self._value_heads = config.linear_num_key_heads, config.linear_num_value_heads
        self._key_width, self._value_width = config.linear_key_head_dim, config.linear_value_head_dim
        self._sections = [config.convolution_width, config.value_width, self._value_heads, self._value_heads]
        prefix = f"{layer}linear_attn."
        names = ("in_proj_qkv", "in_proj_z", "in_proj_b", "in_proj_a")
        self._project_in = reader.projection(*(f"{prefix}{name}.weight" for name in names))
        self._project_out = reader.projection(f"{prefix}out_proj.weight")
        # [kernel, channels], so that a window of rows is multiplied row by row.
        self._kernel = reader.vector(f"{prefix}conv1d.weight").squeeze(1).T.contiguous()
        self._decay_rate = -torch.exp(reader.vector(f"{prefix}A_log"))
        self._step_bias = reader.vector(f"{prefix}dt_bias")
        self._norm = RmsNorm(reader.vector(f"{prefix}norm.weight"), config.rms_norm_eps)
        ones = torch.ones(self._key_heads, 1, device=reader.device)
        self._query_key_scale = torch.cat((ones * self._key_width**-0.5, ones))

    def forward(self, hidden: Tensor, state: DeltaNetState) -> Tensor:
        """Mix new tokens with what the state remembers.

        Args:
            hidden: ``[tokens, hidden]``, normalised.
            state: Of the tokens before; advanced in place, or if it is tentative, told what would advance it.

        Returns:
            ``[tokens, hidden]``.
        """
        mixed, gate, beta, step_size = torch.split(self._project_in.forward(hidden), self._sections, dim=-1)
        inputs = self._inputs(self._convolve(mixed, state), beta, step_size)
        read = _advance(inputs, state).to(hidden.dtype)
        return self._project_out.forward(self._gated_norm(read, gate))

    def forward_rows(self, hidden: Tensor, states: Sequence[DeltaNetState]) -> Tensor:
        """Mix one new token of each of several sequences.

        Args:
            hidden: ``[rows, hidden]``, normalised; a row for each state, and behind them rows of padding.
            states: Of the tokens before; advanced in place.

        Returns:
            ``[rows, hidden]``.
        """
        mixed, gate, beta, step_size = torch.split(self._project_in.forward(hidden), self._sections, dim=-1)
        inputs = self._inputs(self._convolve_rows(mixed, states), beta, step_size)
        read = delta_rule.step_rows(inputs, [state.writable() for state in states]).to(hidden.dtype)
        return self._project_out.forward(self._gated_norm(read, gate))

    def _inputs(self, convolved: Tensor, beta: Tensor, step_size: Tensor) -> delta_rule.DeltaInputs:
        tokens, key_heads = convolved.shape[0], self._key_heads
        convolved = functional.silu(convolved)
        key_columns = 2 * key_heads * self._key_width
        vectors = convolved[:, :key_columns].view(tokens, 2 * key_heads, self._key_width)
        vectors = unit_norm(vectors).mul_(self._query_key_scale)
        return delta_rule.DeltaInputs(
            queries=vectors[:, :key_heads],
            keys=vectors[:, key_heads:],
            values=convolved[:, key_columns:].view(tokens, self._value_heads, self._value_width),
            log_decay=functional.softplus(step_size.float() + self._step_bias).mul_(self._decay_rate),
            beta=torch.sigmoid(beta.float()),
        )

    def _convolve(self, rows: Tensor, state: DeltaNetState) -> Tensor:
        """Causal depthwise convolution over time, ``[tokens, channels]`` in float32; keeps the last rows."""
        window = torch.cat((state.convolution, rows))
        tokens, kernel = rows.shape[0], self._kernel
        if isinstance(state, TentativeDeltaNetState):
            state.window = window
        else:
            state.convolution = window[tokens:].clone() if tokens > 1 else window[1:]
        window = window.float()
        if tokens == 1:
            return (window * kernel).sum(0, keepdim=True)
        result = window[:tokens] * kernel[0]
        for offset in range(1, kernel.shape[0]):
            result.addcmul_(window[offset : offset + tokens], kernel[offset])
        return result

    def _convolve_rows(self, rows: Tensor, states: Sequence[DeltaNetState]) -> Tensor:
        """As ``_convolve``, for one row of each sequence; rows of padding are convolved with what is at hand."""
        before = [state.convolution for state in states]
        before += before[:1] * (rows.shape[0] - len(before))
        windows = torch.cat((torch.stack(before), rows[:, None]), dim=1)
        for state, kept in zip(states, windows[:, 1:], strict=False):
            state.convolution = kept
        return (windows.float() * self._kernel).sum(1)

    def _gated_norm(self, read: Tensor, gate: Tensor) -> Tensor:
        """Norm each value head with a plain weight, then multiply by the activated gate: ``[tokens, values]``."""
        normed = self._norm.forward(read).reshape(gate.shape)
        return (normed * functional.silu(gate.float())).to(read.dtype)


def _advance(inputs: delta_rule.DeltaInputs, state: DeltaNetState) -> Tensor:
    """``[tokens, value heads, value width]``, read from the state after each token."""
    if isinstance(state, TentativeDeltaNetState):
        read, state.writes = delta_rule.look_ahead(inputs, state.recurrent)
        return read
    advance = delta_rule.step if inputs.values.shape[0] == 1 else delta_rule.run
    return advance(inputs, state.writable())

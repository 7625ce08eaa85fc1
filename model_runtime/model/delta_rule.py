"""The gated delta rule: a recurrence over a matrix per head, one step at a time and in chunks.

Both forms compute the same function, exactly up to rounding. All tensors are float32. The recurrence, per value head:
``S = exp(g) S; S = S + k (beta (v - k S)); o = q S`` (Yang et al., "Gated Delta Networks", 2024).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.tentative import Writes

CHUNK_TOKENS = 64


@dataclass(frozen=True, slots=True)
class DeltaInputs:
    """What the rule reads, for a run of tokens.

    ``queries`` and ``keys`` are ``[tokens, key heads, key width]``, ``values`` are
    ``[tokens, value heads, value width]``, ``log_decay`` and ``beta`` are ``[tokens, value heads]``. Value head ``j``
    uses key head ``j // (value heads / key heads)``.
    """

    queries: Tensor
    keys: Tensor
    values: Tensor
    log_decay: Tensor
    beta: Tensor


def step(inputs: DeltaInputs, state: Tensor) -> Tensor:
    """Advance ``state`` by one token, in place.

    Args:
        inputs: Of exactly one token.
        state: ``[value heads, key width, value width]``.

    Returns:
        ``[1, value heads, value width]``.
    """
    heads, key_width, _ = state.shape
    repeats = heads // inputs.keys.shape[1]
    keys = inputs.keys[0, :, None].expand(-1, repeats, -1).reshape(heads, 1, key_width)
    queries = inputs.queries[0, :, None].expand(-1, repeats, -1).reshape(heads, 1, key_width)
    state.mul_(inputs.log_decay.exp().view(heads, 1, 1))
    change = (inputs.values.view(heads, 1, -1) - torch.bmm(keys, state)).mul_(inputs.beta.view(heads, 1, 1))
    state.addcmul_(keys.view(heads, key_width, 1), change)
    return torch.bmm(queries, state).view(1, heads, -1)


def step_rows(inputs: DeltaInputs, states: Sequence[Tensor]) -> Tensor:
    """Advance each of several states by one token, in place.

    Each matrix is read and written where it is: putting them side by side would cost more than it spares.

    Args:
        inputs: A token for each state, in their order; tokens behind those are left out.
        states: ``[value heads, key width, value width]`` each.

    Returns:
        ``[tokens, value heads, value width]``; zeros for tokens that no state is for.
    """
    tokens, heads, value_width = inputs.values.shape
    repeats = heads // inputs.keys.shape[1]
    keys, queries = _spread(inputs.keys, repeats), _spread(inputs.queries, repeats)
    decay, beta = inputs.log_decay.exp()[..., None, None], inputs.beta[..., None, None]
    outputs = inputs.values.new_zeros(tokens, heads, 1, value_width)
    for row, state in enumerate(states):
        state.mul_(decay[row])
        change = (inputs.values[row, :, None] - torch.bmm(keys[row, :, None], state)).mul_(beta[row])
        state.addcmul_(keys[row, :, :, None], change)
        torch.bmm(queries[row, :, None], state, out=outputs[row])
    return outputs.squeeze(2)


def run(inputs: DeltaInputs, state: Tensor) -> Tensor:
    """Advance ``state`` by any number of tokens, in place, chunk by chunk; between chunks only the state is carried.

    Args:
        inputs: Of one or more tokens.
        state: ``[value heads, key width, value width]``.

    Returns:
        ``[tokens, value heads, value width]``.
    """
    tokens, heads, value_width = inputs.values.shape
    chunks = _unrolled(inputs, min(CHUNK_TOKENS, tokens))
    left = (chunks.log_decay[..., -1:] - chunks.log_decay).exp_()[..., None]
    kept = (chunks.keys * left).transpose(-1, -2)
    last_decay = chunks.log_decay[..., -1:, None].exp()

    outputs = torch.empty_like(chunks.written)
    for chunk in range(outputs.shape[0]):
        change = torch.baddbmm(chunks.written[chunk], chunks.erased[chunk], state, alpha=-1)
        torch.bmm(chunks.queries[chunk], state, out=outputs[chunk])
        outputs[chunk].baddbmm_(chunks.scores[chunk], change)
        state.mul_(last_decay[chunk]).baddbmm_(kept[chunk], change)
    return outputs.transpose(1, 2).reshape(-1, heads, value_width)[:tokens]


def look_ahead(inputs: DeltaInputs, state: Tensor) -> tuple[Tensor, Writes]:
    """What ``run`` gives, and instead of advancing ``state``, what advances it by any part of the tokens.

    Args:
        inputs: Of one token up to a chunk.
        state: ``[value heads, key width, value width]``; it is only read.

    Returns:
        ``[tokens, value heads, value width]``, and what the tokens write.
    """
    chunks = _unrolled(inputs, inputs.values.shape[0])
    changes = torch.baddbmm(chunks.written[0], chunks.erased[0], state, alpha=-1)
    outputs = torch.bmm(chunks.queries[0], state).baddbmm_(chunks.scores[0], changes)
    return outputs.transpose(0, 1), Writes(chunks.keys[0], changes, chunks.log_decay[0])


@dataclass(frozen=True, slots=True)
class _Chunks:
    """The steps of each chunk as products with the state before it, ``[chunks, value heads, size, ...]`` each.

    With the state ``S``, the tokens of a chunk write ``written - erased S`` and read ``queries S + scores`` times that.
    """

    queries: Tensor
    keys: Tensor
    scores: Tensor
    written: Tensor
    erased: Tensor
    log_decay: Tensor


def _unrolled(inputs: DeltaInputs, size: int) -> _Chunks:
    """Unroll the steps within each chunk into a unit lower-triangular system (the UT transform) and solve it."""
    value_width = inputs.values.shape[-1]
    repeats = inputs.values.shape[1] // inputs.keys.shape[1]
    # Padding rows have a zero key, a zero beta and no decay: they leave the state as it is.
    queries, keys, values = (_chunked(x, size) for x in (inputs.queries, inputs.keys, inputs.values))
    beta = _chunked(inputs.beta[..., None], size)
    log_decay = _chunked(inputs.log_decay[..., None], size).squeeze(-1).cumsum(-1)

    # decay[i, j]: what is left at token i of what token j wrote, j <= i. Masked before exp, which could overflow.
    decay = (log_decay[..., :, None] - log_decay[..., None, :]).tril_().exp_()
    transposed = keys.transpose(-1, -2)
    system = _spread(keys @ transposed, repeats).mul_(decay).mul_(beta).tril_(-1)
    scores = _spread(queries @ transposed, repeats).mul_(decay).tril_()
    grown = log_decay.exp()[..., None]
    keys, queries = _spread(keys, repeats), _spread(queries, repeats) * grown
    right = torch.cat((values, keys * grown), dim=-1).mul_(beta)
    solved = torch.linalg.solve_triangular(system, right, upper=False, unitriangular=True)
    written, erased = solved[..., :value_width], solved[..., value_width:].contiguous()
    return _Chunks(queries, keys, scores, written, erased, log_decay)


def _chunked(rows: Tensor, size: int) -> Tensor:
    """``[tokens, heads, width]`` padded with zeros and cut: ``[chunks, heads, size, width]``."""
    tokens, heads, width = rows.shape
    padded = functional.pad(rows, (0, 0, 0, 0, 0, -tokens % size))
    return padded.view(-1, size, heads, width).transpose(1, 2).contiguous()


def _spread(per_key_head: Tensor, repeats: int) -> Tensor:
    """Repeat what belongs to a key head for each of its value heads (dimension 1)."""
    return per_key_head.repeat_interleave(repeats, dim=1)

"""The gated delta rule for training: whole sequences at once, differentiable, in plain matrix products.

Within a chunk of 64 steps the recurrence is a triangular system (UT transform, Yang et al., arXiv 2412.06464); between chunks the
state obeys an affine recurrence, one small product a chunk. The product runs ``model_runtime.model.delta_net``; a test
holds the two equal. ``within_chunks`` and ``read_out`` are what is worth compiling; the scan is bound by launches, not by bytes.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

CHUNK = 64
BLOCK = 16

Parts = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def gated_delta_rule(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    g: Tensor,
    beta: Tensor,
    initial: Tensor | None = None,
    within: Callable[..., Parts] | None = None,
    read: Callable[..., Tensor] | None = None,
    go_through: Callable[..., tuple[Tensor, Tensor]] | None = None,
) -> tuple[Tensor, Tensor]:
    """Outputs of the recurrence, and the state after it.

    Args:
        q: queries, normalised and scaled, [B, H, T, K]; float32, T a multiple of 64.
        k: keys, normalised, [B, H, T, K].
        v: values, [B, H, T, V].
        g: logarithm of the decay, [B, H, T].
        beta: write strength, [B, H, T].
        initial: the state to start from, [1 or B, H, K, V]; zero when absent.
        within: ``within_chunks`` or a compiled form of it.
        read: ``read_out`` or a compiled form of it.
        go_through: ``scan`` or ``training.scan.fused_scan``.

    Returns:
        [B, H, T, V] and [B, H, K, V].
    """
    batch, heads, length, key_dim = k.shape
    shape = (batch * heads, length // CHUNK, CHUNK)
    u, w, transition, added, attention, q_in = (within or within_chunks)(
        q.reshape(*shape, key_dim),
        k.reshape(*shape, key_dim),
        v.reshape(*shape, v.shape[-1]),
        g.reshape(shape),
        beta.reshape(shape),
    )
    start = torch.zeros_like(added[:, 0]) if initial is None else initial.expand(batch, -1, -1, -1).flatten(0, 1)
    before, last = (go_through or scan)(transition, added, start)
    out = (read or read_out)(u, w, before, attention, q_in)
    return out.reshape(batch, heads, length, -1), last.unflatten(0, (batch, heads))


def within_chunks(q: Tensor, k: Tensor, v: Tensor, g: Tensor, beta: Tensor) -> Parts:
    """Everything of a chunk that does not depend on the state before it; all arguments [N, chunks, 64, ...]."""
    beta = beta[..., None]
    total = g.cumsum(-1)
    decay = (total[..., :, None] - total[..., None, :]).tril().exp().tril()
    system = ((k * beta) @ k.mT * decay).tril(-1)
    right = torch.cat([v * beta, k * beta * total.exp()[..., None]], -1)
    u, w = solve_unit_lower(system, right).split([v.shape[-1], k.shape[-1]], -1)
    last = total[..., -1:]
    k_out = k * (last - total).exp()[..., None]
    identity = torch.eye(k.shape[-1], device=k.device, dtype=k.dtype)
    transition = last.exp()[..., None] * identity - k_out.mT @ w
    return u, w, transition, k_out.mT @ u, (q @ k.mT) * decay, q * total.exp()[..., None]


def scan(transition: Tensor, added: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    """State before each chunk of S' = transition @ S + added, [N, chunks, K, V], and the last one, [N, K, V]."""
    states = [state]
    for a, b in zip(transition.unbind(1), added.unbind(1), strict=True):
        states.append(torch.baddbmm(b, a, states[-1]))
    return torch.stack(states[:-1], 1), states[-1]


def read_out(u: Tensor, w: Tensor, before: Tensor, attention: Tensor, q_in: Tensor) -> Tensor:
    """Outputs of all chunks, given the state before each."""
    return q_in @ before + attention @ (u - w @ before)


def solve_unit_lower(strict: Tensor, right: Tensor) -> Tensor:
    """Solve (I + strict) X = right for strictly lower triangular ``strict`` [..., 64, 64].

    Blocks of 16 are inverted by products of (I + A^(2^i)), which is exact for nilpotent A and stable at that size; then the
    blocks are solved one after the other.
    """
    count = strict.shape[-1] // BLOCK
    rows = [strict[..., i * BLOCK : (i + 1) * BLOCK, :] for i in range(count)]
    identity = torch.eye(BLOCK, device=strict.device, dtype=strict.dtype)
    power = torch.stack([rows[i][..., i * BLOCK : (i + 1) * BLOCK] for i in range(count)], -3)
    inverse = identity - power
    for _ in range(3):
        power = power @ power
        inverse = inverse + inverse @ power
    inverses = inverse.unbind(-3)
    solved = inverses[0] @ right[..., :BLOCK, :]
    for i in range(1, count):
        rest = right[..., i * BLOCK : (i + 1) * BLOCK, :] - rows[i][..., : i * BLOCK] @ solved
        solved = torch.cat([solved, inverses[i] @ rest], -2)
    return solved

"""The gated delta rule for training: whole sequences at once, differentiable, in plain matrix products.

Within a chunk of 64 steps the recurrence is a triangular system (UT transform, Yang et al., arXiv 2412.06464); between chunks the
state obeys an affine recurrence, which a parallel scan solves in log2(chunks) rounds of products. The product runs
``model_runtime.model.delta_net``; a test holds the two equal.
"""

from __future__ import annotations

import torch
from torch import Tensor

CHUNK = 64


def gated_delta_rule(q: Tensor, k: Tensor, v: Tensor, g: Tensor, beta: Tensor) -> Tensor:
    """Outputs of the recurrence from a zero state.

    Args:
        q: queries, normalised and scaled, [B, H, T, K]; float32, T a multiple of 64.
        k: keys, normalised, [B, H, T, K].
        v: values, [B, H, T, V].
        g: logarithm of the decay, [B, H, T].
        beta: write strength, [B, H, T].

    Returns:
        [B, H, T, V].
    """
    batch, heads, length, key_dim = k.shape
    chunks = length // CHUNK
    shape = (batch * heads, chunks, CHUNK)
    q, k, v = q.reshape(*shape, key_dim), k.reshape(*shape, key_dim), v.reshape(*shape, v.shape[-1])
    beta = beta.reshape(*shape, 1)
    total = g.reshape(shape).cumsum(-1)
    decay = (total[..., :, None] - total[..., None, :]).tril().exp().tril()
    kk = (k * beta) @ k.mT
    system = (kk * decay).tril(-1)
    right = torch.cat([v * beta, k * beta * total.exp()[..., None]], -1)
    solved = solve_unit_lower(system, right)
    u, w = solved.split([v.shape[-1], key_dim], -1)
    last = total[..., -1:]
    k_out = k * (last - total).exp()[..., None]
    identity = torch.eye(key_dim, device=k.device, dtype=k.dtype)
    transition = last.exp()[..., None] * identity - k_out.mT @ w
    before = exclusive_scan(transition, k_out.mT @ u)
    u = u - w @ before
    attention = (q @ k.mT) * decay
    out = (q * total.exp()[..., None]) @ before + attention @ u
    return out.reshape(batch, heads, length, -1)


def exclusive_scan(transition: Tensor, added: Tensor) -> Tensor:
    """State before each chunk of S' = transition @ S + added, from zero. Both [N, C, ...]; Hillis and Steele's scan."""
    a, b = transition, added
    step, chunks = 1, a.shape[1]
    while step < chunks:
        b = torch.cat([b[:, :step], a[:, step:] @ b[:, :-step] + b[:, step:]], 1)
        if 2 * step < chunks:
            a = torch.cat([a[:, :step], a[:, step:] @ a[:, :-step]], 1)
        step *= 2
    return torch.cat([torch.zeros_like(b[:, :1]), b[:, :-1]], 1)


def solve_unit_lower(strict: Tensor, right: Tensor) -> Tensor:
    """Solve (I + strict) X = right for strictly lower triangular ``strict`` [..., 64, 64].

    Blocks of 16 are inverted by products of (I + A^(2^i)), which is exact for nilpotent A and stable at that size; larger blocks are
    joined from smaller ones.
    """
    size = 16
    count = strict.shape[-1] // size
    blocks = [[strict[..., i * size : (i + 1) * size, j * size : (j + 1) * size] for j in range(count)] for i in range(count)]
    identity = torch.eye(size, device=strict.device, dtype=strict.dtype)
    diagonal = torch.stack([blocks[i][i] for i in range(count)], -3)
    inverse = identity - diagonal
    power = diagonal
    for _ in range(3):
        power = power @ power
        inverse = inverse + inverse @ power
    solved: list[Tensor] = []
    for i in range(count):
        rest = right[..., i * size : (i + 1) * size, :]
        for j in range(i):
            rest = rest - blocks[i][j] @ solved[j]
        solved.append(inverse[..., i, :, :] @ rest)
    return torch.cat(solved, -2)

"""Gated attention with partial rotary positions, and the norm that it shares with the rest of the model. For training."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.shape import Shape

Carry = tuple[Tensor, Tensor]


class RMSNorm(nn.Module):
    """Root mean square norm with weight 1 + w."""

    def __init__(self, dim: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(dim))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        """Rows ``[..., dim]``, normed in float32."""
        x32 = x.float()
        return (x32 * torch.rsqrt(x32.square().mean(-1, keepdim=True) + self.eps) * (1 + self.weight.float())).to(
            x.dtype
        )


def rotary_tables(s: Shape, length: int, device: torch.device | str) -> tuple[Tensor, Tensor]:
    """Cosine and sine, [length, rotary/2]; text has equal positions on all axes, so interleaving does not show."""
    half = int(s.head_dim * s.rotary) // 2
    frequency = s.theta ** (-torch.arange(half, device=device, dtype=torch.float32) / half)
    angle = torch.arange(length, device=device, dtype=torch.float32)[:, None] * frequency
    return angle.cos(), angle.sin()


def _rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = cos.shape[-1]
    a, b, rest = x[..., :half], x[..., half : 2 * half], x[..., 2 * half :]
    return torch.cat([a * cos - b * sin, b * cos + a * sin, rest], -1)


class Attention(nn.Module):
    """Gated attention."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        self.q_proj = nn.Linear(s.hidden, 2 * s.query_heads * s.head_dim, bias=False)
        self.k_proj = nn.Linear(s.hidden, s.kv_heads * s.head_dim, bias=False)
        self.v_proj = nn.Linear(s.hidden, s.kv_heads * s.head_dim, bias=False)
        self.o_proj = nn.Linear(s.query_heads * s.head_dim, s.hidden, bias=False)
        self.q_norm = RMSNorm(s.head_dim, s.eps)
        self.k_norm = RMSNorm(s.head_dim, s.eps)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: Carry | None) -> tuple[Tensor, Tensor, Tensor]:
        """Output, and keys and values of ``past`` and ``x`` together, [B, heads, length, dim].

        ``x`` is [B, T, hidden]; the angles are those of its positions.
        """
        s = self.s
        batch, length, _ = x.shape
        q, gate = self.q_proj(x).view(batch, length, s.query_heads, 2 * s.head_dim).chunk(2, -1)
        k = self.k_proj(x).view(batch, length, s.kv_heads, s.head_dim)
        v = self.v_proj(x).view(batch, length, s.kv_heads, s.head_dim).transpose(1, 2)
        cos, sin = cos.to(x.dtype), sin.to(x.dtype)
        q = _rotate(self.q_norm(q).transpose(1, 2), cos, sin)
        k = _rotate(self.k_norm(k).transpose(1, 2), cos, sin)
        repeat = s.query_heads // s.kv_heads
        k, v = k.repeat_interleave(repeat, 1).to(v.dtype), v.repeat_interleave(repeat, 1)
        if past is not None:
            k, v = (torch.cat([p.expand(batch, -1, -1, -1), t], 2) for p, t in zip(past, (k, v), strict=True))
        # Zero queries in the place of the past: a square causal product is what the fused kernel takes, compiled or not.
        q = F.pad(q.to(v.dtype), (0, 0, k.shape[2] - length, 0))
        out = F.scaled_dot_product_attention(q, k, v, is_causal=True)[:, :, -length:]
        out = out.transpose(1, 2).reshape(batch, length, -1) * torch.sigmoid(gate.reshape(batch, length, -1))
        return self.o_proj(out), k, v

"""The architecture of Qwen3.6 for training small models: whole sequences, all experts computed densely, autograd.

Parameter names are those of the published checkpoint, so a state dict saves as it is. It is not the runtime: that is
``model_runtime``, to which a test holds this equal.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.attention import Attention, Carry, RMSNorm, rotary_tables
from training.delta_rule import gated_delta_rule, read_out, scan, within_chunks
from training.shape import Shape


class GatedNorm(nn.Module):
    """The delta net's norm: plain weight, then a SiLU gate."""

    def __init__(self, dim: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x: Tensor, gate: Tensor) -> Tensor:
        """Rows ``[..., dim]``, normed in float32 and gated by rows of the same shape."""
        x32 = x.float()
        normed = (x32 * torch.rsqrt(x32.square().mean(-1, keepdim=True) + self.eps)).to(gate.dtype)
        return (self.weight.to(gate.dtype) * normed * F.silu(gate.float())).to(gate.dtype)


def _unit(x: Tensor) -> Tensor:
    return x * torch.rsqrt(x.square().sum(-1, keepdim=True) + 1e-6)


class DeltaNet(nn.Module):
    """Gated DeltaNet mixer."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        keys, values = s.key_heads * s.linear_dim, s.value_heads * s.linear_dim
        self.in_proj_qkv = nn.Linear(s.hidden, 2 * keys + values, bias=False)
        self.in_proj_z = nn.Linear(s.hidden, values, bias=False)
        self.in_proj_a = nn.Linear(s.hidden, s.value_heads, bias=False)
        self.in_proj_b = nn.Linear(s.hidden, s.value_heads, bias=False)
        self.conv1d = nn.Conv1d(2 * keys + values, 2 * keys + values, 4, groups=2 * keys + values, bias=False)
        self.A_log = nn.Parameter(torch.empty(s.value_heads).uniform_(1, 16).log())
        step = torch.empty(s.value_heads).uniform_(math.log(0.001), math.log(0.1)).exp()
        self.dt_bias = nn.Parameter(step + torch.log(-torch.expm1(-step)))
        self.norm = GatedNorm(s.linear_dim, s.eps)
        self.out_proj = nn.Linear(values, s.hidden, bias=False)

        self.core = gated_delta_rule
        self.recompute = True

    def mix(
        self, q: Tensor, k: Tensor, v: Tensor, g: Tensor, beta: Tensor, state: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """The recurrence, recomputed in the backward pass unless there is memory for what it keeps."""
        with torch.autocast(q.device.type, enabled=False):
            if not self.recompute:
                return self.core(q, k, v, g, beta, state)
            return torch.utils.checkpoint.checkpoint(self.core, q, k, v, g, beta, state, use_reentrant=False)

    def project(self, x: Tensor, history: Tensor) -> tuple[Tensor, ...]:
        """Arguments of the recurrence, and the convolution's history after ``x``; ``history`` is [1 or B, 3, channels]."""
        s = self.s
        batch, length, _ = x.shape
        qkv = self.in_proj_qkv(x)
        padded = torch.cat([history.to(qkv.dtype).expand(batch, -1, -1), qkv], 1)
        weight = self.conv1d.weight[:, 0].to(qkv.dtype)
        qkv = F.silu(sum(padded[:, j : j + length] * weight[:, j] for j in range(4)))
        keys = s.key_heads * s.linear_dim
        q, k, v = qkv.split([keys, keys, s.value_heads * s.linear_dim], -1)
        repeat = s.value_heads // s.key_heads
        q, k = (t.view(batch, length, s.key_heads, s.linear_dim).transpose(1, 2).float() for t in (q, k))
        q, k = _unit(q) * s.linear_dim**-0.5, _unit(k)
        q, k = (t.repeat_interleave(repeat, 1) for t in (q, k))
        v = v.view(batch, length, s.value_heads, s.linear_dim).transpose(1, 2).float()
        beta = torch.sigmoid(self.in_proj_b(x).float()).transpose(1, 2)
        g = (-self.A_log.float().exp() * F.softplus(self.in_proj_a(x).float() + self.dt_bias.float())).transpose(1, 2)
        return q, k, v, g, beta, padded[:, -3:]

    def finish(self, out: Tensor, x: Tensor) -> Tensor:
        """From what the recurrence gave, [B, H, T, V], to the layer's output."""
        batch, length, _ = x.shape
        gate = self.in_proj_z(x).view(batch, length, self.s.value_heads, self.s.linear_dim)
        return self.out_proj(self.norm(out.transpose(1, 2), gate).reshape(batch, length, -1))


class Experts(nn.Module):
    """The routed experts' weights in their fused form."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.gate_up_proj = nn.Parameter(torch.empty(s.experts, 2 * s.expert_dim, s.hidden))
        self.down_proj = nn.Parameter(torch.empty(s.experts, s.hidden, s.expert_dim))


class SwiGLU(nn.Module):
    """The shared expert."""

    def __init__(self, hidden: int, dim: int) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(hidden, dim, bias=False)
        self.up_proj = nn.Linear(hidden, dim, bias=False)
        self.down_proj = nn.Linear(dim, hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """A gated linear unit over rows ``[..., hidden]``."""
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class MoE(nn.Module):
    """Router, routed experts (all computed, the unselected weighted 0: at 8 small experts that is the fast way), shared expert."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        self.gate = nn.Linear(s.hidden, s.experts, bias=False)
        self.experts = Experts(s)
        self.shared_expert = SwiGLU(s.hidden, s.shared_dim)
        self.shared_expert_gate = nn.Linear(s.hidden, 1, bias=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Output, and the load-balancing term (Switch Transformer, arXiv 2101.03961, eq. 4)."""
        s = self.s
        probabilities = self.gate(x).float().softmax(-1)
        top, index = probabilities.topk(s.active, -1)
        mask = F.one_hot(index, s.experts).sum(-2).float()
        weights = probabilities * mask / top.sum(-1, keepdim=True)
        hidden = F.linear(x, self.experts.gate_up_proj.view(-1, s.hidden))
        gate, up = hidden.view(*x.shape[:-1], s.experts, 2, s.expert_dim).unbind(-2)
        hidden = F.silu(gate) * up * weights[..., None].to(gate.dtype)
        down = self.experts.down_proj.permute(1, 0, 2).reshape(s.hidden, -1)
        routed = F.linear(hidden.flatten(-2), down)
        balance = s.experts * (mask.mean((0, 1)) / s.active * probabilities.mean((0, 1))).sum()
        return routed + torch.sigmoid(self.shared_expert_gate(x)) * self.shared_expert(x), balance


class Layer(nn.Module):
    """One decoder layer."""

    def __init__(self, s: Shape, kind: str) -> None:
        super().__init__()
        self.linear = kind == "linear_attention"
        if self.linear:
            self.linear_attn = DeltaNet(s)
        else:
            self.self_attn = Attention(s)
        self.input_layernorm = RMSNorm(s.hidden, s.eps)
        self.post_attention_layernorm = RMSNorm(s.hidden, s.eps)
        self.mlp = MoE(s)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, carry: Carry | None) -> tuple[Tensor, Tensor, Carry]:
        """Hidden states, the balancing term, and what a continuation needs of this layer.

        ``carry`` is (convolution history, recurrent state) or (keys, values) of what came before, with batch 1 or B.
        """
        if not self.linear:
            x, balance, keys, values = self.attend(x, cos, sin, carry)
            return x, balance, (keys, values)
        channels = self.linear_attn.conv1d.weight.shape[0]
        history = x.new_zeros(1, 3, channels) if carry is None else carry[0]
        *arguments, history = self.before(x, history)
        out, state = self.linear_attn.mix(*arguments, None if carry is None else carry[1])
        x, balance = self.after(x, out)
        return x, balance, (history, state)

    def attend(self, x: Tensor, cos: Tensor, sin: Tensor, past: Carry | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """A whole layer of full attention."""
        out, keys, values = self.self_attn(self.input_layernorm(x), cos, sin, past)
        return *self.feed(x + out), keys, values

    def before(self, x: Tensor, history: Tensor) -> tuple[Tensor, ...]:
        """A delta-net layer up to its recurrence."""
        return self.linear_attn.project(self.input_layernorm(x), history)

    def after(self, x: Tensor, out: Tensor) -> tuple[Tensor, Tensor]:
        """A delta-net layer from its recurrence on."""
        return self.feed(x + self.linear_attn.finish(out, self.input_layernorm(x)))

    def feed(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The second half of a layer."""
        out, balance = self.mlp(self.post_attention_layernorm(x))
        return x + out, balance


class TextModel(nn.Module):
    """Embedding, layers and final norm."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        self.embed_tokens = nn.Embedding(s.vocabulary, s.hidden)
        kinds = s.config()["text_config"]["layer_types"]  # type: ignore[index]
        self.layers = nn.ModuleList(Layer(s, kind) for kind in kinds)
        self.norm = RMSNorm(s.hidden, s.eps)

    def forward(self, ids: Tensor, prefix: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Normed hidden states [B, T, hidden] and the sum of balancing terms.

        ``prefix`` [P] stands before every row of ``ids`` and is computed once for all of them; P and T are multiples of 64.
        """
        carries: list[Carry | None] = [None] * len(self.layers)
        first = 0
        if prefix is not None:
            _, _, carries = self._run(prefix[None], 0, carries)
            first = len(prefix)
        hidden, balance, _ = self._run(ids, first, carries)
        return self.norm(hidden), balance

    def _run(self, ids: Tensor, first: int, carries: list[Carry | None]) -> tuple[Tensor, Tensor, list[Carry | None]]:
        x = self.embed_tokens(ids)
        if torch.is_autocast_enabled(ids.device.type):
            x = x.to(torch.get_autocast_dtype(ids.device.type))
        cos, sin = (table[first:] for table in rotary_tables(self.s, first + ids.shape[1], ids.device))
        balance = x.new_zeros((), dtype=torch.float32)
        after: list[Carry | None] = []
        for layer, carry in zip(self.layers, carries, strict=True):
            x, added, kept = layer(x, cos, sin, carry)
            balance = balance + added
            after.append(kept)
        return x, balance, after


class _Body(nn.Module):
    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.language_model = TextModel(s)


class CausalModel(nn.Module):
    """The whole model; ``state_dict`` has the published names."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        self.model = _Body(s)
        self.lm_head = nn.Linear(s.hidden, s.vocabulary, bias=False)
        self._initialise()

    def _initialise(self) -> None:
        for name, parameter in self.named_parameters():
            if parameter.dim() < 2 or "A_log" in name:
                continue
            scale = 0.02
            if "out_proj" in name or "o_proj" in name or "down_proj" in name:
                scale /= math.sqrt(2 * self.s.layers)
            nn.init.normal_(parameter, 0.0, 0.25 if "conv1d" in name else scale)

    def forward(self, ids: Tensor, prefix: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """As ``TextModel.forward``."""
        return self.model.language_model(ids, prefix)


def keep_activations(model: CausalModel) -> None:
    """Keep what the recurrences compute for the backward pass."""
    for layer in model.model.language_model.layers:
        if layer.linear:
            layer.linear_attn.recompute = False


def _fused_scan(device: torch.device) -> Callable[..., tuple[Tensor, Tensor]] | None:
    """The kernel for the scan, if it gives on this device what plain products give; None otherwise, with a word why."""
    try:
        from training.scan import fused_scan

        transition, added = (torch.randn(8, 5, 64, 64, device=device) for _ in range(2))
        given = (transition * 0.1).requires_grad_(), added.requires_grad_(), added[:, 0].detach().requires_grad_()
        fast, plain = fused_scan(*given), scan(*given)
        gradients = [torch.autograd.grad(pair[0].square().sum() + pair[1].sum(), given) for pair in (fast, plain)]
        pairs = [*zip(fast, plain, strict=True), *zip(*gradients, strict=True)]
        error = max(float((a - b).norm() / b.norm()) for a, b in pairs)
    except Exception as problem:  # no Triton, no GPU, or a Triton that cannot build it: slower, not wrong
        sys.stderr.write(f"scan: plain products ({type(problem).__name__}: {str(problem)[:200]})\n")
        return None
    sys.stderr.write(f"scan: {'one kernel' if error < 1e-2 else 'plain products'}, error {error:.1e}\n")
    return fused_scan if error < 1e-2 else None


def compile_layers(model: CausalModel) -> None:
    """Compile what is bound by bytes, in pieces small enough to compile in seconds; the scan is a kernel of its own."""
    torch._dynamo.config.recompile_limit = 64
    core = partial(
        gated_delta_rule,
        within=torch.compile(within_chunks, dynamic=False),
        read=torch.compile(read_out, dynamic=False),
        go_through=_fused_scan(model.lm_head.weight.device),
    )
    attend, before, after = (torch.compile(f, dynamic=False) for f in (Layer.attend, Layer.before, Layer.after))
    for layer in model.model.language_model.layers:
        if layer.linear:
            layer.linear_attn.core = core
            layer.before, layer.after = partial(before, layer), partial(after, layer)
        else:
            layer.attend = partial(attend, layer)

"""Muon for matrices (Jordan et al. 2024; scale of Liu et al., arXiv 2502.16982), AdamW for everything else."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonalise(x: Tensor, steps: int = 5) -> Tensor:
    """Nearly orthogonal matrices with the singular directions of ``x`` [..., m, n], by Newton-Schulz iteration in bf16."""
    a, b, c = _COEFFICIENTS
    y = x.bfloat16()
    tall = y.shape[-2] > y.shape[-1]
    if tall:
        y = y.mT
    y = y / (y.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = y @ y.mT
        y = a * y + (b * gram + c * gram @ gram) @ y
    return (y.mT if tall else y).to(x.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised. Parameters of one shape are stacked and treated together."""

    def __init__(self, parameters: list[Tensor], lr: float, momentum: float = 0.95, weight_decay: float = 0.01) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Move every parameter that has a gradient."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[Tensor]] = {}
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape.setdefault(parameter.shape, []).append(parameter)
            for members in by_shape.values():
                self._step_shape(members, group)

    def _step_shape(self, members: list[Tensor], group: dict[str, float]) -> None:
        buffers = [self.state[p].setdefault("momentum", torch.zeros_like(p)) for p in members]
        gradients = [p.grad for p in members]
        torch._foreach_lerp_(buffers, gradients, 1 - group["momentum"])
        stacked = torch.stack([g.lerp(b, group["momentum"]) for g, b in zip(gradients, buffers, strict=True)])
        update = orthogonalise(stacked)
        scale = 0.2 * max(stacked.shape[-2:]) ** 0.5
        for parameter, delta in zip(members, update.unbind(0), strict=True):
            parameter.mul_(1 - group["lr"] * group["weight_decay"]).add_(delta, alpha=-group["lr"] * scale)


def create_optimisers(model: nn.Module, lr_muon: float, lr_adam: float) -> list[torch.optim.Optimizer]:
    """Muon over hidden matrices, AdamW over embeddings, head, router, vectors and the convolution."""
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        small = any(
            part in name
            for part in (
                "embed_tokens",
                "lm_head",
                "conv1d",
                "mlp.gate.",
                "shared_expert_gate",
                "in_proj_a",
                "in_proj_b",
            )
        )
        (others if parameter.dim() < 2 or small else matrices).append(parameter)
    return [
        Muon(matrices, lr_muon),
        torch.optim.AdamW(others, lr=lr_adam, betas=(0.9, 0.95), weight_decay=0.0, fused=others[0].is_cuda),
    ]

"""The kernel for the scan over chunk states equals plain products, values and gradients."""

from __future__ import annotations

import pytest
import torch

from training.delta_rule import scan

pytest.importorskip("triton", reason="the kernel needs Triton, which comes with CUDA builds of torch")


@pytest.mark.gpu
@pytest.mark.parametrize("shape", [(8, 40, 64, 64), (3, 1, 64, 32), (2, 10, 32, 64)])
def test_values_and_gradients(shape: tuple[int, int, int, int]) -> None:
    from training.scan import fused_scan

    sequences, chunks, rows, columns = shape
    generator = torch.Generator("cuda").manual_seed(0)

    def draw(*size: int) -> torch.Tensor:
        return torch.randn(size, device="cuda", generator=generator)

    given = [
        (draw(sequences, chunks, rows, rows) * 0.1).requires_grad_(),
        draw(sequences, chunks, rows, columns).requires_grad_(),
        draw(sequences, rows, columns).requires_grad_(),
    ]
    fast, plain = fused_scan(*given), scan(*given)
    upstream = [draw(*out.shape) for out in plain]
    for mine, wanted in zip(
        [*fast, *torch.autograd.grad(fast, given, upstream)],
        [*plain, *torch.autograd.grad(plain, given, upstream)],
        strict=True,
    ):
        assert float((mine - wanted).norm() / wanted.norm()) < 1e-3

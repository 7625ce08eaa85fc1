from __future__ import annotations

import pytest
import torch

from training.model import CausalModel
from training.optimiser import Muon, create_optimisers, orthogonalise
from training.shape import Shape
from training.train import learning_rate_factor

TINY = Shape(
    vocabulary=320, hidden=32, layers=4, key_heads=2, value_heads=4, linear_dim=8, query_heads=4, head_dim=16, experts=4,
    expert_dim=16, shared_dim=16, context=512,
)  # fmt: skip


@pytest.mark.parametrize("shape", [(32, 32), (16, 64), (64, 16), (3, 24, 40)])
def test_an_orthogonalised_matrix_has_singular_values_near_one(shape: tuple[int, ...]) -> None:
    x = torch.randn(shape, generator=torch.Generator().manual_seed(0)) * 7
    y = orthogonalise(x)
    assert y.shape == x.shape
    assert y.dtype == x.dtype
    assert (torch.linalg.svdvals(y) - 0.95).abs().max() < 0.4


def test_singular_directions_stay() -> None:
    x = torch.randn(24, 40, generator=torch.Generator().manual_seed(0))
    u, _, v = torch.linalg.svd(x, full_matrices=False)
    middle = u.T @ orthogonalise(x) @ v.T
    assert (middle - middle.diagonal().diag()).abs().max() < 0.05
    assert middle.diagonal().min() > 0.5


def test_size_does_not_matter() -> None:
    x = torch.randn(16, 16, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(orthogonalise(x), orthogonalise(1000 * x), rtol=0.05, atol=0.02)
    assert torch.equal(orthogonalise(torch.zeros(4, 4)), torch.zeros(4, 4))


def test_parameters_of_one_shape_are_treated_as_if_alone() -> None:
    generator = torch.Generator().manual_seed(0)
    start, gradients = torch.randn(2, 8, 12, generator=generator), torch.randn(3, 2, 8, 12, generator=generator)
    together = [torch.nn.Parameter(t.clone()) for t in start]
    alone = [torch.nn.Parameter(t.clone()) for t in start]
    optimisers = [Muon(together, 0.1), *(Muon([p], 0.1) for p in alone)]
    for step in gradients:
        for parameters in (together, alone):
            for parameter, gradient in zip(parameters, step, strict=True):
                parameter.grad = gradient.clone()
        for optimiser in optimisers:
            optimiser.step()
    for one, other in zip(together, alone, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-3)


def test_every_parameter_has_one_optimiser() -> None:
    model = CausalModel(TINY)
    muon, adam = create_optimisers(model, 1e-2, 1e-2)
    held = [p for optimiser in (muon, adam) for group in optimiser.param_groups for p in group["params"]]
    assert len(held) == len({id(p) for p in held}) == len(list(model.parameters()))
    assert all(p.dim() >= 2 for group in muon.param_groups for p in group["params"])


def test_a_few_steps_lower_the_loss() -> None:
    torch.manual_seed(0)
    model = CausalModel(TINY)
    optimisers = create_optimisers(model, 1e-2, 1e-2)
    ids = torch.randint(0, 300, (2, 64))
    losses = []
    for _ in range(8):
        hidden, balance = model(ids)
        logits = model.lm_head(hidden)[:, :-1]
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten()) + 0.01 * balance
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
            optimiser.zero_grad()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] - 0.5


def test_the_rate_warms_up_holds_and_falls_to_zero() -> None:
    assert learning_rate_factor(0, 1000) == 0
    assert learning_rate_factor(300, 1000) == 1
    assert learning_rate_factor(1000, 1000) == 0
    falling = [learning_rate_factor(second, 1000) for second in range(600, 1001, 50)]
    assert falling == sorted(falling, reverse=True)

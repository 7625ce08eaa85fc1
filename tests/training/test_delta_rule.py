"""The chunked delta rule is the recurrence, forward and backward, and the triangular solve solves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from model_runtime.model.delta_rule import DeltaInputs, run
from training.delta_rule import gated_delta_rule, scan, solve_unit_lower


def recurrence(q: Tensor, k: Tensor, v: Tensor, g: Tensor, beta: Tensor, state: Tensor | None = None) -> list[Tensor]:
    """Step by step: the state decays, forgets what the key holds, and takes the value. Outputs, and the last state."""
    state = torch.zeros(*k.shape[:2], k.shape[-1], v.shape[-1], dtype=k.dtype) if state is None else state
    outputs = []
    for t in range(k.shape[2]):
        state = state * g[:, :, t, None, None].exp()
        held = torch.einsum("bhkv,bhk->bhv", state, k[:, :, t])
        state = state + torch.einsum("bhk,bhv->bhkv", k[:, :, t], beta[:, :, t, None] * (v[:, :, t] - held))
        outputs.append(torch.einsum("bhkv,bhk->bhv", state, q[:, :, t]))
    return [torch.stack(outputs, 2), state]


def draw(length: int, *, decay: float, seed: int = 0, dtype: torch.dtype = torch.float64) -> list[Tensor]:
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator, dtype=dtype)

    q, k, v = normal(2, 3, length, 8), normal(2, 3, length, 8), normal(2, 3, length, 5)
    q, k = (torch.nn.functional.normalize(t, dim=-1) for t in (q, k))
    return [q, k, v, -decay * normal(2, 3, length).exp(), torch.sigmoid(normal(2, 3, length))]


def assert_equal(got: Sequence[Tensor], wanted: Sequence[Tensor], tolerance: float) -> None:
    for one, other in zip(got, wanted, strict=True):
        torch.testing.assert_close(one, other, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("length", [64, 192])
@pytest.mark.parametrize("decay", [0.0, 0.01, 1.0, 30.0])
def test_equals_the_recurrence(length: int, decay: float) -> None:
    arguments = draw(length, decay=decay)
    assert_equal(gated_delta_rule(*arguments), recurrence(*arguments), 1e-9)


def test_equals_the_recurrence_in_single_precision() -> None:
    arguments = draw(256, decay=0.05, dtype=torch.float32)
    assert_equal(gated_delta_rule(*arguments), recurrence(*arguments), 1e-4)


@pytest.mark.parametrize("rows", [1, 2])
def test_goes_on_from_a_state(rows: int) -> None:
    arguments = draw(128, decay=0.1)
    state = torch.randn(rows, 3, 8, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    assert_equal(gated_delta_rule(*arguments, state), recurrence(*arguments, state.expand(2, -1, -1, -1)), 1e-9)


def test_two_halves_are_the_whole() -> None:
    arguments = draw(256, decay=0.1)
    first, second = ([t[:, :, part] for t in arguments] for part in (slice(0, 128), slice(128, 256)))
    out, state = gated_delta_rule(*first)
    rest, last = gated_delta_rule(*second, state)
    assert_equal([torch.cat([out, rest], 2), last], gated_delta_rule(*arguments), 1e-10)


def test_equals_the_rule_of_the_runtime() -> None:
    q, k, v, g, beta = draw(192, decay=0.1, dtype=torch.float32)
    q, k, v, g, beta = (t[0].transpose(0, 1).contiguous() for t in (q, k, v, g, beta))
    state = torch.zeros(3, 8, 5)
    theirs = run(DeltaInputs(q, k, v, g, beta), state)
    ours, last = gated_delta_rule(*(t.transpose(0, 1)[None] for t in (q, k, v, g, beta)))
    assert_equal([ours[0].transpose(0, 1), last[0]], [theirs, state], 1e-5)


def test_gradients_equal_those_of_the_recurrence() -> None:
    ours, theirs = ([t.requires_grad_() for t in draw(128, decay=0.1)] for _ in range(2))
    weight = torch.randn(2, 3, 128, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    gradients = torch.autograd.grad((gated_delta_rule(*ours)[0] * weight).sum(), ours)
    expected = torch.autograd.grad((recurrence(*theirs)[0] * weight).sum(), theirs)
    for got, wanted in zip(gradients, expected, strict=True):
        torch.testing.assert_close(got, wanted, rtol=1e-8, atol=1e-8)


def test_what_comes_later_does_not_matter() -> None:
    arguments = draw(128, decay=0.1)
    changed = [torch.cat([t[:, :, :100], torch.zeros_like(t[:, :, 100:])], 2) for t in arguments]
    before, after = gated_delta_rule(*arguments)[0], gated_delta_rule(*changed)[0]
    torch.testing.assert_close(before[:, :, :100], after[:, :, :100], rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("size", [0.1, 1.0])
def test_solves_unit_lower_triangular_systems(size: float) -> None:
    generator = torch.Generator().manual_seed(0)
    strict = (size * torch.randn(2, 5, 64, 64, dtype=torch.float64, generator=generator) / 8).tril(-1)
    right = torch.randn(2, 5, 64, 7, dtype=torch.float64, generator=generator)
    solved = solve_unit_lower(strict, right)
    torch.testing.assert_close(solved + strict @ solved, right, rtol=1e-9, atol=1e-9)
    expected = torch.linalg.solve_triangular(strict, right, upper=False, unitriangular=True)
    torch.testing.assert_close(solved, expected, rtol=1e-9, atol=1e-9)


def test_scan_gives_the_state_before_each_chunk() -> None:
    generator = torch.Generator().manual_seed(0)
    transition, added = torch.randn(2, 4, 3, 3, generator=generator), torch.randn(2, 4, 3, 2, generator=generator)
    start = torch.randn(2, 3, 2, generator=generator)
    states, last = scan(transition, added, start)
    assert torch.equal(states[:, 0], start)
    after = [*states[:, 1:].unbind(1), last]
    for i, state in enumerate(after):
        torch.testing.assert_close(state, transition[:, i] @ states[:, i] + added[:, i])

"""Sampling is a pure function of logits, parameters and one number."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.errors import NumericalError
from model_runtime.sampling import candidates, check_parameters, choose_token, penalise, uniform_at
from vocabulary.messages import SamplingParameters

OFF: dict[str, Any] = {"temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}
LOGITS = torch.tensor([0.5, 0.3, 0.15, 0.04, 0.01]).log()


def kept(**changes: Any) -> list[int]:
    return candidates(LOGITS, SamplingParameters(**{**OFF, **changes}))[0].tolist()


def test_filters_one_by_one() -> None:
    assert kept() == [0, 1, 2, 3, 4]
    assert kept(top_k=2) == [0, 1]
    assert kept(top_k=99) == [0, 1, 2, 3, 4]
    assert kept(top_p=0.79) == [0, 1]
    assert kept(top_p=0.81) == [0, 1, 2]
    assert kept(top_p=1e-9) == [0]
    assert kept(min_p=0.25) == [0, 1, 2]
    assert kept(min_p=1.0) == [0]


def test_top_p_counts_what_top_k_left() -> None:
    # Of two tokens with 0.625 and 0.375, the first alone reaches 0.6.
    assert kept(top_k=2, top_p=0.6) == [0]
    assert kept(top_p=0.6) == [0, 1]


def test_temperature_works_before_the_filters() -> None:
    assert kept(temperature=0.25, top_p=0.8) == [0]
    assert kept(temperature=4.0, min_p=0.5) == [0, 1, 2, 3]


@pytest.mark.parametrize("temperature", [0, 1e-30])
def test_cold_is_greedy(temperature: float) -> None:
    parameters = SamplingParameters(**{**OFF, "temperature": temperature})
    assert choose_token(LOGITS.flip(0), parameters, 0.999) == 4


def test_masked_tokens_never_come() -> None:
    logits = torch.full((6,), -math.inf)
    logits[3] = -50.0
    assert {choose_token(logits, SamplingParameters(**OFF), u / 10) for u in range(10)} == {3}


@pytest.mark.parametrize("bad", [math.nan, math.inf])
@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_logits_that_are_not_finite(bad: float, temperature: float) -> None:
    logits = LOGITS.clone()
    logits[1] = bad
    with pytest.raises(NumericalError):
        choose_token(logits, SamplingParameters(temperature=temperature), 0.5)


def test_the_number_picks_by_probability() -> None:
    draws = [choose_token(LOGITS, SamplingParameters(**OFF), (i + 0.5) / 1000) for i in range(1000)]
    counts = torch.bincount(torch.tensor(draws), minlength=5).tolist()
    assert counts == pytest.approx([500, 300, 150, 40, 10], abs=1)


def test_presence_penalty_counts_a_token_once() -> None:
    out = penalise(LOGITS, SamplingParameters(presence_penalty=1.5), sequence=[3, 4], generated=[1, 1, 1])
    assert (LOGITS - out).tolist() == pytest.approx([0, 1.5, 0, 0, 0])


def test_repetition_penalty_follows_the_sign() -> None:
    logits = torch.tensor([2.0, -2.0, 1.0])
    out = penalise(logits, SamplingParameters(repetition_penalty=2.0), sequence=[0, 1, 1], generated=[])
    assert out.tolist() == [1.0, -4.0, 1.0]
    assert logits.tolist() == [2.0, -2.0, 1.0]


def test_no_penalty_is_no_work() -> None:
    assert penalise(LOGITS, SamplingParameters(), sequence=[1], generated=[1]) is LOGITS


@pytest.mark.parametrize(
    "changes",
    [
        {"temperature": -0.1},
        {"temperature": math.nan},
        {"temperature": math.inf},
        {"top_k": -1},
        {"top_p": 0.0},
        {"top_p": 1.1},
        {"min_p": -0.1},
        {"min_p": 2.0},
        {"presence_penalty": math.nan},
        {"repetition_penalty": 0.0},
    ],
)
def test_parameters_out_of_range(changes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(changes))} .* is out of range"):
        check_parameters(SamplingParameters(**changes))


def test_numbers_are_spread_and_reproducible() -> None:
    numbers = [uniform_at(1, 2, position) for position in range(2000)]
    assert numbers == [uniform_at(1, 2, position) for position in range(2000)]
    assert all(0 <= number < 1 for number in numbers)
    assert sum(numbers) / 2000 == pytest.approx(0.5, abs=0.03)
    assert uniform_at(1, 2, 0) != uniform_at(2, 1, 0)


@given(
    logits=st.lists(st.floats(-50, 50), min_size=1, max_size=30),
    parameters=st.builds(
        SamplingParameters,
        temperature=st.floats(0.01, 5),
        top_k=st.integers(0, 40),
        top_p=st.floats(0.01, 1),
        min_p=st.floats(0, 1),
    ),
    uniform=st.floats(0, 1, exclude_max=True),
)
def test_what_is_drawn_passed_every_filter(logits: list[float], parameters: SamplingParameters, uniform: float) -> None:
    tensor = torch.tensor(logits)
    ids, probabilities = candidates(tensor, parameters)
    drawn = choose_token(tensor, parameters, uniform)
    assert drawn in ids.tolist()
    assert float(tensor.max()) == float(tensor[ids[0]])
    assert parameters.top_k == 0 or len(ids) <= parameters.top_k
    assert bool((probabilities >= parameters.min_p * probabilities[0]).all())
    assert float(probabilities[:-1].sum()) < parameters.top_p + 1e-6

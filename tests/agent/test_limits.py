from __future__ import annotations

from dataclasses import fields, replace

import pytest

from agent.limits import RunLimits, Spent, check, turn_budget

LIMITS = RunLimits(max_steps=5, max_tokens_per_turn=100, max_total_tokens=1000, max_time_s=60.0)


def test_within_the_limits_a_run_goes_on() -> None:
    assert check(LIMITS, Spent(4, 900, 59.0), context_tokens=1000) is None


@pytest.mark.parametrize(
    ("spent", "kind"),
    [
        (Spent(5, 0, 0.0), "step_limit"),
        (Spent(0, 0, 60.0), "time_limit"),
        (Spent(0, 1000, 0.0), "token_limit"),
        (Spent(0, 940, 0.0), "token_limit"),
    ],
)
def test_each_limit_has_its_ending(spent: Spent, kind: str) -> None:
    ending = check(LIMITS, spent, context_tokens=1000)
    assert ending is not None
    assert ending.kind == kind
    assert ending.detail


def test_a_reply_gets_what_is_left() -> None:
    assert turn_budget(LIMITS, Spent(0, 0, 0.0), context_tokens=5000) == 100
    assert turn_budget(LIMITS, Spent(0, 930, 0.0), context_tokens=5000) == 70
    assert turn_budget(LIMITS, Spent(0, 930, 0.0), context_tokens=995) == 65


@pytest.mark.parametrize("name", [field.name for field in fields(RunLimits)])
@pytest.mark.parametrize("value", [0, -1])
def test_a_limit_is_positive(name: str, value: int) -> None:
    with pytest.raises(ValueError, match=name):
        replace(LIMITS, **{name: value})

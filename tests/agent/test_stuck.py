from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.stuck import END_AT, NUDGE_AT, LoopRules, Repetition, without_call


def repeated(times: int) -> Repetition:
    repetition = Repetition()
    for _ in range(times):
        repetition = repetition.after("ls", "nothing")
    return repetition


def test_the_third_equal_call_is_nudged_once() -> None:
    assert [bool(repeated(times).nudge) for times in range(1, 6)] == [False, False, True, False, False]


def test_the_fifth_equal_call_ends_the_run() -> None:
    assert repeated(4).ending is None
    ending = repeated(5).ending
    assert ending is not None
    assert ending.kind == "stuck"


def test_another_result_begins_a_new_row() -> None:
    assert repeated(4).after("ls", "a file").cycle == (1, 1)
    assert repeated(4).after("ls -a", "nothing").cycle == (1, 1)


def test_a_model_is_told_to_go_on_three_times() -> None:
    assert [without_call(turns) is None for turns in (1, 2, 3, 4)] == [True, True, True, False]


def after_cycles(period: int, calls: int, longest_period: int) -> Repetition:
    repetition = Repetition(LoopRules(longest_period=longest_period))
    for number in range(calls):
        repetition = repetition.after(f"call {number % period}", "same")
    return repetition


@pytest.mark.parametrize("period", [1, 2, 3, 4])
def test_a_cycle_of_calls_is_nudged_and_then_ended(period: int) -> None:
    states = [after_cycles(period, calls, 4) for calls in range(1, period * END_AT + 1)]
    nudged = [calls for calls, state in enumerate(states, 1) if state.nudge]
    assert nudged[0] == period * NUDGE_AT
    assert [calls for calls, state in enumerate(states, 1) if state.ending] == [period * END_AT]


@pytest.mark.parametrize("period", [2, 3, 4])
def test_a_cycle_longer_than_the_rules_say_is_none(period: int) -> None:
    state = after_cycles(period, 40, period - 1)
    assert (state.nudge, state.ending) == ("", None)


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_the_plain_rule_sees_what_it_always_saw(calls: str) -> None:
    """With a longest period of 1, a call is counted exactly as long as it comes in a row (up to the end of the run)."""
    repetition, count, last = Repetition(), 0, ""
    for call in calls:
        repetition, count, last = repetition.after(call, ""), (count + 1 if call == last else 1), call
        assert repetition.cycle == (1, min(count, END_AT))


@pytest.mark.parametrize("period", [0, -1, 9])
def test_rules_out_of_range(period: int) -> None:
    with pytest.raises(ValueError, match="longest_period"):
        LoopRules(longest_period=period)

"""The rules of a context that fills: numbers in, a decision out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.context import FOLLOWS, ContextRules, summed_up_replies
from agent.limits import SMALLEST_REPLY_TOKENS


@pytest.mark.parametrize(
    "settings",
    [{"max_tokens": 0}, {"compact_at": 0.0}, {"compact_at": 1.0}, {"max_compactions": -1}, {"summary_tokens": 63}],
)
def test_a_number_that_makes_no_sense_is_refused_by_its_name(settings: dict[str, float]) -> None:
    (name,) = settings
    with pytest.raises(ValueError, match=name):
        ContextRules(**settings)  # type: ignore[arg-type]


def test_without_a_share_the_context_fills_to_its_end() -> None:
    rules = ContextRules()
    assert not rules.allows(0)
    assert rules.threshold(1000) == rules.reply_end(1000) == 1000


def test_a_run_uses_no_more_context_than_it_may() -> None:
    assert ContextRules(max_tokens=500).context_tokens(1000) == 500
    assert ContextRules(max_tokens=5000).context_tokens(1000) == 1000
    assert ContextRules().context_tokens(1000) == 1000


def test_it_is_compacted_no_more_often_than_it_may_be() -> None:
    rules = ContextRules(compact_at=0.5, max_compactions=2)
    assert [rules.allows(count) for count in range(4)] == [True, True, False, False]


@given(
    share=st.floats(0.01, 0.99),
    context=st.integers(1, 300_000),
    opening=st.integers(0, 300_000),
    most=st.integers(64, 9000),
)
def test_what_is_left_is_divided_between_the_work_and_the_summary(
    share: float, context: int, opening: int, most: int
) -> None:
    rules = ContextRules(compact_at=share, summary_tokens=most)
    threshold = rules.threshold(context)
    assert 0 <= threshold <= rules.reply_end(context) <= context
    budget = rules.summary_budget(context, opening)
    assert budget <= most
    assert rules.has_room(context, opening) == (budget >= SMALLEST_REPLY_TOKENS)
    if rules.has_room(context, opening):
        assert opening + 2 * budget <= threshold


@given(replies=st.integers(0, 10_000), summary=st.text())
def test_a_summary_says_how_many_replies_it_stands_for(replies: int, summary: str) -> None:
    assert summed_up_replies("before" + FOLLOWS.format(replies=replies, summary=summary)) == replies
    assert summed_up_replies("nothing of the kind") == 0

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.comparison import Flip, compare, detectable_difference, exact_mcnemar, least_flips, sign_flip

DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Crossed minus self-fertilised maize, in eighths of an inch: Fisher (1935), table 3."""


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [
        # M. W. Fagerland, S. Lydersen and P. Laake, The McNemar test for binary matched-pairs data, BMC Medical Research
        # Methodology 13:91 (2013): airway hyper-responsiveness (7 and 1) and complete response (16 and 6), exact conditional.
        (7, 1, 0.0703),
        (16, 6, 0.0525),
    ],
)
def test_mcnemars_test_is_that_of_the_literature(gained: int, lost: int, p: float) -> None:
    assert exact_mcnemar(gained, lost) == pytest.approx(p, abs=0.00005)
    assert exact_mcnemar(lost, gained) == exact_mcnemar(gained, lost)


def test_the_sign_flip_test_gives_fishers_count() -> None:
    """Fisher (1935), section 21: 863 of 32,768 patterns give a sum as large as Darwin's 314, so 1,726 in either direction."""
    assert sum(DARWIN) == 314
    assert sign_flip(DARWIN) == pytest.approx(1726 / 32768)


def test_for_single_attempts_the_sign_flip_test_is_mcnemars() -> None:
    assert sign_flip([1.0] * 7 + [-1.0] + [0.0] * 13) == pytest.approx(exact_mcnemar(7, 1))
    assert sign_flip([]) == sign_flip([0.0, 0.0]) == sign_flip([1.0]) == 1.0


def test_beyond_sixteen_tasks_patterns_are_drawn() -> None:
    p = sign_flip([1.0] * 16 + [-1.0] * 6)
    assert p == sign_flip([1.0] * 16 + [-1.0] * 6)
    assert p == pytest.approx(0.0525, abs=0.004)


def test_six_flips_are_the_least_that_mean_anything() -> None:
    assert least_flips() == 6
    assert exact_mcnemar(5, 0) > 0.05 > exact_mcnemar(6, 0)


def test_what_a_suite_can_resolve() -> None:
    # (1.96 + 0.84) sd / sqrt(n): for a spread of 0.5 and 196 tasks, 0.1.
    found = detectable_difference([0.5, -0.5] * 98)
    assert found is not None
    assert found == pytest.approx(0.1, abs=0.001)
    assert detectable_difference([0.0] * 9) is None
    assert detectable_difference([1.0] * 9) is None


def test_no_comparison_claims_certainty() -> None:
    found = compare({name: [0.0] for name in "abcdefgh"}, {name: [1.0] for name in "abcdefgh"})
    assert (found.difference, found.interval, found.detectable) == (1.0, None, None)
    assert found.p_mcnemar == pytest.approx(2 / 2**8)


def test_a_comparison() -> None:
    first = {"a": [1.0], "b": [0.0], "c": [0.0], "d": [1.0], "left": [1.0], "empty": []}
    second = {"a": [1.0], "b": [1.0], "c": [1.0], "d": [0.0], "right": [0.0]}
    found = compare(first, second)
    assert (found.tasks, found.difference, found.first.value, found.second.value) == (4, 0.25, 0.5, 0.75)
    assert ([flip.task for flip in found.gained], [flip.task for flip in found.lost]) == (["b", "c"], ["d"])
    assert (found.only_first, found.only_second) == (("left",), ("right",))
    assert found.p_mcnemar == pytest.approx(1.0)
    assert found.interval is not None
    assert found.interval.low <= 0.25 <= found.interval.high


def test_several_attempts_are_compared_by_their_means() -> None:
    found = compare({"a": [1.0, 0.0], "b": [0.0, 0.0]}, {"a": [1.0, 1.0], "b": [0.0]})
    assert (found.p_mcnemar, found.difference) == (None, 0.25)
    assert found.gained[0].model_dump() == {"task": "a", "first": 0.5, "second": 1.0}


def test_nothing_in_common() -> None:
    with pytest.raises(ValueError, match="no task that both"):
        compare({"a": [1.0]}, {"b": [1.0]})


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_a_comparison_turned_round_says_the_same(pairs: list[tuple[bool, bool]]) -> None:
    first = {str(number): [float(a)] for number, (a, _) in enumerate(pairs)}
    second = {str(number): [float(b)] for number, (_, b) in enumerate(pairs)}
    there, back = compare(first, second), compare(second, first)
    assert there.difference == -back.difference
    assert there.p_sign_flip == pytest.approx(back.p_sign_flip)
    assert (there.gained, there.p_mcnemar) == (tuple(_turned(flip) for flip in back.lost), back.p_mcnemar)


def _turned(flip: Flip) -> Flip:
    return flip.model_copy(update={"first": flip.second, "second": flip.first})

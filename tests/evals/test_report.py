from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.report import as_text, make_report, wilson
from evals.results import AttemptResult, Tokens
from evals.verdict import Outcome


def result(task: str, outcome: Outcome, family: str = "", **fields: object) -> AttemptResult:
    return AttemptResult.model_validate(
        {"task": task, "digest": "0", "agent": "model", "outcome": outcome, "family": family, **fields}
    )


@pytest.mark.parametrize(
    ("solved", "total", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_literature(solved: int, total: int, low: float, high: float) -> None:
    share = wilson(solved, total)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(a: int, b: int) -> None:
    share = wilson(min(a, b), max(a, b))
    assert 0.0 <= share.low <= share.share <= share.high <= 1.0


def test_a_report() -> None:
    report = make_report(
        [
            result("a", "error", "guard", reason="gone"),
            result("a", "resolved", "guard", steps=2, tokens=Tokens(computed=10, answer=4), wall_s=1.0),
            result(
                "b", "unresolved", "guard", reason="1 of 2", steps=4, tokens=Tokens(computed=30, answer=8), wall_s=3.0
            ),
            result("c", "resolved", "unit", steps=9, tokens=Tokens(computed=20, answer=6), wall_s=2.0),
            result("d", "error", "unit", reason="no engine", steps=99),
        ]
    )
    assert (report.solved.solved, report.solved.total) == (2, 3)
    assert {name: (share.solved, share.total) for name, share in report.families.items()} == {
        "guard": (1, 2),
        "unit": (1, 1),
    }
    assert [failure.task for failure in report.unresolved] == ["b"]
    assert [failure.reason for failure in report.errors] == ["no engine"]
    assert report.medians is not None
    assert (report.medians.steps, report.medians.prompt_tokens, report.medians.wall_s) == (4, 20, 2.0)
    text = as_text(report)
    assert text.startswith("solved    2 of 3     66.7%")
    assert "errors (not counted): 1\n  d: no engine" in text


def test_a_score_counts_once_it_is_there() -> None:
    report = make_report([result("a", "resolved"), result("a", "error")])
    assert (report.solved.solved, report.errors) == (1, ())


def test_nothing_is_no_report_of_anything() -> None:
    report = make_report([])
    assert (report.solved.total, report.medians) == (0, None)
    assert "0 of 0" in as_text(report)

from __future__ import annotations

from evals.comparison import compare
from evals.rendering.text import comparison_as_text, report_as_text
from evals.report import make_report
from evals.results import AttemptResult, Tokens
from evals.verdict import Outcome


def result(task: str, outcome: Outcome, family: str = "", **fields: object) -> AttemptResult:
    return AttemptResult.model_validate(
        {"task": task, "digest": "0", "agent": "model", "outcome": outcome, "family": family, **fields}
    )


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
    assert (report.solved, report.attempts, report.score.tasks) == (2, 3, 3)
    assert {name: (mean.value, mean.tasks) for name, mean in report.families.items()} == {
        "guard": (0.5, 2),
        "unit": (1.0, 1),
    }
    assert [failure.task for failure in report.unresolved] == ["b"]
    assert [failure.reason for failure in report.errors] == ["no engine"]
    assert report.causes == {"unknown": 1}
    assert report.spending is not None
    spreads = report.spending.spreads
    assert (spreads["steps"].median, spreads["computed_prompt_tokens"].total, spreads["wall_s"].p90) == (4, 60, 2.8)
    assert report.spending.per_task["steps"] == 5
    assert report.spending.per_solved is not None
    assert report.spending.per_solved["steps"] == 7.5
    assert [(task.task, task.score, task.errors) for task in report.tasks] == [
        ("a", 1.0, 0),
        ("b", 0.0, 0),
        ("c", 1.0, 0),
        ("d", None, 1),
    ]
    text = report_as_text(report)
    assert text.startswith("solved    2 of 3     66.7%")
    assert "errors (not counted): 1 (unknown 1)\n  d: no engine" in text


def test_a_score_counts_once_it_is_there() -> None:
    report = make_report([result("a", "resolved"), result("a", "error")])
    assert (report.solved, report.errors) == (1, ())


def test_several_attempts() -> None:
    outcomes: list[tuple[str, Outcome]] = [("a", "resolved"), ("a", "unresolved"), ("b", "resolved"), ("b", "resolved")]
    report = make_report(
        result(task, outcome, attempt=number % 2 + 1) for number, (task, outcome) in enumerate(outcomes)
    )
    assert (report.solved, report.attempts, report.score.value) == (3, 4, 0.75)
    assert [(line.k, line.pass_at_k, line.pass_hat_k) for line in report.repeated] == [(1, 0.75, 0.75), (2, 1.0, 0.5)]
    text = report_as_text(report)
    assert "solved    3 of 4   attempts at 2 tasks" in text
    assert "pass@2 100.0%, pass^2 50.0%" in text
    assert "a (attempt 2)" in text


def test_nothing_is_no_report_of_anything() -> None:
    report = make_report([])
    assert (report.attempts, report.spending) == (0, None)
    assert "0 of 0" in report_as_text(report)


def test_a_comparison_names_what_flipped() -> None:
    text = comparison_as_text(compare({"a": [1.0], "b": [0.0]}, {"a": [1.0], "b": [1.0], "c": [0.0]}), ("old", "new"))
    assert "difference  +50.0 points" in text
    assert "McNemar's exact test  p = 1.0000" in text
    assert "unless 6 of 2 tasks flip one way" in text
    assert "better with new: 1\n  b  0 -> 1" in text
    assert "only scored in new, left out: 1\n  c" in text

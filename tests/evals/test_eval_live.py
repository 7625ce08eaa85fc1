from __future__ import annotations

import io
from pathlib import Path

from agent.cli.eval_live import AttemptView, attempt_line
from evals.agents import PlannedAttempt
from evals.results import AttemptResult
from tests.evals.suites import write_shop


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def result(task: str, outcome: str = "resolved", **fields: object) -> AttemptResult:
    return AttemptResult.model_validate({"task": task, "digest": "0", "agent": "model", "outcome": outcome, **fields})


def test_one_line_an_attempt_where_there_is_no_terminal(tmp_path: Path) -> None:
    stream = io.StringIO()
    with AttemptView(stream, 2) as view:
        view.started(PlannedAttempt(write_shop(tmp_path / "shop")))
        view.finished(result("shop", steps=3, wall_s=1.25))
        view.finished(result("b", "unresolved", attempt=2, reason="1 of 2\nmore", note="\x1b[31mred"))
    assert stream.getvalue() == (
        "1/2  shop  resolved  1.2 s, 3 steps\n2/2  b (2)  unresolved  0.0 s: 1 of 2; \\x1b[31mred\n"
    )


def test_a_terminal_shows_what_is_under_way(tmp_path: Path) -> None:
    stream = Terminal()
    task = write_shop(tmp_path / "shop")
    with AttemptView(stream, 3) as view:
        view.started(PlannedAttempt(task, 2))
        view.finished(result("a"))
        view.finished(result("b", "error"))
    text = stream.getvalue()
    assert "shop (2)" in text
    assert "2 of 3 done, 100% solved (21% to 100%), 1 errors" in text
    assert "1/3  a  resolved" in text


def test_a_reason_is_cut() -> None:
    assert len(attempt_line(result("a", "unresolved", reason="x" * 500))) < 150

"""What ``agent eval swebench`` does once its options are read. Apart from ``swebench.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agent.cleaning import escape_for_terminal
from agent.errors import BadInput
from evals.estimates import wilson
from evals.swebench.predictions import GOLD, Prediction, gold_predictions, predictions_as_lines, read_predictions
from evals.swebench.report import Graded, grade_logs, run_report, write_reports
from evals.swebench.rows import Row, read_rows


class GradeOptions(BaseModel):
    """The options of ``agent eval swebench grade``, as they were given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: Path
    predictions: str
    logs: Path
    out: Path
    run_id: str
    split: str
    dialect: str


def rows_as_lines(path: Path, split: str, dialect: str) -> str:
    """The rows in SWE-bench's own columns, a JSON object a line.

    Raises:
        UserError: they cannot be read.
    """
    return "".join(row.model_dump_json() + "\n" for row in read_rows(path, split=split, dialect=dialect))


def list_rows(path: Path, split: str, dialect: str) -> str:
    """The instances of a data set.

    Raises:
        UserError: it cannot be read.
    """
    rows = read_rows(path, split=split, dialect=dialect)
    lines = [
        f"{row.instance_id}  {row.version or '-'}  {row.log_parser or 'no log parser'}  "
        f"{len(row.FAIL_TO_PASS)} to fix, {len(row.PASS_TO_PASS)} to keep"
        for row in rows
    ]
    return escape_for_terminal("\n".join([*lines, f"{len(rows)} instances", ""]))


def grade_and_print(options: GradeOptions) -> str:
    """Grade saved logs, write the reports, and say what they come to.

    Raises:
        UserError: rows, predictions or logs cannot be read, or a prediction is of no row.
    """
    rows = read_rows(options.rows, split=options.split, dialect=options.dialect)
    gold = options.predictions == GOLD
    predictions = gold_predictions(rows) if gold else read_predictions(Path(options.predictions))
    unknown = sorted(predictions.keys() - {row.instance_id for row in rows})
    if unknown:
        raise BadInput(f"{len(unknown)} predictions are of no row in {options.rows}, such as {unknown[0]}")
    if not options.logs.is_dir():
        raise BadInput(f"no such folder of logs: {options.logs}")
    graded = grade_logs(rows, predictions, options.logs)
    path = write_reports(options.out, options.run_id, rows, predictions, graded)
    return report_as_text(rows, predictions, graded, path)


def report_as_text(rows: Sequence[Row], predictions: Mapping[str, Prediction], graded: Graded, path: Path) -> str:
    """What a run comes to, and where its report is."""
    report = run_report(rows, predictions, graded)
    names = ("submitted", "completed", "resolved", "unresolved", "empty_patch", "error", "infra_failure")
    lines = [f"{name:<14} {report[f'{name}_instances']}" for name in names]
    interval = wilson(report["resolved_instances"], len(rows))
    share = report["resolved_instances"] / len(rows) if rows else 0.0
    lines.append(f"{share:.1%} of all {len(rows)} instances  (95 %: {interval.low:.1%} to {interval.high:.1%})")
    return escape_for_terminal("\n".join([*lines, f"the report is {path}", ""]))


def converted(path: Path) -> str:
    """Predictions as JSON lines.

    Raises:
        UserError: they cannot be read.
    """
    return predictions_as_lines(read_predictions(path).values())

"""Grades the saved logs of a run and writes the official reports: one an instance and one for the run.

A log folder is that of the official harness: ``MODEL/INSTANCE/test_output.txt``, with ``run_instance.log`` beside it where
there is one. Nothing runs here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from evals.swebench.grading import instance_report
from evals.swebench.infrastructure import find_sign
from evals.swebench.predictions import Prediction
from evals.swebench.rows import Row

TEST_OUTPUT: Final = "test_output.txt"
RUN_LOG: Final = "run_instance.log"
REPORT: Final = "report.json"
SCHEMA_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of the instances of a run: reports by instance, the ids of those without one, signs by instance."""

    reports: Mapping[str, Mapping[str, Any]]
    errors: frozenset[str] = frozenset()
    signs: Mapping[str, str] = field(default_factory=dict)
    environment: frozenset[str] = frozenset()


def grade_logs(rows: Iterable[Row], predictions: Mapping[str, Prediction], logs: Path) -> Graded:
    """Grade every instance that has a prediction with a patch; one without a log is an error, as in the official report."""
    reports: dict[str, Mapping[str, Any]] = {}
    errors, environment, signs = set(), set(), {}
    for row in rows:
        prediction = predictions.get(row.instance_id)
        if prediction is None or not prediction.model_patch:
            continue
        folder = log_folder(logs, prediction)
        output = _text(folder / TEST_OUTPUT)
        if output is None or _was_broken_off(output):
            errors.add(row.instance_id)
        else:
            reports[row.instance_id] = instance_report(row, prediction, output)[row.instance_id]
        resolved = reports.get(row.instance_id, {}).get("resolved", False)
        sign = find_sign("\n".join(filter(None, (output, _text(folder / RUN_LOG)))))
        if sign and not resolved:
            signs[row.instance_id] = sign.reason
            environment |= {row.instance_id} if sign.tier == "environment" else set()
    return Graded(reports, frozenset(errors), signs, frozenset(environment))


def run_report(rows: Sequence[Row], predictions: Mapping[str, Prediction], graded: Graded) -> dict[str, Any]:
    """The official report of a run (schema 2). Every instance of the data set counts, whether or not it was tried."""
    known = [row.instance_id for row in rows]
    resolved = {name for name, report in graded.reports.items() if report["resolved"]}
    ids = {
        "completed": set(graded.reports),
        "incomplete": {name for name in known if name not in predictions},
        "empty_patch": {name for name in known if name in predictions and not predictions[name].model_patch},
        "submitted": set(predictions),
        "resolved": resolved,
        "unresolved": set(graded.reports) - resolved,
        "infra_failure": set(graded.environment),
        "ambiguous_failure": set(graded.signs) - graded.environment,
        "error": set(graded.errors),
    }
    counted = [name for name in ids if name != "incomplete"]
    counts = {"total_instances": len(rows), **{f"{name}_instances": len(ids[name]) for name in counted}}
    lists: dict[str, Any] = {f"{name}_ids": sorted(found) for name, found in ids.items()}
    return {
        **counts,
        **lists,
        "failure_reasons": dict(sorted(graded.signs.items())),
        "schema_version": SCHEMA_VERSION,
    }


def write_reports(
    out: Path, run_id: str, rows: Sequence[Row], predictions: Mapping[str, Prediction], graded: Graded
) -> Path:
    """Write ``MODEL/INSTANCE/report.json`` for every graded instance and ``MODEL.RUN_ID.json``; returns the latter."""
    for name, report in graded.reports.items():
        folder = out / predictions[name].folder / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / REPORT).write_text(json.dumps({name: report}, indent=4), "utf-8")
    model = next(iter(predictions.values())).folder if predictions else "none"
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{model}.{run_id}.json"
    path.write_text(json.dumps(run_report(rows, predictions, graded), indent=4) + "\n", "utf-8")
    return path


def log_folder(logs: Path, prediction: Prediction) -> Path:
    """Where the logs of an instance are: below the model's folder, or directly in ``logs``."""
    below = logs / prediction.folder / prediction.instance_id
    return below if below.is_dir() else logs / prediction.instance_id


def _text(path: Path) -> str | None:
    return path.read_text("utf-8", "replace") if path.is_file() else None


def _was_broken_off(output: str) -> bool:
    """Whether the harness gave up on the tests, after which it writes no report."""
    return output.rstrip().endswith("seconds exceeded.") and "\nTimeout error: " in output

"""Takes results out of a run folder in forms that others read: predictions as SWE-bench has them, rows of a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent.errors import BadInput
from evals.report import quantities
from evals.results import CONFIGURATION, PATCH, AttemptResult, final_results, read_results


def predictions(run_folder: Path, attempt: int) -> str:
    """The patches of one attempt a task, a JSON object a line: ``instance_id``, ``model_name_or_path``, ``model_patch``.

    A task without a patch has an empty one, as SWE-bench's graders expect.

    Raises:
        BadInput: there are no results, or none of that attempt.
    """
    name = model_name(run_folder)
    lines = [
        json.dumps(
            {
                "instance_id": result.task,
                "model_name_or_path": name,
                "model_patch": saved_patch(run_folder, result).decode("utf-8", "replace"),
            }
        )
        for result in _final(run_folder)
        if result.attempt == attempt
    ]
    if not lines:
        raise BadInput(f"{run_folder} holds no result of attempt {attempt}")
    return "\n".join(lines) + "\n"


def table(run_folder: Path) -> str:
    """All final results as comma-separated values, one attempt a line.

    Raises:
        BadInput: there are no results.
    """
    rows = [_row(result) for result in _final(run_folder)]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["task"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def result_lines(run_folder: Path) -> str:
    """All final results, a JSON object a line.

    Raises:
        BadInput: there are no results.
    """
    return "".join(result.model_dump_json() + "\n" for result in _final(run_folder))


def read_configuration(run_folder: Path) -> Mapping[str, Any]:
    """What a run folder says of what was evaluated.

    Raises:
        BadInput: it says nothing, or it is damaged.
    """
    try:
        configuration: Mapping[str, Any] = json.loads((run_folder / CONFIGURATION).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{run_folder} is no run folder: {CONFIGURATION} is missing or damaged") from error
    return configuration


def model_name(run_folder: Path) -> str:
    """The model of an evaluation, or the reference agent."""
    configuration = read_configuration(run_folder)
    return str(configuration.get("model", {}).get("name") or configuration.get("agent", "unknown"))


def saved_patch(run_folder: Path, result: AttemptResult) -> bytes:
    """The patch of an attempt; empty where there is none."""
    path = run_folder / result.folder / PATCH
    return path.read_bytes() if path.is_file() else b""


def _final(run_folder: Path) -> list[AttemptResult]:
    return sorted(final_results(read_results(run_folder)).values(), key=lambda result: (result.task, result.attempt))


def _row(result: AttemptResult) -> dict[str, Any]:
    return {
        "task": result.task,
        "attempt": result.attempt,
        "family": result.family,
        "agent": result.agent,
        "outcome": result.outcome,
        "status": result.status or "",
        "reason": result.reason,
        "cause": result.cause,
        "passed_tests": result.passed_tests,
        "tests": result.tests,
        **quantities(result),
        "folder": result.folder,
    }

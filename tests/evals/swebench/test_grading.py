from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.cli.eval import evaluate
from agent.errors import BadInput
from evals.swebench.grading import Resolution, grade_log, instance_report
from evals.swebench.predictions import Prediction
from evals.swebench.report import grade_logs, run_report
from evals.swebench.rows import Row


def a_row(instance: str = "a__a-1", **columns: Any) -> Row:
    defaults = {"log_parser": "parse_log_pytest", "FAIL_TO_PASS": ["a", "b"], "PASS_TO_PASS": ["c"]}
    return Row.model_validate({"instance_id": instance, **defaults, **columns})


def a_log(*lines: str, code: int | None = None) -> str:
    end = [] if code is None else [f">>>>> Test Exit Code: {code}"]
    return "\n".join([">>>>> Start Test Output", *lines, ">>>>> End Test Output", *end]) + "\n"


@pytest.mark.parametrize(
    ("lines", "resolution"),
    [
        (["PASSED a", "XFAIL b", "PASSED c"], "RESOLVED_FULL"),
        (["PASSED a", "PASSED b", "SKIPPED c"], "RESOLVED_FULL"),
        (["PASSED a", "SKIPPED b", "PASSED c"], "RESOLVED_PARTIAL"),
        (["PASSED a", "PASSED c"], "RESOLVED_PARTIAL"),
        (["PASSED a", "PASSED b"], "RESOLVED_NO"),
        (["PASSED a", "PASSED b", "FAILED c"], "RESOLVED_NO"),
        (["FAILED a", "ERROR b", "PASSED c"], "RESOLVED_NO"),
    ],
)
def test_what_counts_as_resolved(lines: list[str], resolution: Resolution) -> None:
    assert grade_log(a_row(), a_log(*lines)).resolution == resolution


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        ("PASSED a\n", "lacks a marker"),
        (">>>>> Patch Apply Failed\n" + a_log("PASSED a"), "says Patch Apply Failed"),
        (">>>>> Tests Timed Out\n" + a_log("PASSED a"), "says Tests Timed Out"),
        (a_log("nothing"), "names no test"),
        (a_log("PASSED a", "PASSED b", "PASSED c", code=1), "exit code 1"),
    ],
)
def test_a_log_that_does_not_count(log: str, reason: str) -> None:
    grade = grade_log(a_row(), log)
    assert (grade.resolution, grade.fail_to_pass) == ("RESOLVED_NO", None)
    assert reason in grade.reason


def test_an_exit_code_of_failing_tests_is_as_it_should_be() -> None:
    assert (
        grade_log(a_row(), a_log("PASSED a", "PASSED b", "PASSED c", "FAILED d", code=1)).resolution == "RESOLVED_FULL"
    )


def test_results_past_the_markers_count_when_there_are_none_between() -> None:
    assert grade_log(a_row(), a_log() + "PASSED a\nPASSED b\nPASSED c\n").resolution == "RESOLVED_FULL"


@pytest.mark.parametrize(
    ("statuses", "resolution"), [("PP", "RESOLVED_FULL"), ("PF", "RESOLVED_NO"), ("FF", "RESOLVED_NO")]
)
def test_a_cut_name_stands_for_tests_that_agree(statuses: str, resolution: Resolution) -> None:
    words = {"P": "PASSED", "F": "FAILED"}
    log = a_log(f"{words[statuses[0]]} t[log(photon/x)]", f"{words[statuses[1]]} t[log(photon/y)]")
    row = a_row(FAIL_TO_PASS=["t[log(photon"], PASS_TO_PASS=[])
    assert grade_log(row, log).resolution == resolution


def test_where_only_failures_are_named_the_rest_has_passed() -> None:
    row = a_row(eval_type="fail_only", log_parser="parse_log_marked")
    assert grade_log(row, a_log("12 specs, 0 failures")).resolution == "RESOLVED_FULL"
    assert grade_log(row, a_log("1) a", "12 specs, 1 failure")).resolution == "RESOLVED_PARTIAL"
    assert grade_log(row, a_log("0 specs")).reason
    assert "no log parser" in grade_log(a_row(log_parser="parse_log_new"), a_log("PASSED a")).reason


def test_the_report_of_an_instance_is_the_official_one() -> None:
    prediction = Prediction(instance_id="a__a-1", model_name_or_path="m", model_patch="diff")
    report = instance_report(a_row(), prediction, a_log("PASSED a", "FAILED b", "PASSED c"))
    assert report["a__a-1"] == {
        "patch_is_None": False,
        "patch_exists": True,
        "patch_successfully_applied": True,
        "resolved": False,
        "infra_failure": False,
        "tests_status": {
            "FAIL_TO_PASS": {"success": ["a"], "failure": ["b"]},
            "PASS_TO_PASS": {"success": ["c"], "failure": []},
            "FAIL_TO_FAIL": {"success": [], "failure": []},
            "PASS_TO_FAIL": {"success": [], "failure": []},
        },
    }
    broken = instance_report(a_row(), prediction, a_log("Killed"))["a__a-1"]
    assert (broken["infra_failure"], broken["infra_failure_reason"]) == (True, "out_of_memory")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Rows, predictions and logs of five instances, as the official harness leaves them."""
    rows = [a_row(f"a__a-{number}") for number in range(1, 7)]
    (tmp_path / "rows.jsonl").write_text("".join(row.model_dump_json() + "\n" for row in rows), "utf-8")
    patches: dict[str, str | None] = {"a__a-1": "d", "a__a-2": "d", "a__a-3": "", "a__a-4": "d", "a__a-5": "d"}
    predictions = [
        {"instance_id": name, "model_name_or_path": "org/m", "model_patch": patch} for name, patch in patches.items()
    ]
    (tmp_path / "preds.json").write_text(json.dumps(predictions), "utf-8")
    logs = {
        "a__a-1": a_log("PASSED a", "PASSED b", "PASSED c"),
        "a__a-2": a_log("PASSED a", "FAILED b", "PASSED c"),
        "a__a-5": ">>>>> Start Test Output\n\n\nTimeout error: 1800 seconds exceeded.",
    }
    for name, log in logs.items():
        folder = tmp_path / "logs" / "org__m" / name
        folder.mkdir(parents=True)
        (folder / "test_output.txt").write_text(log, "utf-8")
    return tmp_path


def test_the_report_of_a_run_is_the_official_one(run: Path) -> None:
    arguments = ["swebench", "grade", str(run / "rows.jsonl"), "--predictions", str(run / "preds.json")]
    arguments += ["--logs", str(run / "logs"), "--out", str(run / "out"), "--run-id", "r"]
    result = CliRunner().invoke(evaluate, arguments, catch_exceptions=False)
    assert "16.7% of all 6 instances" in result.output
    report = json.loads((run / "out" / "org__m.r.json").read_text("utf-8"))
    assert report == {
        "total_instances": 6,
        "submitted_instances": 5,
        "completed_instances": 2,
        "resolved_instances": 1,
        "unresolved_instances": 1,
        "infra_failure_instances": 0,
        "ambiguous_failure_instances": 1,
        "empty_patch_instances": 1,
        "error_instances": 2,
        "completed_ids": ["a__a-1", "a__a-2"],
        "incomplete_ids": ["a__a-6"],
        "empty_patch_ids": ["a__a-3"],
        "submitted_ids": ["a__a-1", "a__a-2", "a__a-3", "a__a-4", "a__a-5"],
        "resolved_ids": ["a__a-1"],
        "unresolved_ids": ["a__a-2"],
        "infra_failure_ids": [],
        "ambiguous_failure_ids": ["a__a-5"],
        "failure_reasons": {"a__a-5": "tests_timed_out"},
        "error_ids": ["a__a-4", "a__a-5"],
        "schema_version": 2,
    }
    saved = json.loads((run / "out" / "org__m" / "a__a-1" / "report.json").read_text("utf-8"))
    assert saved["a__a-1"]["resolved"]


def test_predictions_of_no_row_are_refused(run: Path) -> None:
    (run / "rows.jsonl").write_text(a_row("other-1").model_dump_json() + "\n", "utf-8")
    arguments = ["swebench", "grade", str(run / "rows.jsonl"), "--predictions", str(run / "preds.json")]
    with pytest.raises(BadInput, match="5 predictions are of no row"):
        CliRunner().invoke(
            evaluate, [*arguments, "--logs", str(run), "--out", str(run / "out")], catch_exceptions=False
        )


def test_the_other_commands(run: Path) -> None:
    listed = CliRunner().invoke(evaluate, ["swebench", "rows", str(run / "rows.jsonl")], catch_exceptions=False)
    assert "a__a-1  -  parse_log_pytest  2 to fix, 1 to keep\n" in listed.output
    lines = CliRunner().invoke(evaluate, ["swebench", "convert", str(run / "preds.json")], catch_exceptions=False)
    assert len([json.loads(line) for line in lines.output.splitlines()]) == 5


def test_gold_without_logs_is_all_errors(tmp_path: Path) -> None:
    rows = [a_row(patch="diff")]
    predictions = {"a__a-1": Prediction(instance_id="a__a-1", model_patch="diff")}
    graded = grade_logs(rows, predictions, tmp_path)
    assert run_report(rows, predictions, graded)["error_ids"] == ["a__a-1"]

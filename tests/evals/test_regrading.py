from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import BadInput
from evals.regrading import regrade
from evals.report import make_report
from evals.results import AttemptResult, RunRecord, read_results
from evals.runner import open_attempts
from evals.task_folder import load_suite
from sandboxes.base import ExecResult
from tests.evals.machines import Machine
from tests.evals.running import EDIT, SUBMIT, model_agent, run_suite, workplaces_of
from tests.evals.suites import write_suite


def wrong(honest: ExecResult) -> ExecResult:
    return ExecResult(honest.exit_code, honest.output.replace(b'"passed"', b'"failed"'))


def test_saved_patches_are_scored_again_without_the_agent(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    run_suite(suite, tmp_path / "out", model_agent(EDIT, SUBMIT), Machine(broken=wrong))
    (tmp_path / "suite" / "b" / "issue.md").write_text("The sum is wrong.\n", "utf-8")
    told: list[tuple[AttemptResult, AttemptResult]] = []
    with RunRecord(tmp_path / "out", {"agent": "model", "suite": str(suite.folder), "image": "image"}) as record:
        suite = load_suite(suite.folder)
        regrade(record, suite, workplaces_of(Machine()), workers=2, on_result=lambda *pair: told.append(pair))
        assert open_attempts(suite, record) == []
    assert {(before.outcome, after.outcome) for before, after in told} == {("unresolved", "resolved")}
    assert {(before.steps, before.folder) for before, _ in told} == {(after.steps, after.folder) for _, after in told}
    report = make_report(read_results(tmp_path / "out"))
    assert (report.solved, report.attempts) == (2, 2)


def test_an_attempt_without_a_change_stays_unresolved(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a")
    run_suite(suite, tmp_path / "out", model_agent(SUBMIT))
    machine = Machine()
    with RunRecord(tmp_path / "out", {"agent": "model", "suite": str(suite.folder), "image": "image"}) as record:
        regrade(record, suite, workplaces_of(machine), workers=1, on_result=lambda *_: None)
        assert [result.outcome for result in record.results] == ["unresolved", "unresolved"]
    assert machine.opened == 0


def test_nothing_saved(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a")
    with RunRecord(tmp_path / "out", {}) as record, pytest.raises(BadInput, match="no saved patch"):
        regrade(record, suite, workplaces_of(Machine()), workers=1, on_result=lambda *_: None)

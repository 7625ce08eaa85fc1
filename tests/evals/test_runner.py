"""A suite from the first attempt to the report, on sandboxes in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.errors import BadInput, Misconfigured, NoSandbox
from agent.trajectory import read_events
from evals.agents import EvaluatedAgent, ReferenceAgent, reference_agent
from evals.evaluation_task import EvaluationTask
from evals.report import make_report
from evals.results import AttemptResult, RunRecord, final_results, read_results
from evals.runner import Evaluation, open_attempts, run_attempts
from evals.suite import Suite
from evals.task_folder import load_suite
from evals.validate import Trials, Validation, check_tasks, read_validation
from evals.workplace import FolderWorkplaces, Workplace
from sandboxes.base import ExecResult, Sandbox
from sandboxes.errors import SandboxLost
from sandboxes.repository import BaseRepository
from tests.evals.machines import Machine
from tests.evals.running import EDIT, SUBMIT, model_agent, workplaces_of
from tests.evals.suites import FIX, write_shop, write_suite

NAMES = ("a", "b", "c")


def run(
    suite: Suite,
    out: Path,
    agent: EvaluatedAgent | str,
    machine: Machine | None = None,
    *,
    workers: int = 1,
    attempts: int = 1,
    on_result: Callable[[AttemptResult], None] = lambda _: None,
) -> list[AttemptResult]:
    """Run what is left to do; the results of this run."""
    if isinstance(agent, str):
        agent = reference_agent(agent, suite)
    with RunRecord(out, {"agent": agent.name}) as record:
        before = len(record.results)
        evaluation = Evaluation(agent, workplaces_of(machine or Machine()), record, threading.Event())
        run_attempts(open_attempts(suite, record, attempts), evaluation, workers=workers, on_result=on_result)
        return record.results[before:]


def lost(honest: ExecResult) -> ExecResult:
    raise SandboxLost("gone")


@pytest.mark.parametrize("workers", [1, 3])
def test_gold_solves_everything_and_noop_nothing(tmp_path: Path, workers: int) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)
    shown: list[str] = []
    results = run(suite, tmp_path / "gold", "gold", workers=workers, on_result=lambda r: shown.append(r.task))
    assert {(result.task, result.outcome) for result in results} == {(name, "resolved") for name in NAMES}
    assert sorted(shown) == list(NAMES)
    assert {result.outcome for result in run(suite, tmp_path / "noop", "noop", workers=workers)} == {"unresolved"}


def test_a_run_that_is_given_again_runs_nothing_twice(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    machine = Machine()
    run(suite, tmp_path / "out", "gold", machine)
    write_shop(tmp_path / "suite" / "c")
    more = run(load_suite(tmp_path / "suite"), tmp_path / "out", "gold", machine)
    assert [result.task for result in more] == ["c"]
    assert machine.opened == 3
    assert [result.task for result in read_results(tmp_path / "out")] == ["a", "b", "c"]


def test_errors_are_tried_again_and_never_counted(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)
    broken = run(suite, tmp_path / "out", "gold", Machine(broken=lost))
    assert {result.outcome for result in broken} == {"error"}
    assert len(broken) == 9, "a lost sandbox is tried three times at once"
    report = make_report(broken)
    assert (report.attempts, len(report.errors), report.causes) == (0, 3, {"sandbox_lost": 3})
    again = run(suite, tmp_path / "out", "gold")
    assert {result.outcome for result in again} == {"resolved"}
    assert {result.folder for result in again} == {f"attempts/{name}/04" for name in NAMES}
    assert make_report(read_results(tmp_path / "out")).errors == ()


@pytest.mark.parametrize("workers", [1, 3])
def test_a_run_that_is_given_again_is_extended_by_attempts(tmp_path: Path, workers: int) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    run(suite, tmp_path / "out", "gold")
    more = run(suite, tmp_path / "out", "gold", attempts=3, workers=workers)
    assert sorted((result.task, result.attempt) for result in more) == [("a", 2), ("a", 3), ("b", 2), ("b", 3)]
    results = read_results(tmp_path / "out")
    assert len({result.folder for result in results}) == 6
    report = make_report(results)
    assert (report.attempts, report.score.tasks, [line.k for line in report.repeated]) == (6, 2, [1, 2, 3])
    assert run(suite, tmp_path / "out", "gold", attempts=2) == []


def test_an_error_that_passes_is_made_good_at_once(tmp_path: Path) -> None:
    failures = iter([True, False])

    def lost_once(honest: ExecResult) -> ExecResult:
        return lost(honest) if next(failures) else honest

    results = run(write_suite(tmp_path / "suite", "a"), tmp_path / "out", "gold", Machine(broken=lost_once))
    assert [(result.outcome, result.cause) for result in results] == [("error", "sandbox_lost"), ("resolved", "")]
    assert make_report(results).errors == ()


def test_a_task_that_has_changed_is_run_again(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    run(suite, tmp_path / "out", "gold")
    (tmp_path / "suite" / "b" / "issue.md").write_text("The sum is wrong.\n", "utf-8")
    again = run(load_suite(tmp_path / "suite"), tmp_path / "out", "gold")
    assert [result.task for result in again] == ["b"]
    assert make_report(read_results(tmp_path / "out")).attempts == 2


def test_what_a_crash_tears_off_is_run_again(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)
    run(suite, tmp_path / "out", "gold")
    path = tmp_path / "out" / "results.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    assert [result.task for result in run(suite, tmp_path / "out", "gold")] == ["c"]
    assert sorted(final_results(read_results(tmp_path / "out"))) == [(name, 1) for name in NAMES]


def test_a_fault_of_ours_costs_one_attempt(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def patch_of(task: EvaluationTask, workplace: Workplace) -> bytes:
        if task.name == "b":
            raise ZeroDivisionError("oops")
        return FIX

    suite = write_suite(tmp_path / "suite", *NAMES)
    results = run(suite, tmp_path / "out", ReferenceAgent("odd", patch_of))
    assert {result.task: result.outcome for result in results} == {"a": "resolved", "b": "error", "c": "resolved"}
    assert "ZeroDivisionError: oops" in {result.reason for result in results}
    assert "attempt at b" in caplog.text


def test_without_an_engine_nothing_is_recorded(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)

    def refuse(base: BaseRepository) -> Callable[[], Sandbox]:
        raise NoSandbox("no engine")

    with RunRecord(tmp_path / "out", {}) as record:
        evaluation = Evaluation(
            reference_agent("gold", suite), FolderWorkplaces(refuse, "image"), record, threading.Event()
        )
        with pytest.raises(NoSandbox):
            run_attempts(open_attempts(suite, record), evaluation, workers=2, on_result=lambda _: None)
        assert record.results == []


def test_an_interruption_keeps_what_is_done(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)

    def interrupt(result: AttemptResult) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(suite, tmp_path / "out", "gold", on_result=interrupt)
    done = [result.task for result in read_results(tmp_path / "out")]
    assert done
    left = [result.task for result in run(suite, tmp_path / "out", "gold")]
    assert sorted(done + left) == list(NAMES)


def test_a_run_folder_holds_one_evaluation_and_one_writer(tmp_path: Path) -> None:
    with RunRecord(tmp_path, {"agent": "gold"}), pytest.raises(Misconfigured, match="another evaluation writes"):
        RunRecord(tmp_path, {"agent": "gold"})
    with pytest.raises(Misconfigured, match="another agent"):
        RunRecord(tmp_path, {"agent": "noop"})
    RunRecord(tmp_path, {"agent": "gold", "versions": {"python": "4"}}).close()


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "results.jsonl").write_bytes(b"{}\n")
    with pytest.raises(BadInput, match="line 1 of"):
        read_results(tmp_path)
    with pytest.raises(BadInput, match="no results"):
        read_results(tmp_path / "nowhere")


def test_agents_that_are_not_there(tmp_path: Path) -> None:
    suite = Suite(tmp_path, (write_shop(tmp_path / "a", fix=None),))
    with pytest.raises(BadInput, match=r"fix\.patch"):
        reference_agent("gold", suite)
    for name in ("golden", "hacker:nobody", "conftest"):
        with pytest.raises(BadInput, match="no agent"):
            reference_agent(name, suite)


@pytest.mark.parametrize("workers", [1, 3])
def test_a_model_is_run_scored_and_recorded(tmp_path: Path, workers: int) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)
    agent = model_agent(EDIT, SUBMIT)
    results = run(suite, tmp_path / "out", agent, workers=workers)
    assert [result.outcome for result in results] == ["resolved"] * 3
    result = results[0]
    assert (result.agent, result.status, result.ending, result.steps) == ("model", "patched", "submitted", 2)
    assert result.tokens.answer > 0
    folder = tmp_path / "out" / result.folder
    assert (folder / "patch.diff").read_bytes() == FIX
    assert read_events(folder)
    report = make_report(results)
    assert report.spending is not None
    assert report.spending.spreads["steps"].median == 2


def test_a_model_that_changes_nothing_is_unresolved_without_a_second_sandbox(tmp_path: Path) -> None:
    machine = Machine()
    agent = model_agent(SUBMIT)
    (result,) = run(write_suite(tmp_path / "suite", "a"), tmp_path / "out", agent, machine)
    assert (result.outcome, result.status) == ("unresolved", "no_change")
    assert machine.opened == 1


def test_validation_names_what_does_not_fit(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", *NAMES)
    seen: list[str] = []
    findings = check_tasks(
        suite.tasks,
        workplaces_of(Machine()),
        Trials(every_hacker=False, workers=2),
        on_findings=lambda found: seen.extend(finding.task for finding in found),
    )
    assert all(finding.fits for finding in findings)
    assert [finding.agent for finding in findings].count("gold") == 3
    assert len({finding.agent for finding in findings if finding.agent.startswith("hacker:")}) == 3
    assert sorted(seen) == sorted(NAMES * 3)
    broken = check_tasks(
        suite.tasks,
        workplaces_of(Machine(broken=lost)),
        Trials(every_hacker=True, workers=1),
        on_findings=lambda _: None,
    )
    assert not any(finding.fits for finding in broken if finding.agent in ("gold", "noop"))
    assert Validation(findings=tuple(broken)).unfit() == {}, "an error of the machine says nothing of a task"


def test_tasks_that_are_unfit_do_not_count(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    (tmp_path / "suite" / "b" / "fix.patch").write_bytes(b"")
    suite = load_suite(suite.folder)
    trials = Trials(every_hacker=False, workers=1)
    findings = check_tasks(suite.tasks, workplaces_of(Machine()), trials, on_findings=lambda _: None)
    (tmp_path / "v.json").write_text(Validation(findings=tuple(findings)).model_dump_json(), "utf-8")
    run(suite, tmp_path / "out", ReferenceAgent("fixer", lambda *_: FIX))
    report = make_report(read_results(tmp_path / "out"), read_validation(tmp_path / "v.json").unfit())
    assert (report.solved, report.attempts, list(report.unfit)) == (1, 1, ["b"])
    assert "gold is unresolved" in report.unfit["b"]
    with pytest.raises(BadInput, match="no file of agent eval validate"):
        read_validation(tmp_path / "out" / "config.json")

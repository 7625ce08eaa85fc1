"""What ``agent eval`` does once its options are read. Apart from ``eval.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from agent import app
from agent.cli.interruption import orderly_interruption
from agent.progress import first_line, print_line
from agent.provenance import describe
from evals.agents import EvaluatedAgent, ModelAgent, reference_agent
from evals.report import as_text, make_report
from evals.results import AttemptResult, RunRecord
from evals.runner import Evaluation, OpenerOf, open_tasks, run_tasks
from evals.task_folder import Suite, load_suite
from evals.turns import SharedModel
from evals.validate import Finding, check_tasks
from sandboxes.base import Sandbox
from sandboxes.repository import BaseRepository

EXIT_SANDBOX: Final = 44
EXIT_UNFIT: Final = 4
REASON_CHARACTERS: Final = 100


class RunOptions(BaseModel):
    """The options of ``agent eval run``, as they were given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    suite: Path
    out: Path
    agent_name: str
    model: str | None
    seed: int
    no_thinking: bool
    pattern: str | None
    limit: int | None
    workers: int
    image: str | None


class ValidateOptions(BaseModel):
    """The options of ``agent eval validate``, as they were given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    suite: Path
    pattern: str | None
    limit: int | None
    every_hacker: bool
    workers: int
    image: str | None


def run_and_report(options: RunOptions) -> int:
    """Run what has no score yet and print the report; 0, or 44 when the machine failed at a task.

    Raises:
        UserError: nothing can be run.
    """
    suite = load_suite(options.suite).selected(options.pattern, options.limit)
    image = app.sandbox_image(options.image)
    agent, configuration = _agent(options, suite, image)
    with RunRecord(options.out, {**configuration, "suite": str(options.suite), "image": image}) as record:
        tasks = open_tasks(suite, record)
        _note(f"{len(tasks)} of {len(suite.tasks)} tasks to run; the results are in {options.out}")
        evaluation = Evaluation(agent, _opener_of(image), record, threading.Event())
        with orderly_interruption(_note):
            run_tasks(tasks, evaluation, workers=options.workers, on_result=_counter(len(tasks)))
        names = {task.name for task in suite.tasks}
        report = make_report(result for result in record.results if result.task in names)
    sys.stdout.write(as_text(report))
    return EXIT_SANDBOX if report.errors else 0


def validate_and_print(options: ValidateOptions) -> int:
    """Check the suite and print what does not fit; the exit code.

    Raises:
        UserError: nothing can be run.
    """
    suite = load_suite(options.suite).selected(options.pattern, options.limit)
    opener_of = _opener_of(app.sandbox_image(options.image))
    with orderly_interruption(_note):
        findings = check_tasks(
            suite.tasks,
            opener_of,
            every_hacker=options.every_hacker,
            workers=options.workers,
            on_findings=_show_findings,
        )
    fitting = Counter(finding.agent.partition(":")[0] for finding in findings if finding.fits)
    total = Counter(finding.agent.partition(":")[0] for finding in findings)
    wanted = {"gold": "solve", "noop": "fail", "hacker": "fail"}
    for agent, count in total.items():
        print_line(sys.stdout, f"{agent}: {fitting[agent]} of {count} {wanted[agent]}, as they must")
    unsolvable = sum(task.fix is None for task in suite.tasks)
    if unsolvable:
        print_line(sys.stdout, f"{unsolvable} tasks have no fix.patch: nothing shows that they can be solved")
    if any(finding.score.outcome == "error" for finding in findings):
        return EXIT_SANDBOX
    return 0 if all(finding.fits for finding in findings) else EXIT_UNFIT


def _agent(options: RunOptions, suite: Suite, image: str) -> tuple[EvaluatedAgent, dict[str, Any]]:
    """The agent, and what identifies it in the record."""
    if options.agent_name != "model":
        return reference_agent(options.agent_name, suite), {"agent": options.agent_name}
    source = app.find_model(options.model, note=_note)
    thinking = source.profile.thinking and not options.no_thinking
    profile = source.profile.model_copy(update={"thinking": thinking})
    _note(f"loading {source.path.name}")
    model = app.load_model(source)
    shared = SharedModel(model) if options.workers > 1 else model
    configuration = {
        "agent": "model",
        "profile": profile.model_dump(mode="json"),
        "seed": options.seed,
        **describe(model),
    }
    return ModelAgent(shared, profile, image, options.seed), configuration


def _opener_of(image: str) -> OpenerOf:
    def opener_of(base: BaseRepository) -> Callable[[], Sandbox]:
        return app.sandbox_opener(base, image)

    return opener_of


def _counter(total: int) -> Callable[[AttemptResult], None]:
    """Shows one line an attempt."""
    done = 0

    def show(result: AttemptResult) -> None:
        nonlocal done
        done += 1
        steps = f", {result.steps} steps" if result.steps else ""
        reason = f": {first_line(result.reason, REASON_CHARACTERS)}" if result.reason else ""
        _note(f"{done}/{total}  {result.task}  {result.outcome}  {result.wall_s:.1f} s{steps}{reason}")

    return show


def _show_findings(findings: list[Finding]) -> None:
    for finding in findings:
        if not finding.fits:
            reason = first_line(finding.score.reason, REASON_CHARACTERS) or finding.score.outcome
            _note(f"{finding.task}: {finding.agent} is {finding.score.outcome}: {reason}")


def _note(text: str) -> None:
    print_line(sys.stderr, text)

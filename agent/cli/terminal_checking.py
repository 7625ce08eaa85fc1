"""What ``agent eval terminal validate`` and ``regrade`` do once their options are read. Apart so that ``--help`` is instant."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from agent import app
from agent.cli.terminal_running import EXIT_SANDBOX, RunOptions, SuiteOptions, make, note, runnable_tasks, selected
from agent.errors import BadInput
from agent.progress import print_line
from evals.export import read_configuration
from evals.rendering.text import report_as_text
from evals.report import make_report
from evals.results import AttemptResult, RunRecord, final_results
from evals.scoring import Score
from evals.terminal.agents import HACKER, NoopAgent
from evals.terminal.attempts import Attempts
from evals.terminal.hackers import HACKERS
from evals.terminal.job_folder import FORMAT
from evals.terminal.places import Engine, Means
from evals.terminal.regrading import regrade
from evals.terminal.support import Terms
from evals.terminal.task_directory import TerminalTask, read_tasks
from evals.validate import Finding, Validation

EXIT_UNFIT: Final = 4
VALIDATION: Final = "validation.json"


class ValidateOptions(SuiteOptions):
    """The options of ``agent eval terminal validate``, as they were given."""

    every_hacker: bool


class RegradeOptions(BaseModel):
    """The options of ``agent eval terminal regrade``, as they were given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    out: Path
    tasks: Path | None
    variables: tuple[str, ...]
    workers: int


def validate_and_print(options: ValidateOptions) -> int:
    """Run gold, noop and cheats and write down what does not fit: 0, 4 when a task is unfit, 44 when one could not be run.

    Raises:
        UserError: nothing can be run.
    """
    with closing(app.task_engine()) as engine:
        return _validate(options, engine)


def _validate(options: ValidateOptions, engine: Engine) -> int:
    tasks = selected(options)
    runnable = runnable_tasks(tasks, engine, options.terms())
    findings = list(_findings(options, engine, runnable))
    for finding in findings:
        if not finding.fits:
            hint = _hint(options, engine, runnable, finding)
            print_line(
                sys.stdout, f"{finding.task}: {finding.agent} is {finding.score.outcome}: {finding.score.reason}{hint}"
            )
    path = options.out / VALIDATION
    path.write_text(Validation(findings=tuple(findings)).model_dump_json(indent=2) + "\n", "utf-8")
    for agent in dict.fromkeys(finding.agent for finding in findings):
        of_agent = [finding.fits for finding in findings if finding.agent == agent]
        wanted = "resolved" if agent == "gold" else "unresolved"
        print_line(sys.stdout, f"{agent}: {sum(of_agent)} of {len(of_agent)} {wanted}, as they must be")
    unsolvable = sum(not task.has_solution for task in runnable)
    if unsolvable:
        print_line(sys.stdout, f"{unsolvable} tasks have no solution/solve.sh")
    print_line(sys.stdout, f"findings: {path}; agent eval report OUT --validation {path} leaves unfit tasks out")
    if len(runnable) < len(tasks) or any(finding.score.outcome == "error" for finding in findings):
        return EXIT_SANDBOX
    return 0 if all(finding.fits for finding in findings) else EXIT_UNFIT


def _findings(options: ValidateOptions, engine: Engine, tasks: list[TerminalTask]) -> Iterator[Finding]:
    """What each reference agent comes to on each task; without ``--every-hacker`` the cheats take turns."""
    cheats = list(HACKERS)
    for agent in ("gold", "noop", *(f"{HACKER}{cheat}" for cheat in cheats)):
        chosen = tasks
        if agent == "gold":
            chosen = [task for task in tasks if task.has_solution]
        elif agent.startswith(HACKER) and not options.every_hacker:
            turn = cheats.index(agent.removeprefix(HACKER))
            chosen = [task for number, task in enumerate(tasks) if number % len(cheats) == turn]
        if not chosen:
            continue
        wanted = "resolved" if agent == "gold" else "unresolved"
        for result in _final(_make(options, engine, chosen, agent)):
            score = Score(outcome=result.outcome, reason="; ".join(filter(None, (result.reason, result.note))))
            yield Finding(
                task=result.task, digest=result.digest, agent=agent, score=score, fits=result.outcome == wanted
            )


def _hint(options: ValidateOptions, engine: Engine, tasks: list[TerminalTask], finding: Finding) -> str:
    """Whether it helps that the agent's processes live on."""
    if finding.agent != "gold" or finding.score.outcome != "unresolved":
        return ""
    task = [task for task in tasks if task.name == finding.task]
    living = _final(_make(options, engine, task, "gold", keep_processes=True))
    return " (with --keep-processes it is resolved)" if living[0].outcome == "resolved" else ""


def _make(
    options: ValidateOptions, engine: Engine, tasks: list[TerminalTask], agent: str, *, keep_processes: bool = False
) -> list[AttemptResult]:
    given = options.model_dump(exclude={"every_hacker"})
    run = RunOptions(**given, agent=agent, attempts=1, keep_processes=keep_processes, save=False)
    folder = options.out / (agent.replace(":", "-") + ("-kept" if keep_processes else ""))
    return make(run, engine, tasks, folder)


def _final(results: list[AttemptResult]) -> list[AttemptResult]:
    return list(final_results(results).values())


def regrade_and_report(options: RegradeOptions) -> int:
    """Judge saved containers again and print the report; 0, or 44 when that failed for one.

    Raises:
        UserError: nothing can be judged.
    """
    configuration = dict(read_configuration(options.out))
    if configuration.get("format") != FORMAT:
        raise BadInput(f"{options.out} holds no run of terminal tasks: agent eval regrade scores others")
    pairs = (text.partition("=") for text in options.variables)
    terms = Terms(configuration["network"], {name: value for name, _, value in pairs}, configuration["bounded"])
    tasks = read_tasks(options.tasks or Path(configuration["suite"]))
    failed: list[str] = []

    def tell(before: AttemptResult, after: AttemptResult | str) -> None:
        if isinstance(after, str):
            failed.append(before.task)
            note(f"{before.task}  attempt {before.attempt}  {before.outcome}: left as it is: {after}")
        else:
            note(
                f"{before.task}  attempt {before.attempt}  {before.outcome} -> {after.outcome}  {after.reason}".rstrip()
            )

    with RunRecord(options.out, configuration) as record, closing(app.task_engine()) as engine:
        means = Means(engine, terms, configuration["timeout_multiplier"])
        how = Attempts(means, NoopAgent(), record)
        regrade(tasks, how, workers=options.workers, on_result=tell)
        report = make_report(record.results)
    sys.stdout.write(report_as_text(report))
    return EXIT_SANDBOX if failed or report.errors else 0

"""What ``agent eval terminal`` does once its options are read. Apart from ``terminal.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from agent import app
from agent.cleaning import escape_for_terminal
from agent.cli.eval_live import attempt_view
from agent.cli.interruption import orderly_interruption
from agent.cli.terminal_agents import terminal_agent
from agent.errors import BadInput
from agent.progress import print_line
from evals.manifest import manifest_of, write_manifest
from evals.rendering.text import report_as_text
from evals.report import make_report
from evals.results import AttemptResult, RunRecord
from evals.terminal.attempts import Attempts, make_attempts, missing_attempts
from evals.terminal.conversion import convert_task, find_first_tasks
from evals.terminal.job_folder import FORMAT, write_job
from evals.terminal.places import Engine, Means
from evals.terminal.support import Network, Terms, network_of, unsupported
from evals.terminal.task_directory import TerminalTask, read_tasks

EXIT_SANDBOX: Final = 44


class TaskOptions(BaseModel):
    """Which tasks, and on what terms, as it was given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tasks: Path
    strict: bool
    network: Network
    variables: tuple[str, ...]
    bounded: bool

    def terms(self) -> Terms:
        """What the user allows.

        Raises:
            BadInput: a variable has no value.
        """
        wrong = [text for text in self.variables if "=" not in text]
        if wrong:
            raise BadInput(f"--variable {wrong[0]}: NAME=VALUE is wanted")
        pairs = (text.partition("=") for text in self.variables)
        return Terms(self.network, {name: value for name, _, value in pairs}, self.bounded)


class SuiteOptions(TaskOptions):
    """What the commands that run tasks have in common, as it was given."""

    out: Path
    names: str | None
    workers: int
    timeout_multiplier: float


class RunOptions(SuiteOptions):
    """The options of ``agent eval terminal run``, as they were given."""

    agent: str
    model: str | None = None
    seed: int = 0
    no_thinking: bool = False
    attempts: int
    keep_processes: bool
    save: bool = True


def run_and_report(options: RunOptions) -> int:
    """Make what has no score yet and print the report; 0, or 44 when the machine failed at a task or cannot run one.

    Raises:
        UserError: nothing can be run.
    """
    tasks = selected(options)
    with closing(app.task_engine()) as engine:
        runnable = runnable_tasks(tasks, engine, options.terms())
        report = make_report(make(options, engine, runnable, options.out))
    sys.stdout.write(report_as_text(report))
    return EXIT_SANDBOX if report.errors or len(runnable) < len(tasks) else 0


def list_and_print(options: TaskOptions) -> None:
    """Print a line for each task.

    Raises:
        UserError: the tasks cannot be read, or no engine answers.
    """
    tasks, terms = read_tasks(options.tasks, strict=options.strict), options.terms()
    tell_notices(tasks)
    machine = app.task_engine()
    supported = 0
    for task in tasks:
        reasons = unsupported(task, machine, terms)
        supported += not reasons
        state = f"unsupported here: {'; '.join(reasons)}" if reasons else _needs(task)
        sys.stdout.write(escape_for_terminal(f"{task.name}  {state}") + "\n")
    sys.stdout.write(f"{supported} of {len(tasks)} tasks can be run here\n")


def export_and_print(out: Path, job: Path) -> None:
    """Write a job folder of Harbor and say how many trials it has.

    Raises:
        BadInput: there is no such run, or the folder is there already.
    """
    try:
        version = metadata.version("throughline")
    except metadata.PackageNotFoundError:  # run from a source checkout that is not installed
        version = "unknown"
    trials = write_job(out, job, version=version)
    print_line(sys.stdout, f"{job}: {trials} trials")


def convert_and_print(source: Path, out: Path) -> None:
    """Convert tasks of Terminal-Bench 1; those that cannot be are told, and keep none of the others from it.

    Raises:
        BadInput: there is none, or none could be converted.
    """
    converted, found = 0, find_first_tasks(source)
    for folder in found:
        try:
            made = convert_task(folder, out / folder.name)
        except BadInput as error:
            note(f"{folder.name}: not converted: {error}")
            continue
        converted += 1
        for notice in made.notices:
            note(f"{folder.name}: {notice}")
    print_line(sys.stdout, f"{out}: {converted} of {len(found)} tasks")
    if not converted:
        raise BadInput("no task could be converted")


def tell_notices(tasks: Sequence[TerminalTask]) -> None:
    """Print what was left out when the tasks were read."""
    for task in tasks:
        for notice in task.notices:
            note(f"{task.name}/task.toml: {notice}")


def note(text: str) -> None:
    """One line on standard error."""
    print_line(sys.stderr, text)


def _needs(task: TerminalTask) -> str:
    configuration = task.configuration
    environment = configuration.environment
    limit_s = configuration.agent.timeout_sec
    parts = [
        f"{environment.cpus:g} processors" if environment.cpus else "",
        f"{environment.memory_mb} MiB" if environment.memory_mb else "",
        f"agent {limit_s:g} s" if limit_s else "agent without limit",
        f"verifier {configuration.verifier.timeout_sec:g} s",
        f"network {network_of(configuration, 'agent')}, then {network_of(configuration, 'verifier')}",
        "" if task.has_solution else "no solution",
    ]
    return ", ".join(part for part in parts if part)


def selected(options: SuiteOptions) -> list[TerminalTask]:
    """The tasks that are meant.

    Raises:
        BadInput: there are none, or there is no such task.
    """
    tasks = read_tasks(options.tasks, strict=options.strict)
    tell_notices(tasks)
    if options.names is None:
        return tasks
    wanted = set(options.names.split(","))
    unknown = sorted(wanted - {task.name for task in tasks})
    if unknown:
        raise BadInput(f"{options.tasks} has no task {', '.join(unknown)}")
    return [task for task in tasks if task.name in wanted]


def runnable_tasks(tasks: Sequence[TerminalTask], engine: Engine, terms: Terms) -> list[TerminalTask]:
    """The tasks that can be run; the others are told with their reasons."""
    reasons = {task.name: unsupported(task, engine, terms) for task in tasks}
    for name, why in reasons.items():
        if why:
            note(f"{name}: unsupported here: {'; '.join(why)}")
    return [task for task in tasks if not reasons[task.name]]


def make(options: RunOptions, engine: Engine, tasks: list[TerminalTask], out: Path) -> list[AttemptResult]:
    """Make the attempts that are missing; the results of all.

    Raises:
        UserError: nothing can be run.
    """
    if options.agent == "gold" and (missing := [task.name for task in tasks if not task.has_solution]):
        note(f"no solution/solve.sh: {', '.join(missing)}")
        tasks = [task for task in tasks if task.has_solution]
    agent, identity = terminal_agent(
        options.agent,
        options.model,
        seed=options.seed,
        no_thinking=options.no_thinking,
        shared=options.workers > 1,
    )
    configuration = {
        **identity,
        "suite": str(options.tasks.resolve()),
        "format": FORMAT,
        "network": options.network,
        "keep_processes": options.keep_processes,
        "bounded": options.bounded,
        "timeout_multiplier": options.timeout_multiplier,
    }
    with RunRecord(out, configuration) as record, orderly_interruption(note) as stopping:
        digests = {task.name: task.digest() for task in tasks}
        terms = {"network": options.network, "bounded": options.bounded, "limits": "of each task"}
        write_manifest(out, manifest_of(configuration, digests, options.workers, terms))
        planned = missing_attempts(tasks, record, options.attempts)
        note(f"{len(planned)} of {len(tasks) * options.attempts} attempts to make; the results are in {out}")
        how = Attempts(
            Means(engine, options.terms(), options.timeout_multiplier),
            agent,
            record,
            keep_processes=options.keep_processes,
            saves=options.save,
        )
        with attempt_view(len(planned)) as view:
            make_attempts(
                planned,
                how,
                workers=options.workers,
                on_result=view.finished,
                on_start=view.begun,
                stopping=stopping,
            )
        names = {task.name for task in tasks}
        return [result for result in record.results if result.task in names]

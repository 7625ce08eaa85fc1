"""``agent eval terminal``: task directories of Terminal-Bench 2 and Harbor."""

from __future__ import annotations

from pathlib import Path

import click

_TASKS = click.argument("tasks", metavar="TASKS", type=click.Path(path_type=Path))
_STRICT = click.option("--strict", is_flag=True, help="Unknown keys in task.toml are errors, not notices.")
_NETWORK = click.option(
    "--network",
    type=click.Choice(["task", "none"]),
    default="task",
    show_default=True,
    help="What the task says of each phase, or none at all.",
)
_VARIABLE = click.option(
    "--variable",
    "variables",
    multiple=True,
    metavar="NAME=VALUE",
    help="For a task that asks for a variable of the host. The host's own environment is never read.",
)
_BOUNDED = click.option(
    "--bounded", is_flag=True, help="Run tasks that want more processors or memory than there are with what there is."
)


@click.group()
def terminal() -> None:
    """Read and run task directories of Terminal-Bench 2 and Harbor.

    TASKS is a folder with task.toml, or one whose folders have it.
    """


@terminal.command(name="list")
@_TASKS
@_STRICT
@_NETWORK
@_VARIABLE
@_BOUNDED
def list_tasks(tasks: Path, **options: object) -> None:
    """List TASKS: what each needs, and whether it can be run here."""
    from agent.cli.terminal_running import TaskOptions, list_and_print

    list_and_print(TaskOptions.model_validate({"tasks": tasks, **options}))


_OUT = click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Run folder.")
_NAMES = click.option("--names", metavar="TASK,...", help="Only these tasks.")
_WORKERS = click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Attempts at a time."
)
_MULTIPLIER = click.option(
    "--timeout-multiplier",
    type=click.FloatRange(min=0.01),
    default=1.0,
    show_default=True,
    help="Stretches the time limits of agent, verifier and build.",
)


@terminal.command()
@_TASKS
@click.option(
    "--agent",
    default="model",
    show_default=True,
    metavar="AGENT",
    help="model; or a reference agent: gold, noop, hacker:NAME, replay:OUT (what OUT recorded, token for token).",
)
@click.option("--model", metavar="MODEL", help="As of agent solve. [default: the embedded model]")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of first attempts.")
@click.option("--no-thinking", is_flag=True, help="Let the model answer without a thought first.")
@click.option("--attempts", type=click.IntRange(min=1), default=1, show_default=True, help="At each task.")
@click.option(
    "--keep-processes",
    is_flag=True,
    help="What the agent started runs on while the tests run: for tasks whose result is a service.",
)
@click.option(
    "--save/--no-save",
    default=True,
    show_default=True,
    help="Keep each container for regrade, until its run folder is removed.",
)
@_OUT
@_NAMES
@_WORKERS
@_MULTIPLIER
@_STRICT
@_NETWORK
@_VARIABLE
@_BOUNDED
@click.pass_context
def run(context: click.Context, /, tasks: Path, **options: object) -> None:
    """Run TASKS: the agent acts in the task's own container, and the tests judge its state.

    Given again, the same command makes the attempts that have no score yet. Tasks that cannot be run here are named and not scored.
    agent eval report, show and compare read the run folder.
    """
    from agent.cli.terminal_running import RunOptions, run_and_report

    context.exit(run_and_report(RunOptions.model_validate({"tasks": tasks, **options})))


@terminal.command()
@_TASKS
@_OUT
@_NAMES
@_WORKERS
@_MULTIPLIER
@_STRICT
@_NETWORK
@_VARIABLE
@_BOUNDED
@click.option("--every-hacker", is_flag=True, help="Try each cheat on each task; without, the cheats take turns.")
@click.pass_context
def validate(context: click.Context, /, tasks: Path, **options: object) -> None:
    """Check TASKS: gold must resolve every one, doing nothing and cheating none.

    Where gold does not, it is tried once more with the agent's processes kept, and told when that is what the task needs.
    OUT/validation.json keeps the findings for agent eval report --validation. Ends with exit code 4 where a task is unfit.
    """
    from agent.cli.terminal_checking import ValidateOptions, validate_and_print

    context.exit(validate_and_print(ValidateOptions.model_validate({"tasks": tasks, **options})))


@terminal.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--tasks", type=click.Path(path_type=Path), metavar="TASKS", help="Judge with these. [default: those of the run]"
)
@_VARIABLE
@_WORKERS
@click.pass_context
def regrade(context: click.Context, /, out: Path, **options: object) -> None:
    """Judge the saved containers of OUT again, with the tests as they are now, and print the report. No agent runs."""
    from agent.cli.terminal_checking import RegradeOptions, regrade_and_report

    context.exit(regrade_and_report(RegradeOptions.model_validate({"out": out, **options})))


@terminal.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("-o", "--job", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The new job folder.")
def export(out: Path, *, job: Path) -> None:
    """Write run folder OUT as a job folder of Harbor, with a folder for each trial."""
    from agent.cli.terminal_running import export_and_print

    export_and_print(out, job)


@terminal.command()
@click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Folder of the new tasks."
)
def convert(source: Path, *, out: Path) -> None:
    """Write tasks of Terminal-Bench 1 (a folder with task.yaml, or one whose folders have it) as task directories."""
    from agent.cli.terminal_running import convert_and_print

    convert_and_print(source, out)

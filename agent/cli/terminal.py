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
@click.option("--agent", type=click.Choice(["gold", "noop"]), default="gold", show_default=True, help="Who solves.")
@click.option("--attempts", type=click.IntRange(min=1), default=1, show_default=True, help="At each task.")
@click.option(
    "--keep-processes",
    is_flag=True,
    help="What the agent started runs on while the tests run: for tasks whose result is a service.",
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
    """Run TASKS with a reference agent: gold runs solution/solve.sh, noop does nothing.

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
@click.pass_context
def validate(context: click.Context, /, tasks: Path, **options: object) -> None:
    """Check TASKS: gold must resolve every one, noop none.

    Where gold does not, it is tried once more with the agent's processes kept, and told when that is what the task needs.
    """
    from agent.cli.terminal_running import SuiteOptions, validate_and_print

    context.exit(validate_and_print(SuiteOptions.model_validate({"tasks": tasks, **options})))


@terminal.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("-o", "--job", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The new job folder.")
def export(out: Path, *, job: Path) -> None:
    """Write run folder OUT as a job folder of Harbor, with a folder for each trial."""
    from agent.cli.terminal_running import export_and_print

    export_and_print(out, job)

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

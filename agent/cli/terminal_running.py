"""What ``agent eval terminal`` does once its options are read. Apart from ``terminal.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agent import app
from agent.cleaning import escape_for_terminal
from agent.errors import BadInput
from agent.progress import print_line
from evals.terminal.support import Network, Terms, network_of, unsupported
from evals.terminal.task_directory import TerminalTask, read_tasks


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

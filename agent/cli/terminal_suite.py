"""``agent eval run`` given a folder of terminal tasks: the same options, as ``agent eval terminal run`` takes them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from agent.cli.terminal_running import RunOptions, run_and_report
from agent.errors import BadInput
from evals.terminal.task_directory import CONFIGURATION, read_tasks

_NOT_TOLD_APART: Final = "the image of a terminal task is its own: leave --image out"


def is_terminal_suite(suite: str) -> bool:
    """Whether a suite is a task directory, or a folder of them."""
    folder = Path(suite)
    return folder.is_dir() and ((folder / CONFIGURATION).is_file() or any(folder.glob(f"*/{CONFIGURATION}")))


def run_terminal_suite(options: BaseModel) -> int:
    """Run a folder of terminal tasks with the options of ``agent eval run``.

    Raises:
        UserError: nothing can be run.
    """
    given = dict(options)
    if given["image"] is not None:
        raise BadInput(_NOT_TOLD_APART)
    return run_and_report(
        RunOptions(
            tasks=Path(given["suite"]),
            strict=False,
            network="task",
            variables=(),
            bounded=False,
            out=given["out"],
            names=_names(Path(given["suite"]), given["tasks"], given["pattern"], (given["span"], given["limit"])),
            workers=given["workers"],
            timeout_multiplier=given["timeout_multiplier"],
            agent=given["agent_name"],
            model=given["model"],
            seed=given["seed"],
            no_thinking=given["no_thinking"],
            attempts=given["attempts"],
            keep_processes=False,
        )
    )


def _names(suite: Path, wanted: str | None, pattern: str | None, part: tuple[str | None, int | None]) -> str | None:
    """The tasks that are meant, as ``--names`` takes them; None for all."""
    span, limit = part
    if pattern is None and span is None and limit is None:
        return wanted
    names = wanted.split(",") if wanted else [task.name for task in read_tasks(suite)]
    names = [name for name in names if pattern is None or fnmatchcase(name, pattern)]
    if span is not None:
        first, _, end = span.partition(":")
        if not all(part.isdecimal() or not part for part in (first, end)):
            raise BadInput(f"--slice {span}: FROM:TO is wanted, such as 0:10")
        names = names[int(first or 0) : int(end) if end else None]
    names = names[:limit]
    if not names:
        raise BadInput(f"no task of {suite} is meant")
    return ",".join(names)

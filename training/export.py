"""Writes generated tasks as task folders of an evaluation suite: tasks of seeds that no training stream ever draws.

python -m training.export OUT [--count N] [--first-seed SEED] [--skip N]
"""

from __future__ import annotations

import builtins
import re
import sys
from pathlib import Path

import click

from evals.task_folder import TaskSettings, write_task
from sandboxes.git_patch import git_patch
from training.stream import EVALUATION_SEED
from training.tasks.project import Project, load_library
from training.tasks.task import Task, make_task
from training.tokenizer import LIBRARY


def export(out: Path, first_seed: int, count: int) -> list[str]:
    """Write ``count`` task folders, named by family and seed, from the first seeds whose tasks have no defect.

    Returns:
        What was passed over, one line a seed.

    Raises:
        BadInput: a folder is there already.
        ValueError: the first seed could have been trained on.
    """
    if first_seed < EVALUATION_SEED:
        raise ValueError(f"training draws seed {first_seed}; evaluation seeds begin at {EVALUATION_SEED}")
    library: list[Project] = load_library(LIBRARY)
    passed_over, seed = [], first_seed
    while count:
        task = make_task(library, seed)
        if reason := defect(task):
            passed_over.append(f"seed {seed} is passed over: {reason}")
        else:
            write_generated(out, task)
            count -= 1
        seed += 1
    return passed_over


def defect(task: Task) -> str:
    """Why nobody could solve a task, or nothing: its package hides a standard one, or its tests lack an import."""
    shadowed = {path.partition("/")[0].removesuffix(".py") for path in task.files} & sys.stdlib_module_names
    if shadowed:
        return f"{', '.join(sorted(shadowed))} is a module of the standard library"
    for text in (task.hidden, *(text for path, text in task.files.items() if path == task.test_path)):
        raised = set(re.findall(r"(?:pytest\.raises|assertRaises)\((\w+)\)", text))
        imported = {
            name for line in re.findall(r"^from \S+ import (.+)$", text, re.MULTILINE) for name in line.split(", ")
        }
        missing = raised - imported - set(dir(builtins))
        if missing:
            return f"a test does not import {', '.join(sorted(missing))}"
    return ""


def write_generated(out: Path, task: Task) -> None:
    """Write a generated task to its folder in ``out``."""
    files = {path: text.encode("utf-8") for path, text in task.files.items()}
    fixed = {**files, task.path: task.fixed.encode("utf-8")}
    name = f"{task.seed - EVALUATION_SEED:06d}-{task.family}"
    settings = TaskSettings(family=task.family, seed=task.seed, hidden_tests=task.hidden.count("\ndef test_hidden_"))
    write_task(out / name, files, task.issue, task.hidden, fix=git_patch(files, fixed), settings=settings)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True)
@click.option("--first-seed", type=click.IntRange(min=EVALUATION_SEED), default=EVALUATION_SEED, show_default=True)
@click.option("--skip", type=click.IntRange(min=0), default=0, show_default=True, help="Seeds to leave out at first.")
def main(out: Path, count: int, first_seed: int, skip: int) -> None:
    """Write COUNT generated tasks to OUT."""
    for line in export(out, first_seed + skip, count):
        click.echo(line, err=True)
    click.echo(f"{count} tasks are in {out}", err=True)


if __name__ == "__main__":
    main()

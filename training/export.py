"""Writes generated tasks as task folders of an evaluation suite: tasks of seeds that no training stream ever draws.

python -m training.export OUT [--count N] [--first-seed SEED]
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from evals.task_folder import TaskSettings, write_task
from sandboxes.git_patch import git_patch
from training.stream import EVALUATION_SEED
from training.tasks.project import Project, load_library
from training.tasks.task import Task, make_task
from training.tokenizer import LIBRARY


def export(out: Path, seeds: Sequence[int]) -> None:
    """Write one task folder a seed, named by family and seed.

    Raises:
        BadInput: a folder is there already.
        ValueError: a seed could have been trained on.
    """
    library: list[Project] = load_library(LIBRARY)
    for seed in seeds:
        if seed < EVALUATION_SEED:
            raise ValueError(f"seed {seed} is one that training draws; evaluation seeds begin at {EVALUATION_SEED}")
        write_generated(out, make_task(library, seed))


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
def main(out: Path, count: int, first_seed: int) -> None:
    """Write COUNT generated tasks to OUT."""
    export(out, range(first_seed, first_seed + count))
    click.echo(f"{count} tasks are in {out}", err=True)


if __name__ == "__main__":
    main()

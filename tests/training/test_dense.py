"""Dense episodes: several bugs of one module, each shown by its own issue, each mended by its own edit."""

from __future__ import annotations

import itertools
import random

import pytest

from sandboxes.memory import MemorySandbox
from tools.str_replace_editor import EditArguments, StrReplaceEditor
from training.episode import EpisodeFailed, make_dense_episode
from training.tasks.dense import make_dense_foreign_tasks, make_dense_tasks
from training.tasks.foreign import collect
from training.tasks.project import Project, run_cases
from training.tasks.task import Task, make_task

SEEDS = range(2_000_000, 2_000_040)


@pytest.fixture(scope="module")
def rows(library: list[Project]) -> list[list[Task]]:
    return [make_dense_tasks(library, seed, 6) for seed in SEEDS]


def test_most_rows_hold_several_bugs(rows: list[list[Task]]) -> None:
    counts = [len(tasks) for tasks in rows]
    assert max(counts) == 6
    assert sum(counts) > 3 * len(rows)


def test_each_task_begins_where_the_one_before_ended(rows: list[list[Task]], library: list[Project]) -> None:
    for seed, tasks in zip(SEEDS, rows, strict=True):
        for task, following in itertools.pairwise(tasks):
            assert task.fixed == following.files[following.path]
            assert len(task.fixed.split("\n")) == len(task.files[task.path].split("\n"))
        assert tasks[-1].fixed == make_task(library, seed).fixed
        assert len({task.function for task in tasks}) == len(tasks)


def test_a_fix_mends_what_its_issue_shows(rows: list[list[Task]]) -> None:
    shown = 0
    for tasks in rows:
        last = tasks[-1]
        for task in tasks[:-1]:
            if task.shown is not None:
                alone = {**last.broken_modules, task.module: last.broken_modules[task.module]}
                assert run_cases(alone, [task.shown.case])[0].same_as(task.shown.good)
                shown += 1
    assert shown > 30


def test_the_edits_mend_the_module(rows: list[list[Task]]) -> None:
    made = 0
    for tasks in rows:
        try:
            episode = make_dense_episode(tasks, random.Random(1))
        except EpisodeFailed:
            continue
        made += 1
        sandbox = MemorySandbox({path: text.encode() for path, text in tasks[0].files.items()})
        editor = StrReplaceEditor()
        for step in episode.steps:
            if step.call.name == "str_replace_editor":
                editor.run(EditArguments.model_validate(step.call.arguments), sandbox)
        assert sandbox.files[tasks[-1].path].decode() == tasks[-1].fixed
        assert [step.next_issue for step in episode.steps if step.next_issue] == [task.issue for task in tasks[1:]]
    assert made > 30


def test_foreign_rows_parse_and_differ() -> None:
    functions = collect(random.Random(1), 200)
    rows = [make_dense_foreign_tasks(functions, seed, 5) for seed in range(40)]
    assert sum(len(tasks) for tasks in rows) > 60
    for tasks in rows:
        for task, following in itertools.pairwise(tasks):
            assert task.fixed == following.files[following.path]

"""What an expert does with a task, in the words and formats of the product: the material that the embedded model learns from.

The editor is the real tool on an in-memory repository; shell outputs come from ``tasks.shell``. An episode is a list of messages;
``encode`` turns it into the very token ids that a run of the product would hold.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from sandboxes.base import REPOSITORY
from training.checking import go_astray, tests_fail, verify
from training.expert import Episode, EpisodeFailed, Expert, Step, edit_of, finding, walk_reported
from training.tasks import shell
from training.tasks.task import Task
from training.tasks.wording import diagnosis
from vocabulary.messages import ToolCall

__all__ = ["Episode", "EpisodeFailed", "Step", "make_dense_episode", "make_episode"]


def make_dense_episode(tasks: Sequence[Task], rng: random.Random) -> Episode:
    """The expert reads once and mends several bugs of one module, reported one after the other (see ``tasks.dense``).

    Only diagnoses and edits follow the reading, so that a training token holds several times as many of them as in a run.

    Raises:
        EpisodeFailed: an edit has no unique place.
    """
    expert = Expert(tasks[0], rng)
    _look_around(expert)
    _read(expert)
    for task in tasks:
        if task is not tasks[0]:
            expert.steps[-1] = replace(expert.steps[-1], observation="Edited.", next_issue=task.issue)
        expert.task = task
        _fix(expert)
    return Episode(tasks[0].issue, tuple(expert.steps), thinking=True)


def make_episode(task: Task, rng: random.Random) -> Episode:
    """The expert's run of a task.

    Raises:
        EpisodeFailed: this task does not lend itself to the expert's ways.
    """
    expert = Expert(task, rng)
    _look_around(expert)
    if rng.random() < 0.7:
        _reproduce(expert)
    _read(expert)
    go_astray(expert)
    _fix(expert)
    shown = verify(expert)
    done = rng.choice(["The work is done.", "The bug is fixed."])
    submit = ToolCall("submit", {"summary": f"Fixed `{task.function}` in {task.path}."})
    expert.steps.append(Step(f"{shown} {done}".strip(), submit, "Submitted.", judges=bool(shown)))
    check = rng.choice(_CHECKS) if task.test_path and rng.random() < 0.15 else None
    return Episode(task.issue, tuple(expert.steps), thinking=rng.random() > 0.04, check_command=check)


_CHECKS = ("python -m pytest -q", "pytest", "python -m pytest", "pytest -q", "make test", "python -m pytest tests -q")


def _symptom(task: Task) -> str:
    """The issue in the expert's words."""
    function = task.reported.split(".", 1)[1]
    subject = f"`{function}`" if function.split(".")[-1] in task.issue else task.about
    if task.shown is None:
        return f"The issue is about {subject}."
    good, bad = task.shown.good, task.shown.bad
    got = bad.value if bad.error is None else bad.error
    wanted = good.value if good.error is None else good.error
    return f"The issue is about {subject}: it gives {got}, expected is {wanted}."


def _look_around(expert: Expert) -> None:
    thought = f"{_symptom(expert.task)} I look at what the repository defines."
    expert.shell(thought, shell.OVERVIEW, shell.overview(expert.task.files))


def _read(expert: Expert) -> None:
    """Read the module of the reported function, and from there the one with the bug."""
    task = expert.task
    module, function = task.reported.split(".", 1)
    path = task.layout.path(module)
    named = function.split(".")[-1] in task.issue
    if "Traceback" in task.issue and f'{task.path}"' in task.issue:
        _view(expert, f"The traceback ends in {task.path}. I read it.", task.path)
        return
    if not named and expert.rng.random() < 0.12:
        _read_elsewhere(expert, {path, task.path})
    if expert.rng.random() < 0.03:
        _misspell(expert, path)
    where = f"`{function}` is in {path}." if named else f"That is `{function}` in {path}."
    _view(expert, f"{where} I read it.", path)
    if path != task.path:
        walked = walk_reported(expert, path)
        thought = f"Nothing is wrong there. `{function}` relies on `{task.function}` in {task.path}. I read that."
        _view(expert, f"{walked}{thought}", task.path)


def _read_elsewhere(expert: Expert, right: set[str]) -> None:
    """Look into a wrong module first; that choice is not to be learnt, what follows is."""
    others = [path for path in map(expert.task.layout.path, expert.task.modules) if path not in right]
    if others:
        path = expert.rng.choice(others)
        _view(expert, f"It may be in {path}. I read it.", path, learn=False)


def _misspell(expert: Expert, path: str) -> None:
    """Ask for a file that is not there; that is not to be learnt, what follows is."""
    letters = list(path.removesuffix(".py"))
    letters[expert.rng.randrange(len(letters))] = expert.rng.choice("aeiou_rst")
    wrong = "".join(letters) + ".py"
    if wrong != path:
        arguments: dict[str, object] = {"command": "view", "path": f"{REPOSITORY}/{wrong}"}
        answer = f"{REPOSITORY}/{wrong}: no such file"
        expert.steps.append(Step(f"I read {wrong}.", ToolCall("str_replace_editor", arguments), answer, learn=False))


def _reproduce(expert: Expert) -> None:
    """Without an example in the issue, see what the tests say."""
    task = expert.task
    if task.shown is None and tests_fail(task):
        seconds = f"0.0{expert.rng.randint(1, 6)}"
        result = shell.run_tests(task.broken_modules, task.test_path or "", task.test_groups, task.layout, seconds)
        expert.shell("The issue shows no example. I run the tests to see one fail.", shell.TESTS, result)


def _view(expert: Expert, thought: str, path: str, *, learn: bool = True) -> None:
    expert.edit(thought, {"command": "view", "path": f"{REPOSITORY}/{path}"}, learn=learn)


def _fix(expert: Expert) -> None:
    task = expert.task
    before = expert.repository.files[f"{REPOSITORY}/{task.path}"]
    arguments, line = edit_of(task, before, task.fixed)
    expert.edit(finding(expert, before, line, diagnosis(task.mutation, expert.rng)), arguments)
    expert.modules = dict(task.modules)

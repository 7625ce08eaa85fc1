"""The expert's episodes: they end with the fix, by the real editor, and their mistakes are taken back."""

from __future__ import annotations

import random

import pytest

from sandboxes.memory import MemorySandbox
from tools.str_replace_editor import EditArguments, StrReplaceEditor
from training.episode import Episode, EpisodeFailed, make_episode
from training.tasks.project import Project
from training.tasks.task import Task, make_task


@pytest.fixture(scope="module")
def pairs(library: list[Project]) -> list[tuple[Task, Episode]]:
    made = []
    for seed in range(1_000_000, 1_000_150):
        task = make_task(library, seed)
        try:
            made.append((task, make_episode(task, random.Random(seed))))
        except EpisodeFailed:
            continue
    assert len(made) > 120
    return made


def test_the_edits_lead_to_the_fix(pairs: list[tuple[Task, Episode]]) -> None:
    for task, episode in pairs:
        sandbox = MemorySandbox({path: text.encode() for path, text in task.files.items()})
        editor = StrReplaceEditor()
        for step in episode.steps:
            if step.call.name == "str_replace_editor":
                assert editor.run(EditArguments.model_validate(step.call.arguments), sandbox).text == step.observation
        expected = {**task.files, task.path: task.fixed}
        assert {path: content.decode() for path, content in sandbox.files.items()} == expected, task.seed


def test_an_episode_reads_before_it_writes_and_ends_with_submit(pairs: list[tuple[Task, Episode]]) -> None:
    for _, episode in pairs:
        names = [step.call.name for step in episode.steps]
        assert names[-1] == "submit"
        assert names.count("submit") == 1
        commands = [
            step.call.arguments["command"] for step in episode.steps[:-1] if step.call.name == "str_replace_editor"
        ]
        assert commands[0] == "view"
        assert "str_replace" in commands
        assert all(step.thought.strip() for step in episode.steps)


def test_a_mistake_is_taken_back_and_not_learnt(pairs: list[tuple[Task, Episode]]) -> None:
    mistaken = [(task, episode) for task, episode in pairs if any(not step.learn for step in episode.steps)]
    assert len(mistaken) >= 3
    for _, episode in mistaken:
        wrong = sum(not step.learn and step.call.arguments["command"] == "str_replace" for step in episode.steps)
        undone = sum(step.call.arguments.get("command") == "undo_edit" for step in episode.steps)
        assert undone == wrong


def test_an_episode_is_made_again_from_its_seed(pairs: list[tuple[Task, Episode]]) -> None:
    for task, episode in pairs[:20]:
        assert make_episode(task, random.Random(task.seed)) == episode

"""The expert's episodes: they end with the fix, by the real editor, and their mistakes are taken back."""

from __future__ import annotations

import random
import re

import pytest

from sandboxes.errors import SandboxFileError
from sandboxes.memory import MemorySandbox
from tools.base import ToolError
from tools.str_replace_editor import EditArguments, StrReplaceEditor
from training.episode import Episode, EpisodeFailed, Step, make_episode
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
            if step.call.name == "str_replace_editor" and not _refused(step):
                assert editor.run(EditArguments.model_validate(step.call.arguments), sandbox).text == step.observation
        expected = {**task.files, task.path: task.fixed}
        assert {path: content.decode() for path, content in sandbox.files.items()} == expected, task.seed


def _refused(step: Step) -> bool:
    return step.observation.endswith(("nothing would change.", "no such file"))


def test_what_is_refused_is_a_mistake_that_the_real_editor_refuses_so(pairs: list[tuple[Task, Episode]]) -> None:
    refused = 0
    for task, episode in pairs:
        sandbox = MemorySandbox({path: text.encode() for path, text in task.files.items()})
        for step in filter(_refused, episode.steps):
            with pytest.raises((ToolError, SandboxFileError), match=re.escape(step.observation)):
                StrReplaceEditor().run(EditArguments.model_validate(step.call.arguments), sandbox)
            assert not step.learn
            refused += 1
    assert refused


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
        wrong = sum(
            not step.learn and not _refused(step) and step.call.arguments["command"] == "str_replace"
            for step in episode.steps
        )
        undone = sum(step.call.arguments.get("command") == "undo_edit" for step in episode.steps)
        assert undone == wrong
        assert undone == sum("That was not it." in step.thought and step.judges for step in episode.steps)


def test_an_episode_is_made_again_from_its_seed(pairs: list[tuple[Task, Episode]]) -> None:
    for task, episode in pairs[:20]:
        assert make_episode(task, random.Random(task.seed)) == episode


def test_what_a_check_shows_is_said_truly(pairs: list[tuple[Task, Episode]]) -> None:
    for _, episode in pairs:
        for before, step in zip(episode.steps, episode.steps[1:], strict=False):
            if step.judges and (said := re.match(r"It gives (.+?)(, as expected|, but .+ is expected)", step.thought)):
                assert said[1] in before.observation

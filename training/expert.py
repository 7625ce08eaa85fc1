"""The expert's hands: a repository in memory, the real editor on it, the steps recorded, and how it goes through code to a line.

What it decides to do is in ``episode`` and ``checking``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from sandboxes.base import REPOSITORY, ExecResult
from sandboxes.errors import SandboxFileError
from tools.base import ToolError
from tools.bash import render_result
from tools.str_replace_editor import EditArguments, StrReplaceEditor
from training.edit import NoEdit, edit_arguments
from training.tasks.task import Task
from training.walk import call_graph, chain, walk
from vocabulary.messages import ToolCall


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the expert and what the tool answered.

    ``learn`` is False for a turn that shows a mistake; ``judges`` is True for one that says whether a check passed.
    ``next_issue`` is what the user reports after it, in dense episodes alone (``tasks.dense``).
    """

    thought: str
    call: ToolCall
    observation: str
    learn: bool = True
    judges: bool = False
    next_issue: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """An issue and the expert's steps."""

    issue: str
    steps: tuple[Step, ...]
    thinking: bool
    check_command: str | None = None


class RepositoryFiles:
    """The repository as the editor sees it while an episode is made."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = {f"{REPOSITORY}/{path}": text for path, text in files.items()}

    def read_file(self, path: str, *, max_bytes: int = 0) -> bytes:
        """Content of a file, as a sandbox gives it."""
        if path not in self.files:
            raise SandboxFileError(f"{path}: no such file")
        return self.files[path].encode()

    def write_file(self, path: str, content: bytes) -> None:
        """Replace a file, as a sandbox does."""
        self.files[path] = content.decode()


@dataclass
class Expert:
    """Acts and records; knows the task's solution."""

    task: Task
    rng: random.Random
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.repository = RepositoryFiles(dict(self.task.files))
        self.editor = StrReplaceEditor()
        self.modules = dict(self.task.broken_modules)

    @property
    def changed_nothing(self) -> bool:
        """Whether the last call was an edit whose new text is the old one."""
        arguments = self.steps[-1].call.arguments
        return "old_str" in arguments and arguments["old_str"] == arguments.get("new_str")

    def shell(self, thought: str, command: str, result: ExecResult, *, judges: bool = False) -> None:
        """Run a command whose result is known."""
        observation = render_result(result, timeout_s=60)
        self.steps.append(Step(thought, ToolCall("bash", {"command": command}), observation, judges=judges))

    def edit(self, thought: str, arguments: dict[str, object], *, learn: bool = True, judges: bool = False) -> None:
        """Call the editor. Only an edit that changes nothing may fail."""
        try:
            observation = self.editor.run(EditArguments.model_validate(arguments), self.repository).text  # type: ignore[arg-type]
        except ToolError as error:
            if learn:
                raise EpisodeFailed(str(error)) from error
            observation = str(error)
        self.steps.append(Step(thought, ToolCall("str_replace_editor", arguments), observation, learn, judges))


class EpisodeFailed(Exception):
    """The expert could not act on this task; draw another."""


def edit_of(task: Task, before: str, after: str) -> tuple[dict[str, object], int]:
    """The editor's arguments that turn ``before`` into ``after``, and the first line that changes.

    Raises:
        EpisodeFailed: the edit has no unique place.
    """
    try:
        return edit_arguments(f"{REPOSITORY}/{task.path}", before, after)
    except NoEdit as error:
        raise EpisodeFailed(str(error)) from error


def walk_reported(expert: Expert, path: str) -> str:
    """The reported function read through, without a find; empty when it is a class or not in that file."""
    function = expert.task.reported.split(".", 1)[1]
    walked = walk(expert.repository.files[f"{REPOSITORY}/{path}"], function)
    return f"{walked}\n" if walked else ""


def finding(expert: Expert, text: str, line: int, words: str, function: str | None = None) -> str:
    """The thought that finds a bug: from the reported function along the calls to ``function`` (the one with the bug), to its line.

    Raises:
        EpisodeFailed: a function is not found in the text.
    """
    task = expert.task
    function = function or task.function
    module, reported = task.reported.split(".", 1)
    same_file = task.layout.path(module) == task.path and reported != function
    traced = "Traceback" in task.issue and f'{task.path}"' in task.issue
    before = "That changes nothing. I look again.\n" if expert.changed_nothing else ""
    if same_file and not traced and (walked := walk_reported(expert, task.path)):
        before += walked + "".join(
            f"It relies on `{name}`. {walk(text, name)}\n" for name in _searched(expert, text, reported, function)
        )
        before += f"It relies on `{function}`. "
    found = walk(text, function, line)
    if found is None:
        raise EpisodeFailed("the function cannot be walked through")
    return f"{before}{found}\n{words}"


def _searched(expert: Expert, text: str, reported: str, function: str) -> list[str]:
    """What is read between the reported function and the one with the bug: the way there, and at times a callee in vain."""
    graph = call_graph(text)
    between = chain(graph, reported, function)
    others = [name for name in graph.get(reported, []) if name not in (*between, function)]
    if others and expert.rng.random() < 0.25:
        between.insert(0, expert.rng.choice(others))
    return between[:3]

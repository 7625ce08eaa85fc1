"""What an expert does with a task, in the words and formats of the product: the material that the embedded model learns from.

The editor is the real tool on an in-memory repository; shell outputs come from ``tasks.shell``. An episode is a list of messages;
``encode`` turns it into the very token ids that a run of the product would hold.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sandboxes.base import REPOSITORY, ExecResult
from sandboxes.errors import SandboxFileError
from tools.base import ToolError
from tools.bash import render_result
from tools.str_replace_editor import EditArguments, StrReplaceEditor
from training.edit import NoEdit, edit_arguments
from training.tasks import shell
from training.tasks.mutation import Mutation, parses
from training.tasks.mutations import mutations
from training.tasks.project import CaseTimeout, Outcome, run_cases
from training.tasks.source import Source
from training.tasks.task import Finding, Task
from training.tasks.wording import diagnosis
from training.walk import walk
from vocabulary.messages import ToolCall


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the expert and what the tool answered.

    ``learn`` is False for a turn that shows a mistake. ``next_issue`` is what the user reports after it, in
    dense episodes alone (``tasks.dense``).
    """

    thought: str
    call: ToolCall
    observation: str
    learn: bool = True
    next_issue: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """An issue and the expert's steps."""

    issue: str
    steps: tuple[Step, ...]
    thinking: bool
    check_command: str | None = None


class _Files:
    """The repository as the editor sees it while an episode is made."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = {f"{REPOSITORY}/{path}": text for path, text in files.items()}

    def read_file(self, path: str, *, max_bytes: int = 0) -> bytes:
        if path not in self.files:
            raise SandboxFileError(f"{path}: no such file")
        return self.files[path].encode()

    def write_file(self, path: str, content: bytes) -> None:
        self.files[path] = content.decode()


@dataclass
class _Expert:
    """Acts and records; knows the task's solution."""

    task: Task
    rng: random.Random
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.repository = _Files(dict(self.task.files))
        self.editor = StrReplaceEditor()
        self.modules = dict(self.task.broken_modules)

    def shell(self, thought: str, command: str, result: ExecResult, *, learn: bool = True) -> None:
        observation = render_result(result, timeout_s=60)
        self.steps.append(Step(thought, ToolCall("bash", {"command": command}), observation, learn))

    def edit(self, thought: str, arguments: dict[str, object], *, learn: bool = True) -> None:
        try:
            observation = self.editor.run(EditArguments.model_validate(arguments), self.repository).text  # type: ignore[arg-type]
        except ToolError as error:
            raise EpisodeFailed(str(error)) from error
        self.steps.append(Step(thought, ToolCall("str_replace_editor", arguments), observation, learn))


class EpisodeFailed(Exception):
    """The expert could not act on this task; draw another."""


def make_dense_episode(tasks: Sequence[Task], rng: random.Random) -> Episode:
    """The expert reads once and mends several bugs of one module, reported one after the other (see ``tasks.dense``).

    Only diagnoses and edits follow the reading, so that a training token holds several times as many of them as in a run.

    Raises:
        EpisodeFailed: an edit has no unique place.
    """
    expert = _Expert(tasks[0], rng)
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
    expert = _Expert(task, rng)
    _look_around(expert)
    if rng.random() < 0.7:
        _reproduce(expert)
    _read(expert)
    for _ in range(rng.choices([0, 1, 2], [0.8, 0.15, 0.05])[0] if _can_check(task) else 0):
        _mistake(expert)
    _fix(expert)
    _verify(expert)
    summary = f"Fixed `{task.function}` in {task.path}."
    expert.steps.append(
        Step(
            rng.choice(["The work is done.", "The bug is fixed."]),
            ToolCall("submit", {"summary": summary}),
            "Submitted.",
        )
    )
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


def _look_around(expert: _Expert) -> None:
    thought = f"{_symptom(expert.task)} I look at what the repository defines."
    expert.shell(thought, shell.OVERVIEW, shell.overview(expert.task.files))


def _read(expert: _Expert) -> None:
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
    where = f"`{function}` is in {path}." if named else f"That is `{function}` in {path}."
    _view(expert, f"{where} I read it.", path)
    if path != task.path:
        walked = _walk_reported(expert, path)
        thought = f"Nothing is wrong there. `{function}` relies on `{task.function}` in {task.path}. I read that."
        _view(expert, f"{walked}{thought}", task.path)


def _walk_reported(expert: _Expert, path: str) -> str:
    """The reported function read through, without a find; empty when it is a class or not in that file."""
    function = expert.task.reported.split(".", 1)[1]
    walked = walk(expert.repository.files[f"{REPOSITORY}/{path}"], function)
    return f"{walked}\n" if walked else ""


def _read_elsewhere(expert: _Expert, right: set[str]) -> None:
    """Look into a wrong module first; that choice is not to be learnt, what follows is."""
    others = [path for path in map(expert.task.layout.path, expert.task.modules) if path not in right]
    if others:
        path = expert.rng.choice(others)
        _view(expert, f"It may be in {path}. I read it.", path, learn=False)


def _reproduce(expert: _Expert) -> None:
    """Without an example in the issue, see what the tests say."""
    task = expert.task
    if task.shown is None and _tests_fail(task):
        seconds = f"0.0{expert.rng.randint(1, 6)}"
        result = shell.run_tests(task.broken_modules, task.test_path or "", task.test_groups, task.layout, seconds)
        expert.shell("The issue shows no example. I run the tests to see one fail.", shell.TESTS, result)


def _view(expert: _Expert, thought: str, path: str, *, learn: bool = True) -> None:
    expert.edit(thought, {"command": "view", "path": f"{REPOSITORY}/{path}"}, learn=learn)


def _can_check(task: Task) -> bool:
    """Whether a run after an edit can show that the bug is still there."""
    return _checkable(task.shown) or _tests_fail(task)


def _checkable(finding: Finding | None) -> bool:
    return finding is not None and finding.good.value is not None and "\\" not in "".join(finding.case.statements)


def _tests_fail(task: Task) -> bool:
    if task.test_path is None:
        return False
    try:
        return (
            shell.run_tests(task.broken_modules, task.test_path, task.test_groups, task.layout, "0.01").exit_code != 0
        )
    except (Exception, CaseTimeout):
        return False


def _edit(task: Task, before: str, after: str) -> tuple[dict[str, object], int]:
    try:
        return edit_arguments(f"{REPOSITORY}/{task.path}", before, after)
    except NoEdit as error:
        raise EpisodeFailed(str(error)) from error


def _fix(expert: _Expert) -> None:
    task = expert.task
    before = expert.repository.files[f"{REPOSITORY}/{task.path}"]
    arguments, line = _edit(task, before, task.fixed)
    expert.edit(_finding(expert, before, line, diagnosis(task.mutation, expert.rng)), arguments)
    expert.modules = dict(task.modules)


def _finding(expert: _Expert, text: str, line: int, words: str) -> str:
    """The thought that finds the bug: the reported function, then the one with the bug, up to its line."""
    task = expert.task
    module, reported = task.reported.split(".", 1)
    same_file = task.layout.path(module) == task.path and reported != task.function
    traced = "Traceback" in task.issue and f'{task.path}"' in task.issue
    before = ""
    if same_file and not traced and (walked := _walk_reported(expert, task.path)):
        before = f"{walked}It relies on `{task.function}`. "
    walked = walk(text, task.function, line)
    if walked is None:
        raise EpisodeFailed("the function cannot be walked through")
    return f"{before}{walked}\n{words}"


def _mistake(expert: _Expert) -> None:
    """An edit that does not help, seen by a check and taken back. The edit itself is not to be learnt."""
    task, rng = expert.task, expert.rng
    module = expert.task.broken_modules[task.module]
    source = Source(module)
    node = dict(source.functions()).get(task.function)
    if node is None:
        return
    candidates = [m for m in mutations(source, node) if m.end != m.start]
    rng.shuffle(candidates)
    for mutation in candidates[:12]:
        changed = mutation.apply(module)
        if not parses(changed) or changed == task.modules[task.module]:
            continue
        outcome = _still_wrong(task, {**task.broken_modules, task.module: changed})
        if outcome is None:
            continue
        _make_mistake(expert, mutation, changed, outcome)
        return


def _still_wrong(task: Task, modules: dict[str, str]) -> Outcome | ExecResult | None:
    """What a check prints after a useless edit; None when the check would pass or not end."""
    try:
        if _checkable(task.shown):
            assert task.shown is not None
            outcome = run_cases(modules, [task.shown.case])[0]
            return outcome if outcome.value is not None and not outcome.same_as(task.shown.good) else None
        assert task.test_path is not None
        result = shell.run_tests(modules, task.test_path, task.test_groups, task.layout, "0.02")
        return result if result.exit_code != 0 else None
    except (Exception, CaseTimeout):
        return None


def _make_mistake(expert: _Expert, mutation: Mutation, changed: str, seen: Outcome | ExecResult) -> None:
    task = expert.task
    facts = {**mutation.facts, "good": mutation.facts.get("bad", ""), "bad": mutation.facts.get("good", "")}
    before = expert.repository.files[f"{REPOSITORY}/{task.path}"]
    arguments, line = _edit(task, before, task.layout.source(changed, task.modules))
    words = f"`{facts['bad']}` should be `{facts['good']}`."
    expert.edit(_finding(expert, before, line, words), arguments, learn=False)
    if isinstance(seen, Outcome):
        assert task.shown is not None
        command = shell.example_command(task.shown.case, task.modules, task.layout)
        expert.shell("I check the example.", command, shell.example_result(seen))
        after = (
            f"It gives {seen.value}, but {task.shown.good.value} is expected. That was not it. I take the edit back."
        )
    else:
        expert.shell("I run the tests.", shell.TESTS, seen)
        after = "A test still fails. That was not it. I take the edit back."
    expert.edit(after, {"command": "undo_edit", "path": f"{REPOSITORY}/{task.path}"})


def _verify(expert: _Expert) -> None:
    task = expert.task
    thought = "The edit is in place."
    if _checkable(task.shown):
        assert task.shown is not None
        command = shell.example_command(task.shown.case, task.modules, task.layout)
        expert.shell(f"{thought} I check the example.", command, shell.example_result(task.shown.good))
        thought = f"It gives {task.shown.good.value}, as expected."
    if task.test_path is not None:
        seconds = f"0.0{expert.rng.randint(1, 6)}"
        result = shell.run_tests(task.modules, task.test_path, task.test_groups, task.layout, seconds)
        if result.exit_code != 0:
            raise EpisodeFailed("the visible tests do not pass on the solution")
        expert.shell(f"{thought} I run the tests.", shell.TESTS, result)

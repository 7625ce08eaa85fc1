"""How the expert checks its work, and the mistakes that a check reveals: edits that do not help, seen and taken back.

A mistake is never learnt; what is said about it is, and counts as a judgement.
"""

from __future__ import annotations

from sandboxes.base import REPOSITORY, ExecResult
from training.expert import EpisodeFailed, Expert, edit_of, finding
from training.tasks import shell
from training.tasks.mutation import Mutation, parses
from training.tasks.mutations import mutations
from training.tasks.project import CaseTimeout, run_cases
from training.tasks.source import Source
from training.tasks.task import Finding, Task

MISTAKES = (0.5, 0.35, 0.15)
"""How often an episode holds none, one or two mistakes."""
UNCHANGED = 0.2
"""Share of mistakes that are edits which change nothing."""


def go_astray(expert: Expert) -> None:
    """No, one or two edits that do not help, each seen and taken back."""
    checkable = _checkable(expert.task.shown) or tests_fail(expert.task)
    for _ in range(expert.rng.choices(range(len(MISTAKES)), MISTAKES)[0]):
        if expert.rng.random() < UNCHANGED:
            _change_nothing(expert)
        elif checkable:
            _mistake(expert)


def verify(expert: Expert) -> str:
    """The example of the issue and the visible tests, on the solution; what the last check has shown, empty without one.

    Raises:
        EpisodeFailed: the visible tests do not pass.
    """
    task = expert.task
    thought, shown = "The edit is in place.", ""
    if _checkable(task.shown):
        assert task.shown is not None
        command = shell.example_command(task.shown.case, task.modules, task.layout)
        expert.shell(f"{thought} I check the example.", command, shell.example_result(task.shown.good))
        thought = shown = f"It gives {task.shown.good.value}, as expected."
    if task.test_path is not None:
        seconds = f"0.0{expert.rng.randint(1, 6)}"
        result = shell.run_tests(task.modules, task.test_path, task.test_groups, task.layout, seconds)
        if result.exit_code != 0:
            raise EpisodeFailed("the visible tests do not pass on the solution")
        expert.shell(f"{thought} I run the tests.", shell.TESTS, result, judges=bool(shown))
        shown = "The tests pass."
    return shown


def _checkable(shown: Finding | None) -> bool:
    return shown is not None and shown.good.value is not None and "\\" not in "".join(shown.case.statements)


def tests_fail(task: Task) -> bool:
    """Whether the visible tests show the bug."""
    if task.test_path is None:
        return False
    try:
        return (
            shell.run_tests(task.broken_modules, task.test_path, task.test_groups, task.layout, "0.01").exit_code != 0
        )
    except (Exception, CaseTimeout):
        return False


def _candidates(expert: Expert) -> list[tuple[str, Mutation]]:
    """Changes to the function with the bug, or at times to another one of its module, in random order."""
    source = Source(expert.task.broken_modules[expert.task.module])
    functions = dict(source.functions())
    name = expert.task.function if expert.rng.random() < 0.7 else expert.rng.choice(list(functions))
    node = functions.get(name)
    found = [(name, mutation) for mutation in mutations(source, node) if mutation.end != mutation.start] if node else []
    expert.rng.shuffle(found)
    return found[:12]


def _mistake(expert: Expert) -> None:
    """An edit that does not help, seen by a check and taken back."""
    task = expert.task
    module = task.broken_modules[task.module]
    for function, mutation in _candidates(expert):
        changed = mutation.apply(module)
        if not parses(changed) or changed == task.modules[task.module]:
            continue
        checked = _check(task, changed)
        if checked is not None:
            _make_mistake(expert, function, mutation, changed, checked)
            return


def _check(task: Task, changed: str) -> tuple[str, ExecResult, str] | None:
    """Command, its output and what it means after a useless change of the module; None when the check would pass or not end."""
    modules = {**task.broken_modules, task.module: changed}
    try:
        if _checkable(task.shown):
            assert task.shown is not None
            outcome = run_cases(modules, [task.shown.case])[0]
            if outcome.same_as(task.shown.good):
                return None
            command = shell.example_command(task.shown.case, task.modules, task.layout)
            if outcome.value is not None:
                result = shell.example_result(outcome)
            else:
                files = {**task.files, task.path: task.layout.source(changed, task.modules)}
                result = shell.run_example(command, files)
            got = outcome.value if outcome.value is not None else outcome.error
            return command, result, f"It gives {got}, but {task.shown.good.value} is expected."
        assert task.test_path is not None
        result = shell.run_tests(modules, task.test_path, task.test_groups, task.layout, "0.02")
        return (shell.TESTS, result, "A test still fails.") if result.exit_code != 0 else None
    except (Exception, CaseTimeout):
        return None


def _make_mistake(
    expert: Expert, function: str, mutation: Mutation, changed: str, checked: tuple[str, ExecResult, str]
) -> None:
    task = expert.task
    facts = {**mutation.facts, "good": mutation.facts.get("bad", ""), "bad": mutation.facts.get("good", "")}
    before = expert.repository.files[f"{REPOSITORY}/{task.path}"]
    arguments, line = edit_of(task, before, task.layout.source(changed, task.modules))
    words = f"`{facts['bad']}` should be `{facts['good']}`."
    expert.edit(finding(expert, before, line, words, function), arguments, learn=False)
    command, result, meaning = checked
    expert.shell(
        "I run the tests." if command == shell.TESTS else "The edit is in place. I check the example.", command, result
    )
    after = f"{meaning} That was not it. I take the edit back."
    expert.edit(after, {"command": "undo_edit", "path": f"{REPOSITORY}/{task.path}"}, judges=True)


def _change_nothing(expert: Expert) -> None:
    """An edit whose new text is the old one; the editor refuses it, and the expert looks again."""
    task = expert.task
    before = expert.repository.files[f"{REPOSITORY}/{task.path}"]
    for function, mutation in _candidates(expert):
        changed = mutation.apply(task.broken_modules[task.module])
        if not parses(changed):
            continue
        arguments, line = edit_of(task, before, task.layout.source(changed, task.modules))
        good = mutation.facts.get("good", "")
        words = f"`{good}` should be `{good}`."
        unchanged = {**arguments, "new_str": arguments["old_str"]}
        expert.edit(finding(expert, before, line, words, function), unchanged, learn=False)
        return

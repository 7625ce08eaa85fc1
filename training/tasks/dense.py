"""Several bugs in one module, each with an issue of its own: many diagnoses for one reading. For training only.

What a training token buys is counted in diagnoses, and nine tenths of an episode is reading. The bugs besides the first change no
number of lines, so that line numbers hold until the first, which may, is mended last. Pure but for running the project's cases.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from training.tasks.foreign import ForeignFunction, foreign_mutations, make_foreign_task
from training.tasks.issue import write_foreign_issue, write_issue
from training.tasks.mutation import Mutation, parses
from training.tasks.mutations import mutations
from training.tasks.project import Case, CaseTimeout, Outcome, Project, run_cases
from training.tasks.source import Source
from training.tasks.task import UNSTABLE_ERRORS, Task, draw_mutations, draw_task, findings_of


@dataclass(frozen=True, slots=True)
class _Bug:
    """One more bug: its mutation of the module that holds the first bug, and its task without files."""

    mutation: Mutation
    task: Task


def make_dense_tasks(library: Sequence[Project], seed: int, most: int, invented: float = 0.0) -> list[Task]:
    """Up to ``most`` tasks over one module, in the order in which they are to be mended; ``files`` hold all bugs."""
    task, project = draw_task(library, seed, invented)
    rng = random.Random(seed)
    return _join(task, list(_more_bugs(task, project, rng, most - 1)), rng)


def make_dense_foreign_tasks(functions: Sequence[ForeignFunction], seed: int, most: int) -> list[Task]:
    """The same over functions of installed packages."""
    task = make_foreign_task(functions, seed)
    rng = random.Random(seed)
    return _join(task, list(_more_foreign_bugs(task, functions, rng, most - 1)), rng)


def _join(first: Task, bugs: Sequence[_Bug], rng: random.Random) -> list[Task]:
    """Tasks whose broken and fixed texts follow one another: each begins where the one before it ends."""
    order = list(bugs)
    rng.shuffle(order)
    base = first.broken_modules[first.module]
    tasks = []
    for place, bug in enumerate(order):
        broken, fixed = _apply(base, order[place:]), _apply(base, order[place + 1 :])
        modules, broken_modules = {**first.modules, first.module: fixed}, {**first.modules, first.module: broken}
        if not parses(broken):
            return [first]
        tasks.append(
            replace(
                bug.task,
                modules=modules,
                broken_modules=broken_modules,
                fixed=first.layout.source(fixed, modules),
                files={**first.files, first.path: first.layout.source(broken, broken_modules)},
            )
        )
    return [*tasks, first]


def _apply(text: str, bugs: Sequence[_Bug]) -> str:
    for bug in sorted(bugs, key=lambda bug: -bug.mutation.start):
        text = bug.mutation.apply(text)
    return text


def _keeps_lines(text: str, mutation: Mutation) -> bool:
    return text[mutation.start : mutation.end].count("\n") == mutation.new.count("\n")


def _more_bugs(task: Task, project: Project, rng: random.Random, most: int) -> Iterator[_Bug]:
    text = task.broken_modules[task.module]
    source = Source(text)
    cases, good = _undisturbed(task, project)
    functions = [(path, node) for path, node in source.functions() if path != task.function]
    rng.shuffle(functions)
    for path, node in functions:
        if most <= 0:
            return
        for mutation in draw_mutations(mutations(source, node), rng, 2):
            bug = _bug(task, project, path, mutation, cases, good, rng) if _keeps_lines(text, mutation) else None
            if bug is not None:
                yield bug
                most -= 1
                break


def _undisturbed(task: Task, project: Project) -> tuple[list[Case], list[Outcome]]:
    """The cases that the first bug does not touch, with their outcomes."""
    good, now = run_cases(project.modules, project.cases), run_cases(task.broken_modules, project.cases)
    kept = [
        (case, outcome)
        for case, outcome, other in zip(project.cases, good, now, strict=True)
        if outcome.same_as(other) and outcome.error not in UNSTABLE_ERRORS
    ]
    return [case for case, _ in kept], [outcome for _, outcome in kept]


def _bug(
    task: Task, project: Project, path: str, mutation: Mutation, cases: list[Case], good: list[Outcome], rng: random.Random
) -> _Bug | None:  # fmt: skip
    broken = {**task.broken_modules, task.module: mutation.apply(task.broken_modules[task.module])}
    try:
        findings = findings_of(broken, cases, good) if parses(broken[task.module]) else ()
    except CaseTimeout:
        return None
    if not findings:
        return None
    near = [finding for finding in findings if finding.case.function == f"{task.module}.{path}"] or list(findings)
    shown = rng.choice(near if rng.random() < 0.6 else findings)
    reported = shown.case.function
    found = replace(
        task, family=mutation.family, function=path, reported=reported, mutation=mutation, findings=findings, shown=shown,
        about=project.about.get(reported) or reported.split(".")[-1].replace("_", " "), broken_modules=broken,
    )  # fmt: skip
    issue, shows_example = write_issue(found, rng)
    return _Bug(mutation, replace(found, issue=issue, shown=shown if shows_example else None))


def _more_foreign_bugs(
    task: Task, functions: Sequence[ForeignFunction], rng: random.Random, most: int
) -> Iterator[_Bug]:
    text = task.broken_modules[task.module]
    source = Source(text)
    abouts = {function.text: function.about for function in functions}
    others = [(path, node) for path, node in source.functions() if path != task.function]
    rng.shuffle(others)
    for path, node in others[:most]:
        about = abouts.get(source.segment(node))
        for mutation in draw_mutations(foreign_mutations(source, node), rng, 1):
            if about is not None and _keeps_lines(text, mutation) and parses(mutation.apply(text)):
                found = replace(
                    task, family=mutation.family, function=path, reported=f"{task.module}.{path}", mutation=mutation,
                    about=about[:1].lower() + about[1:],
                )  # fmt: skip
                yield _Bug(mutation, replace(found, issue=write_foreign_issue(found, rng)))

"""One task: a repository with one bug, the issue that reports it, visible tests or none, hidden tests that decide."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from training.tasks.issue import write_issue
from training.tasks.layout import Layout, choose_layout, hidden_tests, render_tests
from training.tasks.mutation import Mutation, parses
from training.tasks.mutations import mutations
from training.tasks.project import Case, CaseTimeout, Outcome, Project, import_order, imported_modules, run_cases
from training.tasks.renaming import invent, rename, words_of
from training.tasks.source import Source

FAMILY_WEIGHTS = {
    "name": 3.0, "operator": 3.0, "boundary": 4.0, "comparison": 2.0, "constant": 2.0, "unit": 2.0, "return": 1.5,
    "attribute": 1.5, "normalisation": 4.0, "off_by_one": 4.0, "swapped": 2.0, "uncalled": 0.7, "text": 1.5, "guard": 4.0,
    "default": 2.0, "operands": 1.5, "negation": 2.0, "early_return": 1.5, "update": 2.0, "logic": 2.0, "order": 1.0,
    "key": 1.5, "overwritten": 1.5, "flag": 1.0, "branch": 1.5, "initial": 1.5, "sign": 0.7, "loop_control": 0.8,
    "order_by": 1.0, "method": 3.0, "typo": 1.2,
}  # fmt: skip

UNSTABLE_ERRORS = ("NameError", "AttributeError", "TypeError", "SyntaxError")
"""A case that ends so in a sound project says more of the variation than of the project."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the bug does: a case whose outcome differs."""

    case: Case
    good: Outcome
    bad: Outcome


@dataclass(frozen=True, slots=True)
class Task:
    """A task with its solution. ``files`` is the broken repository; ``fixed`` the text of ``path`` without the bug."""

    seed: int
    family: str
    function: str
    reported: str
    about: str
    path: str
    files: Mapping[str, str]
    fixed: str
    issue: str
    mutation: Mutation
    findings: tuple[Finding, ...]
    shown: Finding | None
    test_path: str | None
    test_groups: tuple[tuple[str, tuple[tuple[Case, Outcome], ...]], ...]
    modules: Mapping[str, str]
    broken_modules: Mapping[str, str]
    module: str
    layout: Layout
    hidden: str


def make_task(library: Sequence[Project], seed: int, invented: float = 0.0) -> Task:
    """The task of a seed. Draws again until a mutation changes what a case gives."""
    return draw_task(library, seed, invented)[0]


def draw_task(library: Sequence[Project], seed: int, invented: float = 0.0) -> tuple[Task, Project]:
    """The task of a seed, and the varied project in which its bug was placed.

    ``invented`` is the share of seeds whose names are made-up words; such tasks are for training alone.
    """
    rng = random.Random(seed)
    names = random.Random(f"{seed} names")
    invents = names.random() < invented
    while True:
        project = _vary(rng.choice(library), rng)
        if project is not None and invents:
            project = _invent(project, library, names)
        if project is None:
            continue
        task = _break(project, library, rng, seed)
        if task is not None:
            return task, project


def _vary(project: Project, rng: random.Random) -> Project | None:
    """Fewer functions, other names, other constants; None when the variation does not run."""
    varied = _keep_some(project, rng)
    if rng.random() < 0.5:
        varied = _vary_constants(varied, rng)
    if rng.random() < 0.6:
        renamed = rename(varied, rng, rng.choice([0.2, 0.5, 0.9]))
        if _kinds(renamed) == _kinds(varied) is not None:
            varied = renamed
    return varied


def _invent(project: Project, library: Sequence[Project], rng: random.Random) -> Project | None:
    words = words_of(rng.sample(library, min(4, len(library))))
    invented = invent(project, rng, rng.choice([0.0, 0.3, 0.8]), words)
    return invented if _kinds(invented) == _kinds(project) is not None else None


def _kinds(project: Project) -> list[str | None] | None:
    try:
        return [outcome.error for outcome in run_cases(project.modules, project.cases)]
    except (Exception, CaseTimeout):
        return None


def _keep_some(project: Project, rng: random.Random) -> Project:
    """Keep the closure of one module, and drop functions that nothing else uses."""
    main = rng.choice(sorted(project.modules))
    keep = {main}
    for name in reversed(import_order(project.modules)):
        if name in keep:
            keep.update(imported_modules(project.modules[name], project.modules))
    if rng.random() < 0.3:
        keep = set(project.modules)
    modules = {name: text for name, text in project.modules.items() if name in keep}
    share = rng.choice([0.0, 0.3, 0.6, 0.8, 0.9])
    modules = {name: _drop_functions(name, text, modules, rng, share) for name, text in modules.items()}
    cases = tuple(case for case in project.cases if _resolves(case, modules))
    about = {path: words for path, words in project.about.items() if path.split(".")[0] in modules}
    return Project(project.name, modules, cases, about)


def _drop_functions(name: str, text: str, modules: Mapping[str, str], rng: random.Random, share: float) -> str:
    source = Source(text)
    tops = [node for node in source.tree.body if isinstance(node, ast.FunctionDef)]
    everything = "\n".join(modules.values())
    for node in reversed(tops):
        used = len(re.findall(rf"\b{node.name}\b", everything)) > 1
        remaining = sum(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in ast.parse(text).body)
        if not used and not node.decorator_list and remaining > 2 and rng.random() < share:
            lines = text.splitlines(keepends=True)
            last = node.end_lineno or node.lineno
            while last < len(lines) and not lines[last].strip():
                last += 1
            text = "".join(lines[: node.lineno - 1] + lines[last:]).rstrip("\n") + "\n"
    return text


def _resolves(case: Case, modules: Mapping[str, str]) -> bool:
    module, *rest = case.function.split(".")
    if module not in modules:
        return False
    everything = "\n".join(modules.values())
    if not re.search(rf"^\s*(?:def|class) {rest[0]}\b", modules[module], re.MULTILINE):
        return False
    # A capitalised or called name of the case must still be defined somewhere.
    called = {n for s in case.statements for n in re.findall(r"(?<![.\w'\"])([A-Za-z_]\w*)\(", s)}
    return all(
        re.search(rf"\b(?:def|class) {n}\b", everything) or n in dir(__builtins__) or n in _BUILTINS for n in called
    )


_BUILTINS = set(__builtins__ if isinstance(__builtins__, dict) else dir(__builtins__))


def _vary_constants(project: Project, rng: random.Random) -> Project:
    """Other values for module-level numbers that no text mentions."""
    modules = dict(project.modules)
    for name, text in modules.items():
        for match in list(re.finditer(r"^([A-Z][A-Z0-9_]+) = (\d+(?:\.\d+)?)$", text, re.MULTILINE)):
            constant, literal = match.groups()
            if (
                rng.random() < 0.4
                and text.count(literal) == 1
                and literal not in ("0", "1", "60", "3600", "1000", "24", "100")
            ):
                value = float(literal) if "." in literal else int(literal)
                new = (
                    round(value * rng.choice([0.5, 0.8, 1.2, 1.5, 2]), 3)
                    if "." in literal
                    else max(2, value + rng.choice([-2, -1, 1, 2, 5]))
                )
                text = text.replace(f"{constant} = {literal}", f"{constant} = {new}", 1)
        modules[name] = text
    varied = replace(project, modules=modules)
    return varied if _kinds(varied) == _kinds(project) else project


def _break(project: Project, library: Sequence[Project], rng: random.Random, seed: int) -> Task | None:
    """Inject one bug; None when nothing found makes a difference."""
    try:
        good = run_cases(project.modules, project.cases)
    except (Exception, CaseTimeout):
        return None
    stable = [i for i, o in enumerate(good) if o.error not in UNSTABLE_ERRORS]
    cases, good = [project.cases[i] for i in stable], [good[i] for i in stable]
    module = rng.choice(sorted(project.modules))
    source = Source(project.modules[module])
    functions = [(path, node) for path, node in source.functions() if len(node.body) > 0]
    rng.shuffle(functions)
    for path, node in functions[:3]:
        for mutation in draw_mutations(mutations(source, node), rng, 4):
            broken = {**project.modules, module: mutation.apply(project.modules[module])}
            findings = findings_of(broken, cases, good) if parses(broken[module]) else ()
            if findings:
                return _assemble(project, library, rng, seed, (module, path, mutation, broken, cases, good, findings))
    return None


def draw_mutations(found: Iterable[Mutation], rng: random.Random, count: int) -> Iterator[Mutation]:
    """Up to ``count`` different mutations, families drawn by their weights."""
    by_family: dict[str, list[Mutation]] = {}
    for mutation in found:
        by_family.setdefault(mutation.family, []).append(mutation)
    for _ in range(count):
        if not by_family:
            return
        family = rng.choices(list(by_family), [FAMILY_WEIGHTS[f] for f in by_family])[0]
        mutation = rng.choice(by_family[family])
        by_family[family].remove(mutation)
        if not by_family[family]:
            del by_family[family]
        yield mutation


def findings_of(broken: Mapping[str, str], cases: Sequence[Case], good: Sequence[Outcome]) -> tuple[Finding, ...]:
    """The cases whose outcome differs; none when the broken modules do not end or print addresses."""
    try:
        bad = run_cases(broken, cases)
    except (Exception, CaseTimeout):
        return ()
    found = [Finding(c, g, b) for c, g, b in zip(cases, good, bad, strict=True) if not g.same_as(b)]
    if any(" at 0x" in (f.bad.value or "") for f in found):
        return ()
    return tuple(found)


def _assemble(
    project: Project,
    library: Sequence[Project],
    rng: random.Random,
    seed: int,
    broken_at: tuple[str, str, Mutation, Mapping[str, str], list[Case], list[Outcome], tuple[Finding, ...]],
) -> Task:
    module, function, mutation, broken, cases, good, findings = broken_at
    layout = choose_layout(project.name, project.modules, rng)
    files = {layout.path(name): layout.source(text, project.modules) for name, text in broken.items()}
    _add_surroundings(files, project, library, layout, rng)
    test_path, groups = _add_tests(files, project, cases, good, findings, layout, rng)
    near = [f for f in findings if f.case.function == f"{module}.{function}"] or list(findings)
    shown = rng.choice(near if rng.random() < 0.6 else findings)
    reported = shown.case.function
    about = project.about.get(reported) or reported.split(".")[-1].replace("_", " ")
    fixed = layout.source(project.modules[module], project.modules)
    hidden = hidden_tests(list(zip(cases, good, strict=True)), project.modules, layout)
    partial = Task(
        seed, mutation.family, function, reported, about, layout.path(module), files, fixed, "", mutation, findings, shown,
        test_path, groups, project.modules, broken, module, layout, hidden,
    )  # fmt: skip
    issue, shows_example = write_issue(partial, rng)
    return replace(partial, issue=issue, shown=shown if shows_example else None)


def _add_surroundings(
    files: dict[str, str], project: Project, library: Sequence[Project], layout: Layout, rng: random.Random
) -> None:
    """Package markers, a readme, at times a module of another project."""
    if (layout.package and not layout.relative) or (layout.package and rng.random() < 0.8):
        files[f"{layout.package}/__init__.py"] = rng.choice(
            ["", "", f'"""{project.name.replace("_", " ").capitalize()}."""\n']
        )
    if rng.random() < 0.35:
        title = project.name.replace("_", " ").capitalize()
        files["README.md"] = f"# {title}\n\nSmall library for {project.name.replace('_', ' ')}.\n"
    if rng.random() < 0.15 and len(files) < 5:
        other = rng.choice(library)
        independent = [n for n, t in other.modules.items() if not imported_modules(t, other.modules)]
        if independent:
            name = rng.choice(independent)
            path = layout.path(name)
            if path not in files and other.name != project.name:
                files[path] = other.modules[name]


def _add_tests(
    files: dict[str, str], project: Project, cases: list[Case], good: list[Outcome], findings: tuple[Finding, ...],
    layout: Layout, rng: random.Random,
) -> tuple[str | None, tuple[tuple[str, tuple[tuple[Case, Outcome], ...]], ...]]:  # fmt: skip
    """A visible test file in two of three tasks; it may or may not catch the bug."""
    if rng.random() < 0.33:
        return None, ()
    failing = {id(f.case) for f in findings}
    pairs = [(c, o) for c, o in zip(cases, good, strict=True) if id(c) not in failing or rng.random() < 0.45]
    pairs = [pair for pair in pairs if rng.random() < 0.6][: rng.randint(3, 12)]
    if not pairs:
        return None, ()
    text, groups = render_tests(pairs, project.modules, layout, rng)
    name = rng.choice(
        [project.name, pairs[0][0].function.split(".")[0], layout.package.replace("/", "_") or project.name]
    )
    path = f"{layout.tests_folder}/test_{name}.py" if layout.tests_folder else f"test_{name}.py"
    if path in files:
        return None, ()
    files[path] = text
    if layout.tests_folder and rng.random() < 0.4:
        files[f"{layout.tests_folder}/__init__.py"] = ""
    return path, tuple((name, tuple(members)) for name, members in groups)

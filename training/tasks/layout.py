"""From flat modules to a repository: packages, imports, tests, a readme. Pure."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from training.tasks.project import Case, Outcome


@dataclass(frozen=True, slots=True)
class Layout:
    """Where modules lie: ``package`` is a folder (or empty for the root), ``relative`` how they import each other."""

    package: str
    relative: bool
    tests_folder: str
    unittest: bool

    def path(self, module: str) -> str:
        """Path of a module in the repository."""
        return f"{self.package}/{module}.py" if self.package else f"{module}.py"

    def dotted(self, module: str) -> str:
        """Import name of a module."""
        return ".".join([*self.package.split("/"), module]) if self.package else module

    def source(self, text: str, modules: Mapping[str, str]) -> str:
        """A module's text with the imports of its siblings rewritten; line numbers stay."""
        if not self.package:
            return text

        def change(match: re.Match[str]) -> str:
            name = match[1]
            if name not in modules:
                return match[0]
            return f"from {'.' + name if self.relative else self.dotted(name)} import"

        text = re.sub(r"^from (\w+) import", change, text, flags=re.MULTILINE)
        return re.sub(
            r"^import (\w+)$",
            lambda m: (
                f"from {'.' if self.relative else self.dotted('')[:-1]} import {m[1]}" if m[1] in modules else m[0]
            ),
            text,
            flags=re.MULTILINE,
        )


_PACKAGE_NAMES = ("app", "core", "lib", "src", "engine", "service", "tools", "model", "backend", "common")


def choose_layout(project: str, modules: Mapping[str, str], rng: random.Random) -> Layout:
    """A likely layout for so many modules."""
    candidates = [
        project,
        project.split("_")[0],
        project.split("_")[-1],
        rng.choice(_PACKAGE_NAMES),
        project.replace("_", ""),
    ]
    # A package named like one of the standard library's cannot be imported where that one is loaded already.
    taken = {*modules, "tests", "test", "pytest", *sys.stdlib_module_names}
    names = [name for name in candidates if name not in taken]
    package = rng.choice(names) if names and rng.random() < (0.65 if len(modules) > 1 else 0.3) else ""
    return Layout(package, rng.random() < 0.4, rng.choice(["tests", "tests", "test", ""]), rng.random() < 0.15)


def _names_in(expression: str) -> set[str]:
    return set(re.findall(r"\b[A-Za-z_]\w*\b", re.sub(r"'[^']*'|\"[^\"]*\"", "", expression)))


def needed_imports(
    cases: Sequence[Case], modules: Mapping[str, str], errors: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Names to import from each module so that the cases run and the exceptions ``errors`` can be named."""
    wanted = set(errors).union(*(_names_in(statement) for case in cases for statement in case.statements))
    defined = re.compile(r"^(?:def|class) (\w+)|^([A-Z_][A-Z0-9_]*)\s*(?::[^=]+)?=", re.MULTILINE)
    found: dict[str, list[str]] = {}
    for module, text in modules.items():
        names = sorted({a or b for a, b in defined.findall(text)} & wanted)
        if names:
            found[module] = names
    return found


def import_lines(
    cases: Sequence[Case], modules: Mapping[str, str], layout: Layout, errors: Iterable[str] = ()
) -> list[str]:
    """Import statements for the cases, and for exceptions of the project's own."""
    needed = needed_imports(cases, modules, errors)
    return [f"from {layout.dotted(module)} import {', '.join(names)}" for module, names in needed.items()]


def _test_imports(checks: Sequence[tuple[Case, Outcome]], modules: Mapping[str, str], layout: Layout) -> list[str]:
    errors = [outcome.error for _, outcome in checks if outcome.error]
    return import_lines([case for case, _ in checks], modules, layout, errors)


def _assertion(case: Case, outcome: Outcome, indent: str, *, unittest: bool) -> list[str]:
    lines = [indent + statement for statement in case.statements[:-1]]
    expression = case.expression
    if outcome.error is not None:
        context = f"self.assertRaises({outcome.error})" if unittest else f"pytest.raises({outcome.error})"
        return [*lines, f"{indent}with {context}:", f"{indent}    {expression}"]
    if unittest:
        return [*lines, f"{indent}self.assertEqual({expression}, {outcome.value})"]
    relation = "is" if outcome.value in ("True", "False", "None") else "=="
    return [*lines, f"{indent}assert {expression} {relation} {outcome.value}"]


_SUFFIXES = ("", "_basic", "_edge_case", "_again", "_simple", "_more", "_other")


def render_tests(
    checks: Sequence[tuple[Case, Outcome]], modules: Mapping[str, str], layout: Layout, rng: random.Random
) -> tuple[str, list[tuple[str, list[tuple[Case, Outcome]]]]]:
    """A test file, and for each test function its name and the checks in it, in order."""
    groups: list[tuple[str, list[tuple[Case, Outcome]]]] = []
    grouped = rng.random() < 0.4
    for case, outcome in checks:
        short = case.function.split(".")[-1].strip("_")
        if grouped and groups and groups[-1][1][0][0].function == case.function:
            groups[-1][1].append((case, outcome))
            continue
        base = f"test_{short}"
        used = {name for name, _ in groups}
        name = next((base + s for s in _SUFFIXES if base + s not in used), f"{base}_{len(groups)}")
        groups.append((name, [(case, outcome)]))
    needs_pytest = not layout.unittest and any(outcome.error for _, outcome in checks)
    head = ["import unittest", ""] if layout.unittest else (["import pytest", ""] if needs_pytest else [])
    lines = [*head, *_test_imports(checks, modules, layout), "", ""]
    if layout.unittest:
        lines.append("class TestCases(unittest.TestCase):")
    for index, (name, members) in enumerate(groups):
        indent = "    " if layout.unittest else ""
        lines += ([""] if layout.unittest else ["", ""]) if index else []
        lines.append(f"{indent}def {name}({'self' if layout.unittest else ''}):")
        for case, outcome in members:
            lines += _assertion(case, outcome, indent + "    ", unittest=layout.unittest)
    return "\n".join(lines) + "\n", groups


def hidden_tests(checks: Sequence[tuple[Case, Outcome]], modules: Mapping[str, str], layout: Layout) -> str:
    """Tests of every case, by repr: what decides whether a task is solved."""
    lines = ["import pytest", "", *_test_imports(checks, modules, layout), ""]
    for number, (case, outcome) in enumerate(checks):
        lines += ["", f"def test_hidden_{number}():"]
        lines += [f"    {statement}" for statement in case.statements[:-1]]
        if outcome.error is not None:
            lines += [f"    with pytest.raises({outcome.error}):", f"        {case.expression}", ""]
        else:
            lines += [f"    assert repr({case.expression}) == {outcome.value!r}", ""]
    return "\n".join(lines)

"""Tasks over real code: functions of installed packages, broken by the same mutations, reported without an executed example.

They teach the bug families on code that nobody wrote for this purpose. Nothing of the packages is kept: the material exists only
while a training run lasts.
"""

from __future__ import annotations

import ast
import random
import re
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.tasks.issue import write_foreign_issue
from training.tasks.layout import Layout
from training.tasks.mutation import Mutation, parses
from training.tasks.mutations import mutations
from training.tasks.source import Source
from training.tasks.task import Task, draw_mutations

MAX_FILE_BYTES = 200_000
_SKIPPED = re.compile(
    r"(^|/)(tests?|testing|_vendor|conftest|idlelib|lib2to3|test_|locale|unicode|encodings|nvidia|triton|torch/_inductor)"
)
FOREIGN_FAMILIES = {
    "name", "operator", "boundary", "comparison", "normalisation", "off_by_one", "swapped", "guard", "default", "negation", "logic",
    "key", "overwritten", "flag", "initial", "loop_control", "attribute", "typo", "return", "method", "operands", "branch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForeignFunction:
    """A function of an installed package: its text at column 0, its name and the first line of its docstring."""

    name: str
    text: str
    about: str


def collect(rng: random.Random, max_files: int) -> list[ForeignFunction]:
    """Top-level functions of 5 to 40 lines with a docstring, from a sample of the installed packages' files."""
    roots = [Path(sysconfig.get_paths()["stdlib"]), Path(sysconfig.get_paths()["purelib"])]
    files = sorted(
        {path for root in roots for path in root.rglob("*.py") if not _SKIPPED.search(str(path.relative_to(root)))}
    )
    rng.shuffle(files)
    found: list[ForeignFunction] = []
    for path in files[:max_files]:
        if path.stat().st_size <= MAX_FILE_BYTES:
            found += _functions_of(path)
    return found


def _functions_of(path: Path) -> list[ForeignFunction]:
    try:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
    except (SyntaxError, ValueError, UnicodeDecodeError):
        return []
    lines = text.splitlines()
    found = []
    for node in tree.body:
        if (
            not isinstance(node, ast.FunctionDef)
            or node.decorator_list
            or not 4 <= (node.end_lineno or 0) - node.lineno <= 40
        ):
            continue
        doc = (ast.get_docstring(node) or "").strip().split("\n")[0].strip().rstrip(".")
        body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if 8 < len(doc) < 90 and body.isascii() and "\t" not in body:
            found.append(ForeignFunction(node.name, _shorten_docstring(node, body), doc))
    return found


def _shorten_docstring(node: ast.FunctionDef, text: str) -> str:
    """Long docstrings are cut to their first line: the code is what matters."""
    doc = node.body[0]
    if (doc.end_lineno or 0) - doc.lineno < 4 or len(node.body) < 2:
        return text
    lines = text.split("\n")
    start, end = doc.lineno - node.lineno, (doc.end_lineno or 0) - node.lineno
    first = ast.get_docstring(node, clean=True) or ""
    summary = first.strip().split("\n")[0].strip().replace("\\", "")
    indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    return "\n".join([*lines[:start], f'{indent}"""{summary}"""', *lines[end + 1 :]])


def make_foreign_task(functions: Sequence[ForeignFunction], seed: int) -> Task:
    """The task of a seed over foreign code. Hidden tests are empty: it is for training only."""
    rng = random.Random(seed)
    while True:
        chosen = rng.sample(list(range(len(functions))), rng.randint(1, 5))
        members = {functions[i].name: functions[i] for i in chosen}
        text = "\n\n\n".join(member.text for member in members.values()) + "\n"
        if not parses(text) or text.count("\n") > 150:
            continue
        source = Source(text)
        nodes = dict(source.functions())
        target = rng.choice(list(members.values()))
        found = foreign_mutations(source, nodes[target.name]) if target.name in nodes else []
        for mutation in draw_mutations(found, rng, 1):
            if parses(mutation.apply(text)):
                return _assemble(target, text, mutation, rng, seed)


def foreign_mutations(source: Source, function: ast.FunctionDef) -> list[Mutation]:
    """Those that can be told from the code alone."""
    found = mutations(source, function)
    return [m for m in found if m.family in FOREIGN_FAMILIES and not m.new.startswith("    ")]


_FILE_NAMES = (
    "core",
    "functions",
    "tools",
    "common",
    "base",
    "main",
    "module",
    "support",
    "api",
    "parse",
    "convert",
    "extra",
)


def _assemble(target: ForeignFunction, text: str, mutation: Mutation, rng: random.Random, seed: int) -> Task:
    package = rng.choice(["", "", "pkg", "lib", "src", "project", "app"])
    layout = Layout(package, False, "", False)
    module = rng.choice([*_FILE_NAMES, target.name.strip("_").split("_")[-1]])
    files = {layout.path(module): mutation.apply(text)}
    about = target.about[:1].lower() + target.about[1:]
    task = Task(
        seed, mutation.family, target.name, f"{module}.{target.name}", about, layout.path(module), files, text, "", mutation, (),
        None, None, (), {module: text}, {module: mutation.apply(text)}, module, layout, "",
    )  # fmt: skip
    return replace(task, issue=write_foreign_issue(task, rng))

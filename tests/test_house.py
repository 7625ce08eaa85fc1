"""The house's rules that a machine can check: sizes, places of packages, and documents that name only what exists."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from agent.cli.main import COMMANDS, main
from agent.cli.solve import EXIT_CODES

ROOT = Path(__file__).parents[1]
PACKAGES = ("agent", "model_runtime", "tools", "sandboxes", "evals", "vocabulary")
MAX_FILE_LINES = 350
MAX_FUNCTION_LINES = 60
MAX_PARAMETERS = 6
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "training" / "README.md"])
PATTERN = re.compile(r"NAME|OWNER|PATCH|\*")
"""A name that holds one of these stands for many files."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def parameter_count(function: Function) -> int:
    """Parameters, without the object or class that a method belongs to."""
    arguments = function.args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def defined_names(path: Path) -> set[str]:
    """Functions, classes and methods of a module: ``name`` and ``Class.name``."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, Function | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{member.name}" for member in node.body if isinstance(member, Function)}
    return names


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_can_be_read_in_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_FILE_LINES, f"{lines} lines: which idea in it wants a room of its own?"
    for function in functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= MAX_FUNCTION_LINES, f"{function.name} has {length} lines"
        parameters = parameter_count(function)
        assert parameters <= MAX_PARAMETERS, f"{function.name} has {parameters} parameters: is there a value type?"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_nothing_is_left_for_later(path: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b", path.read_text(encoding="utf-8"))


def test_tests_put_nothing_in_the_place_of_our_own_code() -> None:
    patched = re.compile(r"monkeypatch\.setattr|mock\.patch|unittest\.mock")
    others = (path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
    assert [relative(path) for path in others if patched.search(path.read_text(encoding="utf-8"))] == []


def test_every_package_stands_in_the_contracts() -> None:
    """A package at the root that import-linter does not know could import anything."""
    tool = read_toml(ROOT / "pyproject.toml")["tool"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*PACKAGES, "training"}
    assert set(tool["importlinter"]["root_packages"]) == packages
    layers = next(c["layers"] for c in tool["importlinter"]["contracts"] if c["name"] == "arrows go down")
    assert {name.partition(".")[0] for layer in layers for name in layer.split(" | ")} == packages
    assert set(tool["mypy"]["packages"]) == set(PACKAGES)
    assert {name.removesuffix("*") for name in tool["setuptools"]["packages"]["find"]["include"]} == set(PACKAGES)


@pytest.mark.parametrize("arguments", [[], ["solve"]], ids=["agent", "agent solve"])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """What makes ``--help`` instant, whatever the machine is doing besides."""
    command = [*arguments, "--help"]
    code = (
        "import sys\nfrom agent.cli.main import main\n"
        f"try:\n    main({command!r})\nexcept SystemExit:\n    print('\\nmodules:', *sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    imported = set(printed.rpartition("modules:")[2].split())
    assert "agent.cli.main" in imported
    assert imported.isdisjoint({"torch", "docker", "transformers", "pydantic", "rich", "numpy", "jinja2", "requests"})


def named_files(text: str) -> Iterator[str]:
    """Everything in a text that looks like a path and begins with a folder of ours."""
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} | {".ci"}
    for name in re.findall(r"(?<![\w/.~-])(?:\./)?([\w.]+/[\w./*-]*\w/?)", text):
        if name.partition("/")[0] in folders and not PATTERN.search(name):
            yield name


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_documents_name_only_what_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    missing = [name for name in named_files(text) if not (ROOT / name).exists() and not (path.parent / name).exists()]
    links = [link for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text) if not (path.parent / link).exists()]
    modules = [
        module
        for module in re.findall(r"python -m ((?:agent|training|evals)[\w.]+)", text)
        if not (ROOT / f"{module.replace('.', '/')}.py").is_file()
    ]
    assert (missing, links, modules) == ([], [], [])


def test_the_walks_name_functions_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = re.findall(r"^\| \d+ \| `([\w./]+)` \| `([\w.]+)` \|", text, re.MULTILINE)
    assert len(steps) == len(re.findall(r"^\| \d+ \|", text, re.MULTILINE)) > 30
    assert [(file, name) for file, name in steps if name not in defined_names(ROOT / file)] == []


def agent_calls(text: str) -> Iterator[list[str]]:
    """The words of every call of ``agent``, in a code block or between backquotes."""
    for call in re.findall(r"(?:^|`|\| )(?:\.venv/bin/)?agent ((?:[a-z]+|--help)\b[^`\n|>]*)", text, re.MULTILINE):
        yield shlex.split(call)


def find_command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first words call, and the words that are left."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"{command.name} has no command {words[0]}"
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_documents_call_only_commands_that_exist(path: Path) -> None:
    for words in agent_calls(path.read_text(encoding="utf-8")):
        command, arguments = find_command(words)
        command.make_parser(click.Context(command)).parse_args(list(arguments))


def test_options_in_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {name for parameter in find_command(["solve"])[0].params for name in parameter.opts} | {"--help"}
    section = text.partition("## Solving an issue")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(--[a-z-]+)", section)) <= known
    assert set(COMMANDS) <= set(re.findall(r"`(?:\.venv/bin/)?agent (\w+)", text))


def test_the_readme_leads_to_every_document() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    documents = [path.name for path in (ROOT / "docs").glob("*.md")]
    assert [name for name in documents if f"(docs/{name})" not in readme] == []


def test_exit_codes_are_the_same_wherever_they_stand() -> None:
    def codes(text: str, pattern: str) -> set[int]:
        return {int(code) for code in re.findall(pattern, text, re.MULTILINE)}

    row = r"^\| (\d+) \|"
    documented = codes((ROOT / "docs" / "exit_codes.md").read_text(encoding="utf-8"), row)
    assert documented == {0, 1, 2, 3, 4, 42, 44, 52, 53, 55, 130}
    assert codes(EXIT_CODES, r"^  (\d+) ") == documented
    assert codes((ROOT / "README.md").read_text(encoding="utf-8").partition("## The tree")[0], row) == documented


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    version = read_toml(ROOT / "pyproject.toml")["project"]["version"]
    headings = re.findall(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == version


@pytest.mark.parametrize("name", ["setup", "test", "solve-example"])
def test_scripts_are_programs_that_bash_can_read(name: str) -> None:
    script = ROOT / "scripts" / name
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True, capture_output=True)

"""What ``training/tasks/shell.py`` computes is what the real tool says in a real sandbox, but for the seconds."""

from __future__ import annotations

import io
import random
import re
import sys
import tarfile
from collections.abc import Iterator, Mapping

import pytest

from sandboxes.base import ExecResult
from sandboxes.docker.sandbox import DockerSandbox
from tests.tools.sandbox_of_files import sandbox_of_files
from tools.bash import Bash, BashArguments, render_result
from training.stream import EVALUATION_SEED
from training.tasks import shell
from training.tasks.layout import Layout, render_tests
from training.tasks.project import Case, Outcome, Project, run_cases
from training.tasks.task import Task, make_task

pytestmark = pytest.mark.docker

SEEDS = range(EVALUATION_SEED, EVALUATION_SEED + 12)
_SECONDS = re.compile(r"(?<= in )\d+\.\d\ds$", re.MULTILINE)
COMMIT = (
    "git rm -rqf . || true; git clean -fdxq; tar x; git add -A; git -c user.name=a -c user.email=a@b commit -qm tree"
)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerSandbox]:
    with sandbox_of_files({"empty.txt": b""}, tmp_path_factory.mktemp("base")) as opened:
        yield opened


def real(sandbox: DockerSandbox, command: str) -> str:
    return _SECONDS.sub("X", Bash(timeout_s=60).run(BashArguments(command=command), sandbox).text)


def simulated(result: ExecResult) -> str:
    return _SECONDS.sub("X", render_result(result, timeout_s=60))


def put(sandbox: DockerSandbox, files: Mapping[str, str]) -> None:
    """Make the repository hold exactly these files, committed."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    assert sandbox.exec(["bash", "-c", COMMIT], stdin=archive.getvalue()).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("state", ["broken", "fixed"])
def test_generated_tasks(sandbox: DockerSandbox, library: list[Project], state: str) -> None:
    compared = [_compare(sandbox, make_task(library, seed), fixed=state == "fixed") for seed in SEEDS]
    assert sum(compared) > 2 * len(SEEDS)


def _compare(sandbox: DockerSandbox, task: Task, *, fixed: bool) -> int:
    """Compare every command that the expert may run; how many there were."""
    files = {**task.files, task.path: task.fixed} if fixed else dict(task.files)
    modules = task.modules if fixed else task.broken_modules
    put(sandbox, files)
    pairs = [(shell.OVERVIEW, shell.overview(files))]
    if task.test_path:
        pairs.append((shell.TESTS, shell.run_tests(modules, task.test_path, task.test_groups, task.layout, "0.01")))
    if task.shown and "\\" not in "".join(task.shown.case.statements):
        outcome = run_cases(modules, [task.shown.case])[0]
        if outcome.value is not None:
            command = shell.example_command(task.shown.case, task.modules, task.layout)
            pairs.append((command, shell.example_result(outcome)))
    for command, result in pairs:
        assert real(sandbox, command) == simulated(result), (task.seed, command)
    return len(pairs)


# What no few tasks hold: every kind of value on either side of an assertion, and every kind of ending.
MODULE = '''\
"""Gives what it is asked for."""


class Refused(ValueError):
    pass


class Box:
    def __init__(self, content):
        self.content = content

    def get(self, extra=None):
        return self.content


def give(value):
    return value


def refuse(kind, *words):
    raise {"key": KeyError, "value": ValueError, "own": Refused, "bare": IndexError, "assert": AssertionError}[kind](*words)
'''

PAIRS = [
    ("1", "2"), ("1.5", "2"), ("True", "False"), ("False", "None"), ("None", "3"), ("'a'", "'b'"), ("'a'", "3"), ("3", "'a'"),
    ("'it is'", '"it\'s"'), ("'a \"quoted\" word'", "'another'"), ("'one\\ntwo'", "'one\\nthree'"), ("[1, 2]", "[1, 3]"),
    ("[1]", "[1, 2, 3]"), ("['a', 'b']", "['a', 'c']"), ("[]", "['a']"), ("(1, 2)", "(2, 1)"), ("(1, 'a')", "[1, 'a']"),
    ("{'a': 1}", "{'a': 2}"), ("{'a': 1, 'b': 2}", "{'a': 1}"), ("{1: 2}", "{1: 3}"), ("{1}", "{2}"), ("set()", "[]"),
    ("{'x'}", "{'y'}"), ("[]", "0"), ("b'ab'", "b'ac'"), ("['a', 1]", "None"), ("'abc' * 40", "'abd' * 40"),
    ("list(range(30))", "list(range(29))"), ("{n: str(n) for n in range(9)}", "{}"), ("['word'] * 9", "['word'] * 8"),
    ("[[0, 0], [1, 1]]", "[[0, 0], [1, 2]]"), ("1", "1.0"), ("{'a': [1, 'b']}", "{'a': [1, 'c']}"), ("'größe'", "'grösse'"),
]  # fmt: skip


def checks() -> Iterator[tuple[Case, Outcome]]:
    """Checks of which nearly all fail, in all forms."""
    for got, wanted in PAIRS:
        value = Outcome(value=repr(eval(wanted)))
        yield Case("box.give", (f"give({got})",)), value
        yield Case("box.Box.get", (f"box = Box({got})", "box.get(extra='x')")), value
        yield Case("box.Box.get", (f"box = Box({got})", "Box(box.content).content")), value
    for call in (
        "'key', 'k'",
        "'value', 'wrong', 2",
        "'own', 'refused'",
        "'bare'",
        "'assert', 'said so'",
        "'value', 'a\\nb'",
    ):
        yield Case("box.refuse", (f"refuse({call})",)), Outcome(value="1")
        yield Case("box.refuse", (f"refuse({call})",)), Outcome(error="KeyError")
    for error in ("KeyError", "Refused"):
        yield Case("box.give", ("give(1)",)), Outcome(error=error)
        yield Case("box.refuse", ("refuse('own')",)), Outcome(error=error)


@pytest.mark.parametrize("unittest", [False, True])
@pytest.mark.parametrize("package", ["", "goods"])
def test_every_kind_of_failure(sandbox: DockerSandbox, unittest: bool, package: str) -> None:
    layout = Layout(package, relative=False, tests_folder="", unittest=unittest)
    modules = {"box": MODULE}
    names = random.Random(0)
    everything = list(checks())
    for part in (everything[start : start + 20] for start in range(0, len(everything), 20)):
        text, groups = render_tests(part, modules, layout, names)
        put(sandbox, {layout.path("box"): MODULE, "test_box.py": text})
        result = shell.run_tests(modules, "test_box.py", groups, layout, "0.01")
        assert real(sandbox, shell.TESTS).splitlines() == simulated(result).splitlines()


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="tracebacks differ from release to release; the sandbox has Python 3.11"
)
@pytest.mark.parametrize("package", ["", "goods"])
def test_an_example_that_raises(sandbox: DockerSandbox, package: str) -> None:
    layout = Layout(package, relative=False, tests_folder="", unittest=False)
    files = {layout.path("box"): MODULE}
    put(sandbox, files)
    for expression in (
        "refuse('own', 'it is', 2)",
        "refuse('assert')",
        "Box(give(1)).get().missing",
        "give(1)[0:2](give)",
    ):
        command = shell.example_command(Case("box.refuse", (expression,)), {"box": MODULE}, layout)
        result = shell.run_example(command, files)
        assert result.exit_code == 1
        assert real(sandbox, command) == simulated(result)

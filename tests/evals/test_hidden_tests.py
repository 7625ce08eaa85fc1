"""The order, what is read of a run's output, and the verdict; the runner itself in a process of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from evals.hidden_tests import HiddenRun, Order, Report, defined_tests
from evals.verdict import Expectation, judge
from sandboxes.base import ExecResult
from tests.evals.suites import HIDDEN

ALL = frozenset({"test_a", "TestB::test_c"})
HONEST = Report(
    exit_code=1,
    outcomes={
        "hidden": {"t.py::test_a[x::y]": "passed", "t.py::TestB::test_c": "passed"},
        "must_fail": {"f": "failed"},
    },
    reasons=(),
    collection_errors=(),
)
RUN = HiddenRun(began=True, report=HONEST, exit_code=1, timed_out=False, out_of_memory=False, trail="")


def with_report(**changes: Any) -> HiddenRun:
    return replace(RUN, report=HONEST.model_copy(update=changes))


def with_hidden(**outcomes: str) -> HiddenRun:
    hidden = {f"t.py::{name}": outcome for name, outcome in outcomes.items()}
    return with_report(outcomes={**HONEST.outcomes, "hidden": hidden})


def test_an_honest_run_is_resolved() -> None:
    verdict = judge(RUN, Expectation(ALL, 2))
    assert (verdict.outcome, verdict.reason, verdict.passed_tests, verdict.tests) == ("resolved", "", 2, 2)
    assert judge(RUN, Expectation(ALL)).outcome == "resolved"


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        (replace(RUN, timed_out=True), "in time"),
        (replace(RUN, out_of_memory=True), "memory"),
        (replace(RUN, report=None, exit_code=0), "without a report"),
        (with_report(collection_errors=("SyntaxError",)), "cannot be loaded"),
        (with_hidden(test_a="passed"), "did not run: TestB::test_c"),
        (with_hidden(), "did not run"),
        (replace(RUN, exit_code=0), "tampering"),
        (with_report(exit_code=0), "tampering"),
        (with_report(outcomes={**HONEST.outcomes, "must_fail": {"f": "passed"}}), "must fail"),
        (with_report(outcomes={**HONEST.outcomes, "must_fail": {}}), "must fail"),
        (with_report(outcomes={"hidden": HONEST.outcomes["hidden"]}), "must fail"),
    ],
)
def test_whatever_speaks_against_it_leaves_it_unresolved(run: HiddenRun, reason: str) -> None:
    verdict = judge(run, Expectation(ALL, 2))
    assert verdict.outcome == "unresolved"
    assert reason in verdict.reason


@pytest.mark.parametrize("outcome", ["failed", "skipped", "not run", "anything"])
def test_only_passed_is_passed(outcome: str) -> None:
    run = with_report(outcomes={**HONEST.outcomes, "hidden": {**HONEST.outcomes["hidden"], "t.py::test_a": outcome}})
    assert judge(run, Expectation(ALL)).outcome == "unresolved"


def test_the_number_of_tests_must_be_right_where_it_is_known() -> None:
    assert "3 were expected" in judge(RUN, Expectation(ALL, 3)).reason


@pytest.mark.parametrize("ignored", ["test_a", "test_a[x::y]"])
def test_an_ignored_test_does_not_decide(ignored: str) -> None:
    failed = {**HONEST.outcomes, "hidden": {**HONEST.outcomes["hidden"], "t.py::test_a[x::y]": "failed"}}
    verdict = judge(with_report(outcomes=failed), Expectation(ALL - {"test_a"}, 1, frozenset({ignored})))
    assert (verdict.outcome, verdict.passed_tests, verdict.tests) == ("resolved", 1, 1)
    other = Expectation(ALL, None, frozenset({"TestB::test_c"}))
    assert judge(with_report(outcomes=failed), other).outcome == "unresolved"


def test_an_image_without_pytest_is_no_score() -> None:
    run = replace(RUN, began=False, report=None, exit_code=127, trail="no pytest")
    assert judge(run, Expectation(ALL, 2)).outcome == "error"
    assert judge(replace(run, timed_out=True), Expectation(ALL, 2)).outcome == "error"


def test_only_lines_with_the_secret_count_and_only_one_of_them() -> None:
    order = Order.new(HIDDEN)
    line = f"{order.secret} {HONEST.model_dump_json()}\n"
    begun = f"{order.ready} {{}}\n"
    assert order.read(ExecResult(1, (begun + "noise" + "\n" + line).encode())).report == HONEST
    assert order.read(ExecResult(1, (begun + line + line).encode())).report is None
    assert order.read(ExecResult(1, (begun + line[1:]).encode())).report is None
    assert order.read(ExecResult(1, f"{begun}{order.secret} {{}}\n".encode())).report is None
    assert not order.read(ExecResult(127, b"sh: python: not found\n")).began


def test_defined_tests() -> None:
    source = """
def test_a(): ...
async def test_b(): ...
def helper(): ...
class TestC:
    def test_d(self): ...
class Cases(unittest.TestCase):
    def test_e(self): ...
class Mixin:
    def test_f(self): ...
"""
    assert defined_tests(source) == {"test_a", "test_b", "TestC::test_d", "Cases::test_e"}


def run_here(folder: Path, hidden: str) -> HiddenRun:
    """The script as the sandbox runs it, in a process of this machine."""
    order = Order.new(hidden)
    script = resources.files("evals").joinpath("hidden_run.py").read_text("utf-8")
    argv = [sys.executable, "-I", "-B", "-c", script]
    done = subprocess.run(argv, cwd=folder, input=order.to_json(), stdout=subprocess.PIPE, timeout=60, check=False)
    return order.read(ExecResult(done.returncode, done.stdout))


def outcomes_here(folder: Path, body: str) -> list[str]:
    run = run_here(folder, f"import pytest\nimport unittest\n{body}")
    assert run.report is not None
    return list(run.report.outcomes.get("hidden", {}).values())


@pytest.mark.parametrize(
    ("body", "outcomes"),
    [
        ("def test_a():\n    print('x')\n", ["passed"]),
        ("def test_a():\n    assert False\n", ["failed"]),
        ("@pytest.fixture\ndef f():\n    1 / 0\ndef test_a(f): ...\n", ["failed"]),
        ("@pytest.fixture\ndef f():\n    yield\n    1 / 0\ndef test_a(f): ...\n", ["failed"]),
        ("def test_a():\n    pytest.skip('no')\n", ["skipped"]),
        ("def test_a():\n    pytest.xfail('no')\n", ["skipped"]),
        ("class A(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(1, 1)\n", ["passed"]),
        ("@pytest.mark.parametrize('x', [1, 2])\ndef test_a(x):\n    assert x == 1\n", ["passed", "failed"]),
        ("def test_a():\n    raise SystemExit(0)\n", ["failed"]),
        ("def test_a():\n    pytest.exit('enough')\ndef test_b(): ...\n", ["not run", "not run"]),
    ],
)
def test_the_script_tells_what_came_of_each_test(tmp_path: Path, body: str, outcomes: list[str]) -> None:
    assert outcomes_here(tmp_path, body) == outcomes


def test_the_script_finds_the_repository_before_anything_else_and_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "inner.py").write_text("VALUE = 1\n", "utf-8")
    (tmp_path / "outer.py").write_text("VALUE = 1\n", "utf-8")
    (tmp_path / "conftest.py").write_text("import pytest\n@pytest.fixture\ndef one():\n    return 1\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = src\n", "utf-8")
    body = "import inner, outer\ndef test_a(one):\n    assert inner.VALUE == outer.VALUE == one\n"
    assert outcomes_here(tmp_path, body) == ["passed"]


def test_the_script_never_loads_a_pytest_of_the_repository(tmp_path: Path) -> None:
    for name in ("pytest.py", "pluggy.py", "sitecustomize.py"):
        (tmp_path / name).write_text("import os\nos._exit(0)\n", "utf-8")
    assert outcomes_here(tmp_path, "def test_a(): ...\n") == ["passed"]


def test_what_ends_the_process_leaves_no_report(tmp_path: Path) -> None:
    run = run_here(tmp_path, "import os\nos._exit(0)\ndef test_a(): ...\n")
    assert run.began
    assert run.report is None


def test_a_file_that_does_not_load_is_told(tmp_path: Path) -> None:
    run = run_here(tmp_path, "import no_such_module\ndef test_a(): ...\n")
    assert run.report is not None
    assert "no_such_module" in json.dumps(run.report.collection_errors)
    skipped = run_here(tmp_path, "import pytest\npytest.skip('all', allow_module_level=True)\ndef test_a(): ...\n")
    assert skipped.report is not None
    assert skipped.report.collection_errors == ("Skipped: all",)

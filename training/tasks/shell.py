"""What the expert's few commands print in the sandbox, computed without one; only tracebacks come from really running a command.

``tests/training`` compares it with real runs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sandboxes.base import REPOSITORY, ExecResult
from training.tasks.assertion import pytest_message, unittest_message
from training.tasks.layout import Layout, import_lines
from training.tasks.project import Case, CaseTimeout, Outcome, run_cases

OVERVIEW = 'git grep -nE "^ *(def|class) " -- "*.py"'
TESTS = "python -m pytest -q --tb=no"
_WIDTH = 80
_DEFINITION = re.compile(r"^ *(def|class) ")


def overview(files: Mapping[str, str]) -> ExecResult:
    """Output of ``OVERVIEW``."""
    lines = [
        f"{path}:{number}:{line}"
        for path in sorted(files)
        if path.endswith(".py")
        for number, line in enumerate(files[path].splitlines(), 1)
        if _DEFINITION.match(line)
    ]
    return ExecResult(0 if lines else 1, ("\n".join(lines) + "\n").encode() if lines else b"")


def example_command(case: Case, modules: Mapping[str, str], layout: Layout) -> str:
    """A command that prints what a case gives."""
    imports = import_lines([case], modules, layout)
    lines = [*imports, *case.statements[:-1], f"print(repr({case.expression}))"]
    return "\n".join(["python - <<'EOF'", *lines, "EOF"])


def example_result(outcome: Outcome) -> ExecResult:
    """Output of ``example_command`` for a case that gives a value."""
    assert outcome.value is not None
    return ExecResult(0, f"{outcome.value}\n".encode())


def run_example(command: str, files: Mapping[str, str]) -> ExecResult:
    """Really run an ``example_command`` over the given files, as if they lay in the sandbox: for what ends with a traceback.

    Raises:
        subprocess.TimeoutExpired: it does not end.
    """
    code = command.split("\n", 1)[1].removesuffix("EOF")
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-"], input=code.encode(), cwd=folder, capture_output=True, timeout=5.0, check=False
        )
        place = os.path.realpath(folder)
    output = (done.stdout + done.stderr).replace(place.encode(), REPOSITORY.encode())
    return ExecResult(done.returncode, output.replace(folder.encode(), REPOSITORY.encode()))


Groups = Sequence[tuple[str, Sequence[tuple[Case, Outcome]]]]


def run_tests(modules: Mapping[str, str], path: str, groups: Groups, layout: Layout, seconds: str) -> ExecResult:
    """Output of ``TESTS`` (pytest 7) over the one visible test file, with the given state of the modules.

    Raises:
        CaseTimeout: a test does not end.
        Exception: a module cannot be imported.
    """
    ordered = sorted(groups) if layout.unittest else groups  # unittest's loader sorts, names are unique
    messages = [(name, _failure(modules, members, layout)) for name, members in ordered]
    marks = "".join("F" if message else "." for _, message in messages)
    lines = [marks.ljust(_WIDTH - 8) + " [100%]"] if len(marks) <= _WIDTH - 8 else [marks]
    failed = [(name, message) for name, message in messages if message]
    if failed:
        lines.append(" short test summary info ".center(_WIDTH, "="))
        owner = f"{path}::TestCases" if layout.unittest else path
        lines += [_summary(f"FAILED {owner}::{name}", message) for name, message in failed]
    passed = len(messages) - len(failed)
    counts = [f"{len(failed)} failed"] * bool(failed) + [f"{passed} passed"] * bool(passed)
    lines.append(f"{', '.join(counts)} in {seconds}s")
    return ExecResult(1 if failed else 0, ("\n".join(lines) + "\n").encode())


def _summary(line: str, message: str) -> str:
    available = _WIDTH - len(line)
    tail = f" - {message.splitlines()[0]}"
    if len(tail) > available:
        if available < len(" - ..."):
            return line
        tail = tail[: available - 3] + "..."
    return line + tail


def _qualified(error: str, modules: Mapping[str, str], layout: Layout) -> str:
    """The name of an exception as tracebacks print it: with its module, unless it is built in."""
    owner = next((name for name, text in modules.items() if re.search(rf"^class {error}\b", text, re.MULTILINE)), None)
    return f"{layout.dotted(owner)}.{error}" if owner else error


def _failure(modules: Mapping[str, str], members: Sequence[tuple[Case, Outcome]], layout: Layout) -> str:
    """The first line that pytest says of a failing test, or nothing."""
    outcomes = run_cases(modules, [case for case, _ in members])
    for (case, wanted), got in zip(members, outcomes, strict=True):
        if wanted.same_as(got):
            continue
        if got.error is not None:
            return ": ".join(part for part in (_qualified(got.error, modules, layout), got.message) if part)
        if wanted.error is not None:
            name = _qualified(wanted.error, modules, layout)
            return (
                f"AssertionError: {wanted.error} not raised"
                if layout.unittest
                else f"Failed: DID NOT RAISE <class '{name}'>"
            )
        assert got.value is not None
        assert wanted.value is not None
        if layout.unittest:
            message = unittest_message(got.value, wanted.value)
        else:
            message = pytest_message(case, got.value, wanted.value, modules)
        if message:
            return message
    return ""


__all__ = ["OVERVIEW", "TESTS", "CaseTimeout", "example_command", "example_result", "overview", "run_tests"]

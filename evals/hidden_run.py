"""Runs hidden tests inside a sandbox and tells what came of each; it is read as text and never imported by the product.

pytest is loaded before anything of the repository can stand in for it. What happened goes to the standard output that
the tests never get to see, in a line that begins with a secret; nothing that the tests print is ever read.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

MAX_REASON_CHARACTERS = 600


class Recorder:
    """A plugin that notes the outcome of every test."""

    def __init__(self, roles: dict[str, str]) -> None:
        self._roles = roles
        self.outcomes: dict[str, dict[str, str]] = {role: {} for role in roles.values()}
        self.reasons: list[str] = []
        self.collection_errors: list[str] = []

    def pytest_collectreport(self, report: Any) -> None:
        """Note a file that could not be loaded, or that was skipped as a whole."""
        if not report.passed:
            self.collection_errors.append(_reason(report))

    def pytest_collection_finish(self, session: Any) -> None:
        """Note what will be run, so that a test that never ends is missed."""
        for item in session.items:
            self._of(item.nodeid)[item.nodeid] = "not run"

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test has passed when its call passed and nothing around it failed."""
        outcomes = self._of(report.nodeid)
        if not report.passed:
            outcomes[report.nodeid] = report.outcome
            if outcomes is self.outcomes.get("hidden"):
                self.reasons.append(f"{report.nodeid.partition('::')[2]}: {_reason(report)}")
        elif report.when == "call" and outcomes.get(report.nodeid) == "not run":
            outcomes[report.nodeid] = "passed"

    def _of(self, nodeid: str) -> dict[str, str]:
        return self.outcomes.setdefault(self._roles.get(nodeid.partition("::")[0], "other"), {})


def _reason(report: Any) -> str:
    # A skip is told as (file, line, reason).
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    lines = [line for line in text.splitlines() if line.startswith("E ")] or text.splitlines() or [""]
    return " ".join(lines[0].removeprefix("E").split())[:MAX_REASON_CHARACTERS]


def main() -> None:
    """Read the order from standard input, run, report, and leave without letting anything else run."""
    order = json.loads(sys.stdin.buffer.read())
    told = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _tell(told, order["ready"], {"python": sys.version.split()[0], "pytest": pytest.__version__})
    for name, text in order["files"].items():
        with Path(name).open("x", encoding="utf-8") as file:
            file.write(text)
    recorder = Recorder(order["roles"])
    here = str(Path.cwd())
    sys.path.insert(0, here)
    options = ["-q", "-p", "no:cacheprovider", "--import-mode=importlib", "--tb=short", f"--rootdir={here}"]
    code = int(pytest.main([*options, *order["files"]], plugins=[recorder]))
    result = {
        "exit_code": code,
        "outcomes": recorder.outcomes,
        "reasons": recorder.reasons[:5],
        "collection_errors": recorder.collection_errors[:5],
    }
    _tell(told, order["secret"], result)
    os._exit(code)


def _tell(stream: int, secret: str, value: dict[str, Any]) -> None:
    """Write one line, which begins a line whatever was written before it."""
    content = f"\n{secret} {json.dumps(value)}\n".encode("ascii")
    while content:
        content = content[os.write(stream, content) :]


if __name__ == "__main__":
    main()

"""A second witness for tests that pytest runs: a plugin that writes down each outcome, and a test that must fail. Pure.

The official verdict rests on what tests print, which code under test can print as well. Here the plugin's record has to come to
the same, and the test that must fail has to fail: where it passes, something in the patch decides over the tests.
"""

from __future__ import annotations

import json
import re
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePosixPath
from typing import Any, Final

from evals.swebench.markers import END, EXIT_CODE, START
from evals.swebench.parsers.base import ERROR, FAILED, PASSED, SKIPPED, XFAIL
from evals.swebench.patched_files import patched_files
from evals.swebench.rows import Row

MAX_RECORD_BYTES: Final = 64 << 20
_RUNS_PYTEST: Final = re.compile(r"\b(pytest|py\.test|tox)\b")
_TESTS_FAILED: Final = 1
_SEVERITY: Final = (SKIPPED, XFAIL, PASSED, FAILED, ERROR)


@dataclass(frozen=True, slots=True)
class Guard:
    """Names and a secret that nothing can foresee. ``folder`` is where the test that must fail lies, in the repository."""

    record: str
    plugin: str
    must_fail: str
    secret: str
    folder: str

    @classmethod
    def of(cls, row: Row, script: str) -> Guard | None:
        """The guard of an instance's tests; None where it is not pytest that runs them."""
        tests = script.partition(START)[2].partition(END)[0]
        if not _RUNS_PYTEST.search(tests):
            return None
        changed = [path for path in patched_files(row.test_patch).after if path.endswith(".py")]
        folder = str(PurePosixPath(changed[0]).parent) if changed else "."
        names = [secrets.token_hex(8) for _ in range(3)]
        return cls(f"/tmp/{names[0]}", f"plugin_{names[1]}", f"test_{names[2]}", secrets.token_hex(16), folder)

    def guarded(self, script: str) -> str:
        """The script with the lines that put the guard in place right before the tests; the environment is active there."""
        lines = script.split("\n")
        start = next(index for index, line in enumerate(lines) if START in line)
        return "\n".join([*lines[:start], *self._lines(), *lines[start:]])

    def _lines(self) -> list[str]:
        plugin = resources.files("evals.swebench").joinpath("guard_plugin.py").read_text("utf-8")
        for name, value in (("RECORD", self.record), ("SECRET", self.secret), ("MUST_FAIL", self.must_fail)):
            plugin = plugin.replace(f"@{name}@", value)
        files = {"plugin": plugin, "must_fail": f"def {self.must_fail}():\n    assert False\n"}
        must_fail = str(PurePosixPath(self.folder) / f"{self.must_fail}.py")
        place = f"$(python -I -c 'import sysconfig; print(sysconfig.get_paths()[\"purelib\"])')/{self.plugin}.py"
        return [
            "set +x",
            f": >{self.record}",
            f'mkdir -p "{place.rpartition("/")[0]}"',
            f'printf %s {shlex.quote(files["plugin"])} >"{place}"',
            f"printf %s {shlex.quote(files['must_fail'])} >{shlex.quote(must_fail)}",
            f'export PYTEST_ADDOPTS="${{PYTEST_ADDOPTS:-}} -p {self.plugin} {shlex.quote(must_fail)}"',
            "set -x",
        ]

    def without_traces(self, log: str) -> str:
        """The log as it would be without the guard: its test is no part of it, and so its exit code says nothing."""
        return "\n".join(line for line in log.split("\n") if self.must_fail not in line and EXIT_CODE not in line)

    def read(self, record: bytes) -> Watched:
        """What the plugin wrote down; lines without the secret do not count."""
        values = []
        for line in record.decode("utf-8", "replace").split("\n"):
            if line.startswith(self.secret):
                try:
                    values.append(json.loads(line.removeprefix(self.secret)))
                except ValueError:
                    continue
        statuses: dict[str, str] = {}
        for value in values:
            if "test" in value and (status := _status(value)):
                before = statuses.get(value["test"], SKIPPED)
                statuses[value["test"]] = max(before, status, key=_SEVERITY.index)
        failing = [status for name, status in statuses.items() if self.must_fail in name]
        others = {name: status for name, status in statuses.items() if self.must_fail not in name}
        codes = [value["exit_code"] for value in values if "exit_code" in value]
        return Watched(others, failing == [FAILED], codes[-1] if codes else None)


@dataclass(frozen=True, slots=True)
class Watched:
    """Statuses by test, whether the test that must fail did, and pytest's own exit code."""

    statuses: Mapping[str, str]
    failed_as_it_must: bool
    exit_code: int | None

    def as_log(self) -> str:
        """The summary that pytest prints of such outcomes, between the markers, for the parser of the row."""
        lines = [f"{status} {name}" for name, status in self.statuses.items()]
        return "\n".join([START, *lines, END])

    def objection(self, log: str) -> str:
        """What speaks against the run as a whole, or nothing."""
        if self.exit_code is None:
            return "tampering: pytest did not come to its end"
        if not self.failed_as_it_must:
            return "tampering: a test that must fail did not fail"
        code = re.search(rf"{EXIT_CODE}:\s*(-?\d+)", log)
        if self.exit_code != _TESTS_FAILED or (code and int(code[1]) != _TESTS_FAILED):
            return f"tampering: exit code {code[1] if code else 'unknown'}, pytest's {self.exit_code}"
        return ""


def _status(value: Mapping[str, Any]) -> str:
    """The status that a report stands for; nothing for a phase that says nothing."""
    outcome, when = value["outcome"], value["when"]
    if outcome == "failed":
        return FAILED if when == "call" else ERROR
    if outcome == "skipped":
        return XFAIL if value["xfail"] else SKIPPED
    return PASSED if when == "call" and not value["xfail"] else ""

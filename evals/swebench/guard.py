"""A second witness of a run of tests, beside the log. Pure.

The official verdict rests on what tests print, which code under test can print as well. So the files that hold the tests must be
the same before and after; and where pytest runs them, a plugin writes down each outcome, which has to come to the same, and a
test that must fail has to fail: where it passes, something in the patch decides over the tests.
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

from evals.swebench.execution import TESTBED
from evals.swebench.markers import END, EXIT_CODE, START
from evals.swebench.parsers.base import ERROR, FAILED, PASSED, SKIPPED, XFAIL
from evals.swebench.patched_files import patched_files
from evals.swebench.rows import Row

MAX_RECORD_BYTES: Final = 64 << 20
_RUNS_PYTEST: Final = re.compile(r"\b(pytest|py\.test|tox)\b")
_TEST_NAME: Final = re.compile(r"(test_.*|.*_test|tests)\.py")
_TESTS_FAILED: Final = 1
_SEVERITY: Final = (SKIPPED, XFAIL, PASSED, FAILED, ERROR)


@dataclass(frozen=True, slots=True)
class Guard:
    """Names and a secret that nothing can foresee, for the tests in ``files``. ``runs_pytest``: it is pytest that runs them."""

    record: str
    plugin: str
    must_fail: str
    secret: str
    files: tuple[str, ...]
    runs_pytest: bool

    @classmethod
    def of(cls, row: Row, script: str) -> Guard:
        """The guard of an instance's tests."""
        tests = script.partition(START)[2].partition(END)[0]
        names = [secrets.token_hex(8) for _ in range(3)]
        return cls(
            record=f"/tmp/{names[0]}",
            plugin=f"plugin_{names[1]}",
            must_fail=f"test_{names[2]}",
            secret=secrets.token_hex(16),
            files=tuple(path for path in patched_files(row.test_patch).after if path.endswith(".py")),
            runs_pytest=bool(_RUNS_PYTEST.search(tests)),
        )

    def guarded(self, script: str) -> str:
        """The script with lines right before the tests, where the environment is active, and right behind them."""
        lines = script.split("\n")
        start = next((index for index, line in enumerate(lines) if START in line), None)
        end = next((index for index, line in enumerate(lines) if EXIT_CODE in line), None)
        if start is None or end is None:
            return script
        before = ["set +x", f": >{self.record}", *self._sums(), *(self._plugin() if self.runs_pytest else ()), "set -x"]
        return "\n".join([*lines[:start], *before, *lines[start : end + 1], *self._check(), *lines[end + 1 :]])

    def _sums(self) -> list[str]:
        paths = shlex.join(f"{TESTBED}/{path}" for path in self.files)
        return [f"sha256sum -- {paths} >{self.record}.sums"] if self.files else []

    def _check(self) -> list[str]:
        told = f"printf '\\n%s\\n' '{self.secret}{{\"unchanged\": true}}' >>{self.record}"
        check = f"sha256sum --status --check {self.record}.sums && {told}" if self.files else told
        return ["{ set +x; } 2>/dev/null", check, "set -x"]

    def _plugin(self) -> list[str]:
        plugin = resources.files("evals.swebench").joinpath("guard_plugin.py").read_text("utf-8")
        files = json.dumps([f"{TESTBED}/{path}" for path in self.files]).replace("\\", "\\\\")
        for name, value in (
            ("RECORD", self.record),
            ("SECRET", self.secret),
            ("MUST_FAIL", self.must_fail),
            ("FILES", files),
        ):
            plugin = plugin.replace(f"@{name}@", value)
        paths = [PurePosixPath(path) for path in self.files]
        # Beside a file of tests, so that pytest finds the same root as without it.
        beside = next((path for path in paths if _TEST_NAME.fullmatch(path.name)), (paths or [PurePosixPath("x")])[0])
        must_fail = str(beside.parent / f"{self.must_fail}.py")
        place = "$(python -I -c 'import sysconfig; print(sysconfig.get_paths()[\"purelib\"])')"
        content = f"def {self.must_fail}():\n    assert False\n"
        return [
            f'mkdir -p "{place}"',
            f'printf %s {shlex.quote(plugin)} >"{place}/{self.plugin}.py"',
            f"printf %s {shlex.quote(content)} >{shlex.quote(must_fail)}",
            f'export PYTEST_ADDOPTS="${{PYTEST_ADDOPTS:-}} -p {self.plugin} {shlex.quote(must_fail)}"',
        ]

    def without_traces(self, log: str) -> str:
        """The log as it would be without the guard: its test is no part of it, and so its exit code says nothing."""
        if not self.runs_pytest:
            return log
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
        return Watched(
            statuses=others,
            failed_as_it_must=failing == [FAILED],
            exit_code=codes[-1] if codes else None,
            unchanged=any("unchanged" in value for value in values) and not any("changed" in value for value in values),
        )


@dataclass(frozen=True, slots=True)
class Watched:
    """Whether the files of the tests stayed what they were, and of pytest: statuses by test, whether the test that must fail did,
    and its own exit code.
    """

    statuses: Mapping[str, str]
    failed_as_it_must: bool
    exit_code: int | None
    unchanged: bool

    def as_log(self) -> str:
        """The summary that pytest prints of such outcomes, between the markers, for the parser of the row."""
        lines = [f"{status} {name}" for name, status in self.statuses.items()]
        return "\n".join([START, *lines, END])

    def objection(self, log: str, *, runs_pytest: bool) -> str:
        """What speaks against the run as a whole, or nothing."""
        if not self.unchanged:
            return "tampering: the files of the tests did not stay what they were"
        if not runs_pytest:
            return ""
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

"""Grades the log of an instance's tests as SWE-bench's official harness does (version 5.0.2). Pure.

A log counts only when it holds both markers and none that says that something broke; it must show that tests ran; and where it
records the exit code of the tests, a code other than 0 without a failing test means that the log is not to be believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from evals.swebench.infrastructure import find_sign
from evals.swebench.markers import BROKEN, END, EXIT_CODE, START
from evals.swebench.parsers.base import ERROR, FAILED, PASSED, SKIPPED, XFAIL, Statuses
from evals.swebench.parsers.registry import PARSERS
from evals.swebench.predictions import Prediction
from evals.swebench.rows import Row

_EXIT_CODE: Final = re.compile(rf"{EXIT_CODE}:\s*(-?\d+)")
# Summaries of runners that name failures only. A count of 0 is no sign that anything ran.
_TESTS_RAN: Final = re.compile(
    r"Executed [1-9]\d* of \d+"
    r"|TOTAL: [1-9]\d* (?:SUCCESS|FAILED)"
    r"|[1-9]\d* passing"
    r"|Tests:\s+[1-9]\d*"
    r"|Test Suites:\s+(?:\d+ \w+, )*[1-9]\d* total"
    r"|^# tests [1-9]\d*"
    r"|[1-9]\d* specs?, \d+ failures?"
    r"|': ok$",
    re.MULTILINE,
)

Resolution = Literal["RESOLVED_FULL", "RESOLVED_PARTIAL", "RESOLVED_NO"]


@dataclass(frozen=True, slots=True)
class Tests:
    """Of the tests that a row lists, those that did what they should and those that did not."""

    __test__ = False  # not a test class, whatever pytest thinks

    success: tuple[str, ...] = ()
    failure: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Share of the successes; 1 without tests."""
        total = len(self.success) + len(self.failure)
        return len(self.success) / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Grade:
    """What a log says: None for both where it cannot be graded, and then ``reason`` says why."""

    fail_to_pass: Tests | None = None
    pass_to_pass: Tests | None = None
    reason: str = ""

    @property
    def resolution(self) -> Resolution:
        """Fully resolved only when every listed test did what it should."""
        if self.fail_to_pass is None or self.pass_to_pass is None or self.pass_to_pass.share < 1:
            return "RESOLVED_NO"
        if self.fail_to_pass.share == 1:
            return "RESOLVED_FULL"
        return "RESOLVED_PARTIAL" if self.fail_to_pass.share > 0 else "RESOLVED_NO"


def grade_log(row: Row, log: str) -> Grade:
    """Grade the tests' log of an instance; line ends of any kind are read as line feeds."""
    statuses = read_statuses(row, _with_line_feeds(log))
    if isinstance(statuses, str):
        return Grade(reason=statuses)
    if row.eval_type == "fail_only":
        fixed = kept = lambda test: statuses.get(test) != FAILED
        return Grade(_sorted_out(row.FAIL_TO_PASS, fixed), _sorted_out(row.PASS_TO_PASS, kept))
    found = {test: _status_of(test, statuses) for test in (*row.FAIL_TO_PASS, *row.PASS_TO_PASS)}
    return Grade(
        _sorted_out(row.FAIL_TO_PASS, lambda test: found[test] in (PASSED, XFAIL)),
        # A test that is skipped is no regression, but no fix either.
        _sorted_out(row.PASS_TO_PASS, lambda test: found[test] in (PASSED, XFAIL, SKIPPED)),
    )


def read_statuses(row: Row, log: str) -> Statuses | str:
    """Status of each test in a log, or why the log does not count."""
    parser = PARSERS.get(row.log_parser)
    if parser is None:
        return f"there is no log parser {row.log_parser!r}"
    broken = next((marker for marker in BROKEN if marker in log), None)
    if broken is not None:
        return f"the log says {broken.removeprefix('>>>>> ')}"
    if START not in log or END not in log:
        return "the log lacks a marker of the tests' output"
    try:
        # Some runners write their results past the markers, so the whole log is read when there are none between them.
        statuses = parser(log.split(START)[1].split(END)[0], row) or parser(log, row)
    except (ValueError, LookupError, SyntaxError) as error:
        return f"the log cannot be read: {type(error).__name__}"
    if not statuses and not _TESTS_RAN.search(log):
        return "the log names no test, and nothing shows that tests ran"
    code = _EXIT_CODE.search(log)
    if code and int(code[1]) and statuses and not {FAILED, ERROR} & set(statuses.values()):
        return f"no test fails, but the tests ended with exit code {code[1]}"
    return statuses


def instance_report(row: Row, prediction: Prediction, log: str) -> dict[str, Any]:
    """The official ``report.json`` of an instance, with the status of each test."""
    report: dict[str, Any] = {
        "patch_is_None": prediction.model_patch is None,
        "patch_exists": prediction.model_patch is not None,
        "patch_successfully_applied": False,
        "resolved": False,
        "infra_failure": False,
    }
    if prediction.model_patch is None:
        return {row.instance_id: report}
    grade = grade_log(row, log)
    if grade.fail_to_pass is None or grade.pass_to_pass is None:
        if sign := find_sign(_with_line_feeds(log)):
            report |= {"infra_failure": sign.tier == "environment", "infra_failure_reason": sign.reason}
        return {row.instance_id: report}
    report |= {
        "patch_successfully_applied": True,
        "resolved": grade.resolution == "RESOLVED_FULL",
        "tests_status": {
            "FAIL_TO_PASS": _as_lists(grade.fail_to_pass),
            "PASS_TO_PASS": _as_lists(grade.pass_to_pass),
            "FAIL_TO_FAIL": _as_lists(Tests()),
            "PASS_TO_FAIL": _as_lists(Tests()),
        },
    }
    return {row.instance_id: report}


def _with_line_feeds(log: str) -> str:
    return log.replace("\r\n", "\n").replace("\r", "\n")


def _status_of(test: str, statuses: Mapping[str, str]) -> str | None:
    """The status of a test, also of one whose parameters were cut off in the data set.

    Such a name has more opening than closing brackets. It stands for the tests that it begins, when all of them passed or all
    of them did not.
    """
    if test in statuses or test.count("[") <= test.count("]"):
        return statuses.get(test)
    candidates = [status for name, status in statuses.items() if name.startswith(test)]
    agree = len({status in (PASSED, XFAIL) for status in candidates}) == 1
    return candidates[0] if agree else None


def _sorted_out(tests: Iterable[str], succeeded: Callable[[str], bool]) -> Tests:
    listed = tuple(tests)
    return Tests(
        tuple(test for test in listed if succeeded(test)), tuple(test for test in listed if not succeeded(test))
    )


def _as_lists(tests: Tests) -> dict[str, list[str]]:
    return {"success": list(tests.success), "failure": list(tests.failure)}

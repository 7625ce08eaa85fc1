"""What a run of hidden tests says of a patch. Pure: resolved only when nothing at all speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from evals.hidden_tests import HiddenRun, Report

Outcome = Literal["resolved", "unresolved", "error"]
"""``error``: the machine failed, which says nothing of the patch."""

_PYTEST_FAILED_TESTS: Final = 1
"""pytest's exit code when all ran and some failed, which is so in every honest run: one of the tests must fail."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, why it is not ``resolved``, and how many of the hidden tests passed and were there."""

    outcome: Outcome
    reason: str = ""
    passed_tests: int = 0
    tests: int = 0


def judge(run: HiddenRun, functions: frozenset[str], expected_tests: int | None) -> Verdict:
    """Judge a run.

    Args:
        run: how it ended.
        functions: tests that the hidden file defines; each must have run.
        expected_tests: how many tests there are, where that is known.
    """
    if not run.began:
        return Verdict("error", f"the image cannot run pytest (exit code {run.exit_code}): {run.trail}")
    if run.timed_out:
        return Verdict("unresolved", "the hidden tests did not end in time")
    if run.out_of_memory:
        return Verdict("unresolved", "the hidden tests ran out of memory")
    if run.report is None:
        return Verdict("unresolved", f"the run of the hidden tests ended without a report (exit code {run.exit_code})")
    hidden = run.report.outcomes.get("hidden", {})
    passed = sum(outcome == "passed" for outcome in hidden.values())
    reason = _objection(run, run.report, functions, expected_tests)
    return Verdict("unresolved" if reason else "resolved", reason, passed, len(hidden))


def _objection(run: HiddenRun, report: Report, functions: frozenset[str], expected_tests: int | None) -> str:
    """What speaks against the patch, or nothing."""
    hidden = report.outcomes.get("hidden", {})
    failing = [node for node, outcome in hidden.items() if outcome != "passed"]
    missing = functions - {_function(node) for node in hidden}
    if report.collection_errors:
        return f"the hidden tests cannot be loaded: {report.collection_errors[0]}"
    if list(report.outcomes.get("must_fail", {}).values()) != ["failed"]:
        return "tampering: a test that must fail did not fail"
    if failing:
        detail = report.reasons[0] if report.reasons else _function(failing[0])
        return f"{len(failing)} of {len(hidden)} hidden tests do not pass: {detail}"
    if missing or not hidden:
        return f"hidden tests did not run: {', '.join(sorted(missing)[:3]) or 'all'}"
    if expected_tests is not None and len(hidden) != expected_tests:
        return f"{len(hidden)} hidden tests ran where {expected_tests} were expected"
    if not run.exit_code == report.exit_code == _PYTEST_FAILED_TESTS:
        return f"tampering: exit code {run.exit_code}, reported {report.exit_code}"
    return ""


def _function(node: str) -> str:
    """``test_x`` or ``TestY::test_x`` of a node id ``file.py::TestY::test_x[parameters]``."""
    return node.partition("::")[2].partition("[")[0]

"""What a run of hidden tests says of a patch. Pure: resolved only when nothing at all speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must have run. ``ignored`` tests do not decide: names after the file, with or without parameters.

    ``functions`` are the tests that the hidden file defines; ``tests`` how many deciding ones there are, where that is known.
    """

    functions: frozenset[str]
    tests: int | None = None
    ignored: frozenset[str] = frozenset()

    def deciding(self, outcomes: Mapping[str, str]) -> dict[str, str]:
        """Outcomes by node id, of the tests that decide."""
        return {
            node: outcome for node, outcome in outcomes.items() if not self.ignored & {_name(node), _function(node)}
        }


def judge(run: HiddenRun, expected: Expectation) -> Verdict:
    """Judge a run."""
    if not run.began:
        return Verdict("error", f"the image cannot run pytest (exit code {run.exit_code}): {run.trail}")
    if run.timed_out:
        return Verdict("unresolved", "the hidden tests did not end in time")
    if run.out_of_memory:
        return Verdict("unresolved", "the hidden tests ran out of memory")
    if run.report is None:
        return Verdict("unresolved", f"the run of the hidden tests ended without a report (exit code {run.exit_code})")
    hidden = expected.deciding(run.report.outcomes.get("hidden", {}))
    passed = sum(outcome == "passed" for outcome in hidden.values())
    reason = _objection(run, run.report, hidden, expected)
    return Verdict("unresolved" if reason else "resolved", reason, passed, len(hidden))


def _objection(run: HiddenRun, report: Report, hidden: Mapping[str, str], expected: Expectation) -> str:
    """What speaks against the patch, or nothing."""
    failing = [node for node, outcome in hidden.items() if outcome != "passed"]
    missing = expected.functions - expected.ignored - {_function(node) for node in hidden}
    if report.collection_errors:
        return f"the hidden tests cannot be loaded: {report.collection_errors[0]}"
    if list(report.outcomes.get("must_fail", {}).values()) != ["failed"]:
        return "tampering: a test that must fail did not fail"
    if failing:
        detail = report.reasons[0] if report.reasons else _function(failing[0])
        return f"{len(failing)} of {len(hidden)} hidden tests do not pass: {detail}"
    if missing or not hidden:
        return f"hidden tests did not run: {', '.join(sorted(missing)[:3]) or 'all'}"
    if expected.tests is not None and len(hidden) != expected.tests:
        return f"{len(hidden)} hidden tests ran where {expected.tests} were expected"
    if not run.exit_code == report.exit_code == _PYTEST_FAILED_TESTS:
        return f"tampering: exit code {run.exit_code}, reported {report.exit_code}"
    return ""


def _name(node: str) -> str:
    """``test_x[parameters]`` or ``TestY::test_x`` of a node id."""
    return node.partition("::")[2]


def _function(node: str) -> str:
    """``test_x`` or ``TestY::test_x`` of a node id ``file.py::TestY::test_x[parameters]``."""
    return node.partition("::")[2].partition("[")[0]

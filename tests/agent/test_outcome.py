from __future__ import annotations

import json

import pytest

from agent.limits import Ending, EndingKind
from agent.outcome import SolveResult, TestOutcome, judge

PASSED = TestOutcome(command="pytest", exit_code=0, output="")
FAILED = TestOutcome(command="pytest", exit_code=1, output="")


@pytest.mark.parametrize(
    ("kind", "has_patch", "test", "status", "exit_code"),
    [
        ("submitted", True, None, "patched", 0),
        ("submitted", True, PASSED, "patched", 0),
        ("submitted", True, FAILED, "checks_failed", 4),
        ("submitted", False, None, "no_change", 3),
        ("no_call", True, None, "patched", 0),
        ("stuck", False, None, "no_change", 3),
        ("step_limit", True, PASSED, "step_limit", 53),
        ("token_limit", True, FAILED, "token_limit", 55),
        ("time_limit", False, None, "time_limit", 55),
        ("interrupted", True, None, "interrupted", 130),
        ("sandbox_lost", True, None, "sandbox_lost", 44),
        ("internal_error", True, PASSED, "internal_error", 1),
    ],
)
def test_every_ending_has_its_exit_code(
    kind: EndingKind, has_patch: bool, test: TestOutcome | None, status: str, exit_code: int
) -> None:
    assert judge(Ending(kind), has_patch=has_patch, test=test) == (status, exit_code)


def test_a_result_is_json_whatever_bytes_the_patch_has() -> None:
    result = SolveResult(status="patched", exit_code=0, patch=b"+caf\xe9\n")
    assert json.loads(result.to_json())["patch"] == "+caf\ufffd\n"
    assert SolveResult.model_validate_json(result.to_json()).status == "patched"


def test_a_result_shown_on_a_terminal_is_inert() -> None:
    result = SolveResult(
        status="patched", exit_code=0, patch=b"\x1b]0;t\x07\xe2\x80\xae\x9b", ending_detail="\u202e\ud800"
    )
    assert all(character == "\n" or " " <= character <= "~" for character in result.to_json().decode("ascii"))

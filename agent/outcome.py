"""How a run is judged and what is handed back: one result object, and the exit code that says the same. Pure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from agent.limits import Ending, EndingKind
from vocabulary.messages import DraftCounts, Usage

Status = Literal[
    "patched",
    "finished",
    "no_change",
    "checks_failed",
    "step_limit",
    "token_limit",
    "time_limit",
    "interrupted",
    "sandbox_lost",
    "internal_error",
    "refused",
]

"""``finished``: a run whose result is the state of its sandbox ended by itself."""

Verdict = Literal[
    "solved_and_checked",
    "unchecked",
    "failed_check",
    "gave_up",
    "no_change",
    "limit",
    "interrupted",
    "sandbox_lost",
    "internal_error",
    "refused",
]
"""What the run is worth, in one word: whether it was the model's doing that it ended, and what was checked of it."""

_BROKEN_OFF: dict[EndingKind, tuple[Status, int]] = {
    "step_limit": ("step_limit", 53),
    "token_limit": ("token_limit", 55),
    "time_limit": ("time_limit", 55),
    "interrupted": ("interrupted", 130),
    "sandbox_lost": ("sandbox_lost", 44),
    "internal_error": ("internal_error", 1),
}


class TestOutcome(BaseModel):
    """How the command of ``--test`` ended, run after the model's end. ``output`` is its last part."""

    __test__ = False  # not a test class, whatever pytest thinks
    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str
    exit_code: int
    output: str

    @property
    def passed(self) -> bool:
        """Did it exit with 0?"""
        return self.exit_code == 0


class Times(BaseModel):
    """Seconds by the wall clock. ``loop_s`` holds ``prefill_s`` and ``decode_s``, the model's part; the rest is the tools'."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    total_s: float = 0.0
    sandbox_s: float = 0.0
    setup_s: float = 0.0
    loop_s: float = 0.0
    test_s: float = 0.0
    prefill_s: float = 0.0
    decode_s: float = 0.0


class SolveResult(BaseModel):
    """What a run comes to. ``status`` is ``refused`` when there was no run; ``failure_cause`` is one line.

    ``drafts`` counts tokens that were guessed ahead (``--speculative-tokens``), ``compactions`` how often a summary took the
    place of the context.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Status
    exit_code: int
    verdict: Verdict = "refused"
    patch: bytes = b""
    ending: EndingKind | None = None
    ending_detail: str = ""
    failure_cause: str | None = None
    steps: int = 0
    usage: Usage = Field(default_factory=Usage)
    drafts: DraftCounts = Field(default_factory=DraftCounts)
    compactions: int = 0
    times: Times = Field(default_factory=Times)
    test: TestOutcome | None = None
    run_dir: Path | None = None
    notices: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """The result as JSON in ASCII: nothing in it can reach a terminal as a control character."""
        return (json.dumps(self.model_dump(mode="json"), indent=2) + "\n").encode("ascii")

    @field_serializer("patch", when_used="json")
    def _patch_as_text(self, patch: bytes) -> str:
        """Bytes that are not UTF-8 cannot stand in JSON: the exact patch is ``patch.diff`` in the run directory."""
        return patch.decode("utf-8", "replace")

    @field_serializer("usage", when_used="json")
    def _usage_as_numbers(self, usage: Usage) -> dict[str, int]:
        return {
            "computed": usage.computed,
            "reused": usage.reused,
            "thinking": usage.thinking,
            "answer": usage.answer,
        }


def judge(ending: Ending, *, has_patch: bool, test: TestOutcome | None) -> tuple[Status, int]:
    """Status and exit code of a run."""
    if ending.kind in _BROKEN_OFF:
        return _BROKEN_OFF[ending.kind]
    if not has_patch:
        return "no_change", 3
    if test is not None and not test.passed:
        return "checks_failed", 4
    return "patched", 0


def verdict_of(ending: Ending, *, has_patch: bool, test: TestOutcome | None) -> Verdict:
    """What a run is worth. A model that stopped calling tools or went in circles gave up, whatever it changed."""
    match ending.kind:
        case "step_limit" | "token_limit" | "time_limit":
            return "limit"
        case "interrupted" | "sandbox_lost" | "internal_error":
            return ending.kind
        case "no_call" | "stuck":
            return "gave_up"
        case _ if not has_patch:
            return "no_change"
        case _ if test is None:
            return "unchecked"
        case _:
            return "solved_and_checked" if test.passed else "failed_check"

"""How far a run may go and how it can end. Pure: values in, a decision out; no clock is read here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

EndingKind = Literal[
    "submitted",
    "no_call",
    "stuck",
    "step_limit",
    "token_limit",
    "time_limit",
    "interrupted",
    "sandbox_lost",
    "internal_error",
]

RESUMABLE: Final[frozenset[EndingKind]] = frozenset(
    {"step_limit", "token_limit", "time_limit", "interrupted", "sandbox_lost", "internal_error"}
)
"""Endings after which a run can be taken up again: it was broken off, not finished."""

SMALLEST_REPLY_TOKENS: Final = 64
"""With less room than this a reply cannot hold a thought and a call: the run ends instead."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a run is over. ``detail`` is one line for people."""

    kind: EndingKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RunLimits:
    """Limits of one run; all are positive.

    ``max_total_tokens`` counts every token of the run once: prompt, replies and tool results. ``command_timeout_s``
    holds for commands that name none.

    Raises:
        ValueError: a limit is 0 or less; the message names it.
    """

    max_steps: int
    max_tokens_per_turn: int
    max_total_tokens: int
    max_time_s: float
    command_timeout_s: float = 120.0

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be greater than 0, not {getattr(self, name):g}")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has used: finished steps, length of its context, seconds; ``forgotten`` tokens have left the context."""

    steps: int
    tokens: int
    elapsed_s: float
    forgotten: int = 0

    @property
    def total_tokens(self) -> int:
        """Every token of the run, once."""
        return self.tokens + self.forgotten


def check(limits: RunLimits, spent: Spent, *, context_tokens: int) -> Ending | None:
    """The ending that is due before another step, or None."""
    if spent.steps >= limits.max_steps:
        return Ending("step_limit", f"all of the steps are used up ({limits.max_steps})")
    if spent.elapsed_s >= limits.max_time_s:
        return time_is_up(limits)
    if spent.tokens + SMALLEST_REPLY_TOKENS > context_tokens:
        return Ending("token_limit", f"the context of {context_tokens} tokens is full ({spent.tokens} are used)")
    if spent.total_tokens >= limits.max_total_tokens:
        return Ending("token_limit", f"{spent.total_tokens} of {limits.max_total_tokens} tokens are used up")
    return None


def time_is_up(limits: RunLimits) -> Ending:
    """The ending by time."""
    return Ending("time_limit", f"{limits.max_time_s:g} s are over")


def turn_budget(limits: RunLimits, spent: Spent, *, context_tokens: int) -> int:
    """How many tokens the next reply may have, at least 1 when ``check`` gave None."""
    left = min(context_tokens - spent.tokens, limits.max_total_tokens - spent.total_tokens)
    return min(limits.max_tokens_per_turn, left)

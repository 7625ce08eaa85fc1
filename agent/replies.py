"""What the replies of a run are held to, as one value, and the thought that is left to the next one. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReplySettings:
    """Rules of all replies of a run; the defaults leave the model free.

    ``thinking_budget`` bounds the thought of one reply, ``run_thinking_budget`` all thoughts of the run together, in
    tokens. ``preserve_thinking`` keeps past thoughts in the context when a user message comes. ``constrain_calls`` holds
    tool calls to the grammar of the tools, ``require_call`` lets no reply end without one. ``logprobs`` records the log
    probability of each sampled token.

    Raises:
        ValueError: a budget is negative; the message names it.
    """

    preserve_thinking: bool = True
    thinking_budget: int | None = None
    run_thinking_budget: int | None = None
    constrain_calls: bool = False
    require_call: bool = False
    logprobs: bool = False

    def __post_init__(self) -> None:
        for name in ("thinking_budget", "run_thinking_budget"):
            budget = getattr(self, name)
            if budget is not None and budget < 0:
                raise ValueError(f"{name} must not be negative, but is {budget}")

    def budget_after(self, thinking_tokens: int) -> int | None:
        """The budget of the next thought when the run has spent ``thinking_tokens`` on thoughts; None is no limit."""
        budgets = [] if self.thinking_budget is None else [self.thinking_budget]
        if self.run_thinking_budget is not None:
            budgets.append(max(0, self.run_thinking_budget - thinking_tokens))
        return min(budgets, default=None)

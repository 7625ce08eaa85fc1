"""What is done when the context fills: when a run asks for a summary, how long that may be, and what the model is told.

Pure: numbers and text in, a decision or text out. What carries it out is ``agent/compaction.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agent.limits import SMALLEST_REPLY_TOKENS, Ending

ASK: Final = (
    "[The context is nearly full. What you have seen and said since the issue is about to leave it, and what you write now "
    "takes its place: reply with a summary, without a tool call. Say what is wrong and where (files, functions, lines), what "
    "you changed so far, which commands you ran and how they ended, what you tried in vain, and what is left to do, in order.]"
)
FOLLOWS: Final = (
    "[The context was full. What you had seen and said in your {replies} replies since the issue has left it; the files in "
    "the repository are as you left them. This is the summary that you wrote.]\n\n<summary>\n{summary}\n</summary>\n\n"
    "Go on with the work from there."
)
NO_SUMMARY: Final = Ending("token_limit", "the context is nearly full, and the reply that was to sum it up is empty")
NO_ROOM: Final = Ending("token_limit", "the context is nearly full, and has no room for the summary that was written")


@dataclass(frozen=True, slots=True)
class ContextRules:
    """How much context a run uses, and what it does when that fills.

    ``max_tokens`` bounds the context; None is all that the model has. When ``compact_at`` of it (a share) is used, the model
    is asked for a summary of at most ``summary_tokens`` tokens, its thought included, and goes on with the first prompt and
    that; at most ``max_compactions`` times in a run. None lets the context fill and the run end.

    Raises:
        ValueError: a number is out of range; the message names it.
    """

    max_tokens: int | None = None
    compact_at: float | None = None
    max_compactions: int = 8
    summary_tokens: int = 8192

    def __post_init__(self) -> None:
        if self.max_tokens is not None and self.max_tokens < 1:
            raise ValueError(f"max_tokens must be greater than 0, not {self.max_tokens}")
        if self.compact_at is not None and not 0 < self.compact_at < 1:
            raise ValueError(f"compact_at must be between 0 and 1, not {self.compact_at:g}")
        if self.max_compactions < 0:
            raise ValueError(f"max_compactions must not be negative, but is {self.max_compactions}")
        if self.summary_tokens < SMALLEST_REPLY_TOKENS:
            raise ValueError(f"summary_tokens must be at least {SMALLEST_REPLY_TOKENS}, not {self.summary_tokens}")

    def context_tokens(self, of_model: int) -> int:
        """The context that a run uses of a model's."""
        return of_model if self.max_tokens is None else min(of_model, self.max_tokens)

    def allows(self, compactions: int) -> bool:
        """Whether a run that was compacted that often may be once more."""
        return self.compact_at is not None and compactions < self.max_compactions

    def threshold(self, context_tokens: int) -> int:
        """The length of the context from which on it is full enough to be summed up."""
        return context_tokens if self.compact_at is None else int(context_tokens * self.compact_at)

    def reply_end(self, context_tokens: int) -> int:
        """How far replies may reach: half of the room above the threshold is left for what is told, and for the summary."""
        threshold = self.threshold(context_tokens)
        return threshold + (context_tokens - threshold) // 2

    def summary_budget(self, context_tokens: int, opening_tokens: int) -> int:
        """Tokens that a summary may have, so that half of what the threshold leaves behind the opening stays for the work."""
        return min(self.summary_tokens, (self.threshold(context_tokens) - opening_tokens) // 2)

    def has_room(self, context_tokens: int, opening_tokens: int) -> bool:
        """Whether a summary has room behind an opening at all."""
        return self.summary_budget(context_tokens, opening_tokens) >= SMALLEST_REPLY_TOKENS


def summed_up_replies(text: str) -> int:
    """How many replies the summary stands for that a context, as text, goes on from; 0 where there is none."""
    found = re.search(re.escape(FOLLOWS.partition("{")[0]) + r"(\d+) replies", text)
    return 0 if found is None else int(found[1])

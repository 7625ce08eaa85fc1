"""Does a thought go in circles? Watched token by token while it is sampled, so that it can be stopped in time.

It is told by runs of tokens that came up before. It knows ids alone, and what a thought says is foreign to it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThoughtRules:
    """When a thought repeats itself: of its last ``window`` runs of ``run_tokens`` tokens, a ``share`` came ``times`` times.

    The last time counts. So a passage that is written out twice, such as a draft and its fair copy, is no repetition yet.

    Raises:
        ValueError: a number is out of range; the message names it.
    """

    run_tokens: int = 16
    window: int = 512
    share: float = 0.9
    times: int = 3

    def __post_init__(self) -> None:
        for name, least in (("run_tokens", 1), ("window", 1), ("times", 2)):
            if getattr(self, name) < least:
                raise ValueError(f"{name} must be at least {least}, not {getattr(self, name)}")
        if not 0 < self.share <= 1:
            raise ValueError(f"share must be greater than 0 and at most 1, not {self.share:g}")


class ThoughtWatch:
    """Watches one thought. Each token costs the same, however long the thought is; it holds one number for each token."""

    def __init__(self, rules: ThoughtRules, ends: frozenset[int]) -> None:
        """Begin with a thought that has no tokens.

        Args:
            rules: when it repeats itself.
            ends: ids behind which nothing is thought any more, or may be something else.
        """
        self._rules = rules
        self._ends = ends
        self._needed = rules.share * rules.window
        self._run: deque[int] = deque(maxlen=rules.run_tokens)
        self._counts: dict[int, int] = {}
        self._recent: deque[bool] = deque(maxlen=rules.window)
        self._repeated = 0
        self._is_over = False

    def repeats_after(self, token_id: int) -> bool:
        """Whether the thought repeats itself now that ``token_id`` has come."""
        self._is_over = self._is_over or token_id in self._ends
        if self._is_over:
            return False
        self._run.append(token_id)
        if len(self._run) < self._rules.run_tokens:
            return False
        # Hashes in the place of runs: that two runs of one thought share a hash does not happen in practice.
        run = hash(tuple(self._run))
        count = self._counts[run] = self._counts.get(run, 0) + 1
        if len(self._recent) == self._rules.window:
            self._repeated -= self._recent[0]
        self._recent.append(count >= self._rules.times)
        self._repeated += self._recent[-1]
        return len(self._recent) == self._rules.window and self._repeated >= self._needed

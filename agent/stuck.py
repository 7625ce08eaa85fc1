"""Is the model getting anywhere? Pure rules: a call without effect again and again, a turn without a call.

The words that the model is told stand here too. A nudge rides in a tool result, never in a message of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from agent.limits import Ending
from agent.thoughts import ThoughtRules

NUDGE_AT: Final = 3
END_AT: Final = 5
CONTINUES: Final = 3

NUDGE: Final = (
    "[You have made this same call {count} times with the same result. Doing it again will not help: "
    "look at the result once more and try something else.]"
)
NUDGE_CYCLE: Final = (
    "[You have gone through these same {period} calls {count} times with the same results. Going through them again will not "
    "help: look at the results once more and try something else.]"
)
CONTINUE: Final = (
    "Your reply holds no tool call, so nothing happened. Go on with the work by calling a tool; "
    "when it is done, call submit."
)
THOUGHT_NUDGE: Final = (
    "[Your thought went in circles: it wrote the same passages again and again. It was stopped, and nothing in it was carried "
    "out. Think no further along that line: decide with what you know, and call a tool.]"
)
CUT: Final = "[Your reply was cut off: it reached the most tokens that one reply may have. Keep replies shorter.]"


@dataclass(frozen=True, slots=True)
class LoopRules:
    """Rules of a run that not every model is held to.

    ``longest_period`` is how many calls a cycle may have to be seen as one; 1 sees the same call alone. ``final_gate`` shows the
    model its change, and the outcome of the check, when it submits for the first time. ``thought`` says when a thought repeats
    itself; None lets it.

    Raises:
        ValueError: the period is out of range.
    """

    longest_period: int = 1
    final_gate: bool = False
    thought: ThoughtRules | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.longest_period <= 8:
            raise ValueError(f"longest_period must be from 1 to 8, not {self.longest_period}")


@dataclass(frozen=True, slots=True)
class Repetition:
    """The last calls with their results, the newest last: as many as the rules need to look back.

    ``cycle`` is the shortest that they end in.
    """

    rules: LoopRules = LoopRules()
    recent: tuple[tuple[str, str], ...] = ()

    def after(self, call: str, result: str) -> Repetition:
        """The repetition after one more call."""
        length = END_AT * self.rules.longest_period
        return replace(self, recent=(*self.recent, (call, result))[-length:])

    @property
    def cycle(self) -> tuple[int, int]:
        """Period and count of the cycle that the calls end in; the same call alone has period 1."""
        for period in range(1, self.rules.longest_period + 1):
            count = self._count(period)
            if count >= NUDGE_AT:
                return period, count
        return 1, self._count(1)

    def _count(self, period: int) -> int:
        """How often the last ``period`` calls came in a row."""
        last, count = self.recent[-period:], 0
        while len(last) == period and self._piece(period, count) == last:
            count += 1
        return count

    def _piece(self, period: int, back: int) -> tuple[tuple[str, str], ...]:
        stop = len(self.recent) - back * period
        return self.recent[max(0, stop - period) : max(0, stop)]

    @property
    def nudge(self) -> str:
        """What to add to the tool result, once a row; mostly nothing."""
        period, count = self.cycle
        if count != NUDGE_AT:
            return ""
        return NUDGE.format(count=count) if period == 1 else NUDGE_CYCLE.format(period=period, count=count)

    @property
    def ending(self) -> Ending | None:
        """The ending, when the row is too long."""
        period, count = self.cycle
        if count < END_AT:
            return None
        if period == 1:
            return Ending("stuck", f"the same call gave the same result {count} times in a row")
        return Ending("stuck", f"the same {period} calls gave the same results {count} times in a row")


def repeated_thoughts(count: int) -> Ending | None:
    """The ending after ``count`` thoughts in a row that repeated themselves; None while there is a nudge left."""
    return Ending("stuck", f"{count} thoughts in a row repeated themselves") if count > 1 else None


def without_call(turns: int) -> Ending | None:
    """The ending after ``turns`` turns in a row without a call; None while the model may be told to go on."""
    if turns <= CONTINUES:
        return None
    return Ending("no_call", f"{turns} replies in a row held no tool call")

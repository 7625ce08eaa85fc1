"""Is the model getting anywhere? Pure rules: a call without effect again and again, a turn without a call.

The words that the model is told stand here too. A nudge rides in a tool result, never in a message of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from agent.limits import Ending

NUDGE_AT: Final = 3
END_AT: Final = 5
CONTINUES: Final = 3

NUDGE: Final = (
    "[You have made this same call {count} times with the same result. Doing it again will not help: "
    "look at the result once more and try something else.]"
)
CONTINUE: Final = (
    "Your reply holds no tool call, so nothing happened. Go on with the work by calling a tool; "
    "when it is done, call submit."
)
CUT: Final = "[Your reply was cut off: it reached the most tokens that one reply may have. Keep replies shorter.]"


@dataclass(frozen=True, slots=True)
class Repetition:
    """The last call with its result, and how often it came in a row."""

    call: str = ""
    result: str = ""
    count: int = 0

    def after(self, call: str, result: str) -> Repetition:
        """The repetition after one more call."""
        same = (call, result) == (self.call, self.result)
        return Repetition(call, result, self.count + 1 if same else 1)

    @property
    def nudge(self) -> str:
        """What to add to the tool result, once a row; mostly nothing."""
        return NUDGE.format(count=self.count) if self.count == NUDGE_AT else ""

    @property
    def ending(self) -> Ending | None:
        """The ending, when the row is too long."""
        if self.count < END_AT:
            return None
        return Ending("stuck", f"the same call gave the same result {self.count} times in a row")


def without_call(turns: int) -> Ending | None:
    """The ending after ``turns`` turns in a row without a call; None while the model may be told to go on."""
    if turns <= CONTINUES:
        return None
    return Ending("no_call", f"{turns} replies in a row held no tool call")

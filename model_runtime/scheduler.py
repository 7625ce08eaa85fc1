"""Who computes next: what sequences ask for, in the order in which it came, within a budget of rows, tokens and bytes.

Pure bookkeeping for ``engine.py``: no tensors, no threads, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["row", "logits", "alone"]
"""One token of a sequence, computed together with those of others; logits of one row, likewise; or anything else, by itself."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one step may do, and what all sequences together may hold.

    Attributes:
        rows: Sequences that advance by one token in a step; more take turns.
        tokens: Of what is computed by itself in a step, such as pieces of prefills, as many as begin within so many tokens.
        state_bytes: Of keys, values and matrices of all sequences. At least ``whole_bytes``.
        whole_bytes: Of the longest sequence that there can be.
    """

    rows: int
    tokens: int
    state_bytes: int
    whole_bytes: int

    def __post_init__(self) -> None:
        if self.rows < 1 or self.tokens < 1:
            raise ValueError("a step must be allowed a row and a token")
        if self.state_bytes < self.whole_bytes:
            raise ValueError(
                f"{self.state_bytes} bytes do not hold the state of one sequence, which takes up to {self.whole_bytes}"
            )


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """Something to be computed.

    Attributes:
        kind: How.
        sequence: Number of the sequence whose state grows by it; None if none does.
        state_bytes: What the sequence takes once it is done.
        tokens: How many are computed.
    """

    kind: Kind
    sequence: int | None = None
    state_bytes: int = 0
    tokens: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What is computed next: rows and logits of many sequences at once, all else one after the other."""

    rows: tuple[Request, ...] = ()
    logits: tuple[Request, ...] = ()
    alone: tuple[Request, ...] = ()

    @property
    def requests(self) -> tuple[Request, ...]:
        """All of it."""
        return (*self.rows, *self.logits, *self.alone)


@dataclass(slots=True)
class _Ledger:
    """Bytes of the sequences, the one that came first in front.

    The first always has room for as many tokens as there can be; the others share what is left. So there is always one that
    can go on, and when it has ended the next can: what they hold then never grows beyond the limit.
    """

    budget: Budget
    held: dict[int, int] = field(default_factory=dict)

    def grants(self, sequence: int, state_bytes: int) -> bool:
        if state_bytes <= self.held[sequence]:
            return True
        first = next(iter(self.held))
        if sequence == first:
            return True
        others = sum(held for number, held in self.held.items() if number not in (first, sequence))
        return others + state_bytes + self.budget.whole_bytes <= self.budget.state_bytes


class Scheduler:
    """Requests that wait, and what their sequences hold."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._ledger = _Ledger(budget)
        self._waiting: list[Request] = []

    @property
    def waiting(self) -> tuple[Request, ...]:
        """What waits, in the order in which it came."""
        return tuple(self._waiting)

    @property
    def state_bytes(self) -> int:
        """What all sequences hold."""
        return sum(self._ledger.held.values())

    def submit(self, request: Request) -> None:
        """Queue up. A sequence's place among those that want memory is that of its first request."""
        if request.sequence is not None:
            self._ledger.held.setdefault(request.sequence, 0)
        self._waiting.append(request)

    def withdraw(self, request: Request) -> bool:
        """Forget a request; False if it does not wait any more."""
        before = len(self._waiting)
        self._waiting = [each for each in self._waiting if each is not request]
        return len(self._waiting) < before

    def release(self, sequences: Iterable[int]) -> None:
        """These sequences are gone, with all that they held."""
        for sequence in sequences:
            self._ledger.held.pop(sequence, None)

    def next_step(self) -> Step:
        """Take what is computed next out of the queue; empty if nothing may run."""
        refused = self._without_room()
        rows: list[Request] = []
        logits: list[Request] = []
        alone: list[Request] = []
        tokens = 0
        for request in self._waiting:
            if request in refused:
                continue
            if request.kind == "row" and len(rows) < self._budget.rows:
                rows.append(request)
            elif request.kind == "logits":
                logits.append(request)
            elif request.kind == "alone" and tokens < self._budget.tokens:
                alone.append(request)
                tokens += request.tokens
        step = Step(tuple(rows), tuple(logits), tuple(alone))
        taken = set(step.requests)
        self._waiting = [request for request in self._waiting if request not in taken]
        return step

    def _without_room(self) -> set[Request]:
        """The requests that have to wait for memory. Those that are granted it hold it from now on.

        Sequences are asked by age, and whoever finds no room keeps those behind it from taking what it waits for.
        """
        growing = {request.sequence: request for request in self._waiting if request.sequence is not None}
        refused: set[Request] = set()
        for sequence in list(self._ledger.held):
            request = growing.get(sequence)
            if request is None or request.state_bytes <= self._ledger.held[sequence]:
                continue
            if refused or not self._ledger.grants(sequence, request.state_bytes):
                refused.add(request)
            else:
                self._ledger.held[sequence] = request.state_bytes
        return refused

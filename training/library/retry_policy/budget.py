"""Budgets that keep retries from making an outage worse."""
from dataclasses import dataclass


@dataclass
class RetryBudget:
    """Allows retries up to a share of the requests, plus a small reserve."""

    ratio: float = 0.1
    reserve: int = 3
    requests: int = 0
    retries: int = 0

    def record_request(self, count: int = 1) -> None:
        """Count first attempts, which earn the right to retry."""
        self.requests += count

    def allowance(self) -> int:
        """Number of retries allowed so far in all, rounded down."""
        return self.reserve + int(self.requests * self.ratio)

    def try_spend(self) -> bool:
        """Take one retry from the budget; False when it is used up."""
        if self.retries >= self.allowance():
            return False
        self.retries += 1
        return True

    def usage(self) -> float:
        """Used share of the allowance, 1.0 when nothing is allowed at all."""
        allowed = self.allowance()
        if allowed == 0:
            return 1.0
        return round(self.retries / allowed, 3)


class CircuitBreaker:
    """Closed while calls work; opens after too many failures in a row."""

    def __init__(self, threshold: int = 5, cooldown: float = 60):
        self.threshold = threshold
        self.cooldown = cooldown
        self.failures = 0
        self.opened_at = None

    def state(self, now: float) -> str:
        """'closed', 'open', or 'half-open' once the cooldown has passed."""
        if self.opened_at is None:
            return "closed"
        if now - self.opened_at >= self.cooldown:
            return "half-open"
        return "open"

    def success(self) -> None:
        """A call worked: close the circuit and forget the failures."""
        self.failures = 0
        self.opened_at = None

    def failure(self, now: float) -> None:
        """A call failed: open at the threshold, or again at once when half-open."""
        self.failures += 1
        if self.failures >= self.threshold or self.state(now) == "half-open":
            self.opened_at = now

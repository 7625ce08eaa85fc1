"""Deciding whether and when a failed call is tried again."""
from backoff import equal_jitter, exponential_delay

RETRYABLE_STATUS = {408, 429, 500, 502, 503, 504}
SAFE_METHODS = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}


def is_retryable(status: int, method: str = "GET") -> bool:
    """True if a response may be retried.

    429 was never processed, so it may be retried with any method; other temporary
    failures only with methods that are safe to repeat.
    """
    if status not in RETRYABLE_STATUS:
        return False
    return status == 429 or method.strip().upper() in SAFE_METHODS


def retry_after_seconds(header: str | None, limit: float = 120) -> float | None:
    """Seconds of a Retry-After header, at most the limit; None if absent or not a number."""
    if header is None or not header.strip().isdigit():
        return None
    return min(limit, int(header.strip()))


def schedule(attempts: int, base: float, cap: float) -> list[float]:
    """Delays between the given number of attempts, so one fewer than attempts."""
    return [exponential_delay(attempt, base, cap) for attempt in range(1, attempts)]


def attempts_within(deadline: float, base: float, cap: float, call_time: float = 0) -> int:
    """How many attempts can start before or at the deadline.

    Each attempt takes `call_time` seconds and is followed by its delay. The first
    starts at 0.
    """
    started, clock = 0, 0.0
    while clock <= deadline:
        started += 1
        clock += call_time + exponential_delay(started, base, cap)
    return started


class RetryPolicy:
    """Limits on attempts and on the total time spent waiting."""

    def __init__(self, max_attempts: int = 4, max_wait: float = 60, base: float = 1):
        if max_attempts < 1:
            raise ValueError("at least one attempt is needed")
        self.max_attempts = max_attempts
        self.max_wait = max_wait
        self.base = base
        self.waited = 0

    def next_delay(self, attempt: int, draw: float, header: str | None = None) -> float | None:
        """Delay after the given failed attempt, None to give up.

        The server's Retry-After header replaces the jittered backoff. Gives up after
        the last attempt, or when the wait would take the total above max_wait.
        """
        if attempt >= self.max_attempts:
            return None
        delay = retry_after_seconds(header)
        if delay is None:
            delay = equal_jitter(exponential_delay(attempt, self.base), draw)
        if self.waited + delay > self.max_wait:
            return None
        self.waited += delay
        return delay

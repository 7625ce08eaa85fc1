"""Delays between attempts, in seconds. Attempts are numbered from 1."""

DEFAULT_BASE = 0.5
DEFAULT_CAP = 30.0
MILLIS_PER_SECOND = 1000


def constant_delay(attempt: int, delay: float = 1.0) -> float:
    """The same delay after every attempt, but none before the first one (attempt 0)."""
    return delay if attempt > 0 else 0.0


def linear_delay(attempt: int, step: float, cap: float = DEFAULT_CAP) -> float:
    """Delay that grows by `step` with each attempt, up to the cap."""
    return min(cap, step * attempt)


def exponential_delay(attempt: int, base: float = DEFAULT_BASE, cap: float = DEFAULT_CAP,
                      factor: float = 2) -> float:
    """Base delay after the first attempt, multiplied by `factor` after each further one.

    Raises ValueError for an attempt below 1.
    """
    if attempt < 1:
        raise ValueError("attempts are numbered from 1")
    return min(cap, base * factor ** (attempt - 1))


def fibonacci_delay(attempt: int, unit: float = 1.0) -> float:
    """Delays that follow 1, 1, 2, 3, 5, 8 ... times the unit."""
    previous, current = 0, 1
    for _ in range(attempt - 1):
        previous, current = current, previous + current
    return current * unit


def full_jitter(delay: float, draw: float) -> float:
    """Scale a delay by a random draw from [0, 1) that the caller supplies."""
    if not 0 <= draw < 1:
        raise ValueError("draw must be in [0, 1)")
    return delay * draw


def equal_jitter(delay: float, draw: float) -> float:
    """Keep half of the delay and scale only the other half by the draw."""
    half = delay / 2
    return half + full_jitter(half, draw)


def decorrelated_jitter(last_delay: float, draw: float, base: float = DEFAULT_BASE,
                        cap: float = DEFAULT_CAP) -> float:
    """Delay between the base and three times the last delay, at most the cap."""
    upper = max(base, last_delay * 3)
    return min(cap, base + (upper - base) * draw)


def parse_delay(text: str) -> float:
    """Seconds from '250ms', '1.5s', '2m' or a bare number of seconds."""
    text = text.strip().lower()
    if text.endswith("ms"):
        return float(text[:-2]) / MILLIS_PER_SECOND
    if text.endswith("s"):
        return float(text[:-1])
    if text.endswith("m"):
        return float(text[:-1]) * 60
    return float(text)

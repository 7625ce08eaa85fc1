"""Fixed and sliding window counters."""
from collections import deque

UNIT_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def parse_limit(text):
    """Parse '100/minute' or '5 per 10 seconds' into (count, window in seconds)."""
    text = text.strip().lower().replace(" per ", "/")
    count, slash, period = text.partition("/")
    if not slash:
        raise ValueError(f"not a limit: {text}")
    words = period.split()
    multiple = int(words[0]) if len(words) == 2 else 1
    unit = words[-1].removesuffix("s")
    if unit not in UNIT_SECONDS:
        raise ValueError(f"unknown unit: {unit}")
    return int(count), multiple * UNIT_SECONDS[unit]


def window_start(now, length):
    """Start of the fixed window that contains `now`; windows start at multiples of length."""
    return now - now % length


class FixedWindow:
    """Allows `limit` hits in each window of `length` seconds."""

    def __init__(self, limit, length):
        self.limit = limit
        self.length = length
        self.current = None
        self.hits = 0

    def hit(self, now):
        """Record a hit and return True; hits over the limit are refused, not counted."""
        start = window_start(now, self.length)
        if start != self.current:
            self.current = start
            self.hits = 0
        if self.hits >= self.limit:
            return False
        self.hits += 1
        return True

    def resets_in(self, now):
        """Seconds until the next window opens."""
        return window_start(now, self.length) + self.length - now


class SlidingLog:
    """Allows `limit` hits within any `length` seconds, exact to the hit."""

    def __init__(self, limit, length):
        self.limit = limit
        self.length = length
        self.times = deque()

    def expire(self, now):
        """Forget hits that are `length` seconds old or older."""
        while self.times and now - self.times[0] >= self.length:
            self.times.popleft()

    def hit(self, now):
        """Record a hit if there is room in the window."""
        self.expire(now)
        if len(self.times) >= self.limit:
            return False
        self.times.append(now)
        return True

    def remaining(self, now):
        """Number of hits that are still allowed right now."""
        self.expire(now)
        return self.limit - len(self.times)

    def retry_after(self, now):
        """Seconds until a hit is allowed again, 0 if one is allowed now."""
        if self.remaining(now) > 0:
            return 0
        return self.times[0] + self.length - now


def weighted_count(previous, current, elapsed, length):
    """Sliding estimate: the previous window counts by the share that still overlaps."""
    overlap = (length - elapsed) / length
    return current + previous * overlap

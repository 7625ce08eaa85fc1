"""Token buckets. Times are seconds and are always given by the caller."""


class TokenBucket:
    """A bucket that holds up to `capacity` tokens and refills at `rate` tokens per second."""

    def __init__(self, capacity, rate, now=0.0):
        if capacity <= 0 or rate <= 0:
            raise ValueError("capacity and rate must be positive")
        self.capacity = capacity
        self.rate = rate
        self.tokens = capacity
        self.updated = now

    def refill(self, now):
        """Add the tokens earned since the last update; a clock that runs back adds none."""
        elapsed = max(0, now - self.updated)
        self.tokens = min(self.capacity, self.tokens + elapsed * self.rate)
        self.updated = max(self.updated, now)

    def allow(self, now, cost=1):
        """Spend `cost` tokens and return True, or spend nothing and return False."""
        self.refill(now)
        if cost > self.tokens:
            return False
        self.tokens -= cost
        return True

    def wait_time(self, now, cost=1):
        """Seconds until `cost` tokens are there, 0 if they are there already.

        Returns None if the bucket can never hold so many tokens.
        """
        if cost > self.capacity:
            return None
        self.refill(now)
        missing = cost - self.tokens
        return max(0, missing / self.rate)

    def fill_level(self, now):
        """Share of the capacity that is filled, from 0 to 1, with two decimals."""
        self.refill(now)
        return round(self.tokens / self.capacity, 2)


class LeakyBucket:
    """A queue that drains at a fixed rate; water above the size overflows."""

    def __init__(self, size, leak_per_second):
        self.size = size
        self.leak_per_second = leak_per_second
        self.level = 0
        self.last_drop = 0

    def drain(self, now):
        """Lower the level by what has leaked out since the last drop."""
        leaked = (now - self.last_drop) * self.leak_per_second
        self.level = max(0, self.level - leaked)
        self.last_drop = now

    def pour(self, now, amount=1):
        """Add an amount if it fits, up to exactly the size; False on overflow."""
        self.drain(now)
        if self.level + amount > self.size:
            return False
        self.level += amount
        return True

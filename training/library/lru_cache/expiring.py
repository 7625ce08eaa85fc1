"""Cache entries with a time to live; the caller passes the time in seconds."""

DEFAULT_TTL = 60


class ExpiringCache:
    """Values that can be read until their time to live has passed.

    An entry stored at time t with a ttl of 10 is fresh before t + 10 and expired from then on.
    """

    def __init__(self, ttl=DEFAULT_TTL):
        self.ttl = ttl
        self._values = {}
        self._deadlines = {}

    def store(self, key, value, now, ttl=None):
        """Keep a value for its own ttl, or for the default ttl of the cache."""
        lifetime = self.ttl if ttl is None else ttl
        if lifetime <= 0:
            raise ValueError("ttl must be positive")
        self._values[key] = value
        self._deadlines[key] = now + lifetime

    def is_fresh(self, key, now):
        """True while the entry exists and has not expired."""
        return key in self._deadlines and now < self._deadlines[key]

    def fetch(self, key, now, default=None):
        """Return a fresh value; an expired one is removed and the default returned."""
        if self.is_fresh(key, now):
            return self._values[key]
        self._remove(key)
        return default

    def remaining(self, key, now):
        """Seconds until the entry expires, never below 0."""
        if key not in self._deadlines:
            return 0
        return max(0, self._deadlines[key] - now)

    def touch(self, key, now):
        """Restart the default ttl of a fresh entry; False when there is none."""
        if not self.is_fresh(key, now):
            return False
        self._deadlines[key] = now + self.ttl
        return True

    def purge(self, now):
        """Remove all expired entries and return how many there were."""
        expired = [key for key, deadline in self._deadlines.items() if deadline <= now]
        for key in expired:
            self._remove(key)
        return len(expired)

    def size(self):
        """Stored entries, expired ones included until they are purged."""
        return len(self._values)

    def _remove(self, key):
        self._values.pop(key, None)
        self._deadlines.pop(key, None)

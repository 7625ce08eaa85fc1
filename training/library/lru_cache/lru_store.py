"""A cache that drops the least recently used entry when it is full."""

from collections import OrderedDict

from hit_stats import HitStats


class LruCache:
    """Cache with a fixed capacity; the oldest entry stands first."""

    def __init__(self, capacity=8):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.stats = HitStats()
        self._entries = OrderedDict()

    def get(self, key, default=None):
        """Return the cached value and make it the most recent one."""
        if key not in self._entries:
            self.stats.misses += 1
            return default
        self.stats.hits += 1
        self._entries.move_to_end(key)
        return self._entries[key]

    def peek(self, key, default=None):
        """Like get, but neither the order nor the statistics change."""
        return self._entries.get(key, default)

    def put(self, key, value):
        """Store a value as the most recent one; returns the evicted key or None."""
        if key in self._entries:
            self._entries.move_to_end(key)
        self._entries[key] = value
        if len(self._entries) <= self.capacity:
            return None
        evicted, _ = self._entries.popitem(last=False)
        self.stats.evictions += 1
        return evicted

    def discard(self, key):
        """Remove the key; True when it was cached."""
        if key not in self._entries:
            return False
        del self._entries[key]
        return True

    def keys(self):
        """Keys from the least to the most recently used."""
        return list(self._entries)

    def resize(self, capacity):
        """Change the capacity; returns the keys evicted because of it, oldest first."""
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        evicted = []
        while len(self._entries) > capacity:
            key, _ = self._entries.popitem(last=False)
            evicted.append(key)
        self.stats.evictions += len(evicted)
        return evicted

    def free_slots(self):
        """How many entries still fit without an eviction."""
        return self.capacity - len(self._entries)

from dataclasses import dataclass


@dataclass
class HitStats:
    hits: int = 0
    misses: int = 0
    evictions: int = 0

    def lookups(self):
        """All lookups, successful or not."""
        return self.hits + self.misses

    def hit_rate(self):
        """Share of lookups that were hits, 0.0 to 1.0; 0.0 before the first lookup."""
        if self.lookups() == 0:
            return 0.0
        return self.hits / self.lookups()

    def report(self):
        """One line such as '3 of 4 hits (75%), 1 evicted'."""
        percent = round(self.hit_rate() * 100)
        return f"{self.hits} of {self.lookups()} hits ({percent}%), {self.evictions} evicted"

    def merge(self, other):
        """Add the counters of another cache to this one."""
        self.hits += other.hits
        self.misses += other.misses
        self.evictions += other.evictions

    def reset(self):
        self.hits = 0
        self.misses = 0
        self.evictions = 0


def grade(stats, good=0.8, fair=0.5):
    """Judge the hit rate: 'good' from 0.8 on, 'fair' from 0.5 on, otherwise 'poor'."""
    rate = stats.hit_rate()
    if rate >= good:
        return "good"
    if rate >= fair:
        return "fair"
    return "poor"

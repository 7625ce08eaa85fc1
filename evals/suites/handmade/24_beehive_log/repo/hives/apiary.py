from collections import defaultdict
from datetime import timedelta

MITE_LIMIT = 9
QUEEN_DAYS = 21


class Apiary:
    def __init__(self, records):
        self._records = defaultdict(list)
        for record in sorted(records, key=lambda r: r.day):
            self._records[record.hive].append(record)

    @property
    def hives(self):
        return sorted(self._records)

    def records(self, hive):
        if hive not in self._records:
            raise LookupError(f"no hive called {hive}")
        return list(self._records[hive])

    def latest(self, hive, field):
        """The newest value noted for a field (None if it never was)."""
        for record in reversed(self.records(hive)):
            value = getattr(record, field)
            if value:
                return value
        return None

    def last_queen(self, hive):
        days = [r.day for r in self.records(hive) if r.queen_seen]
        return days[-1] if days else None

    def gain(self, hive):
        """Kilograms gained from the first weighing to the last."""
        weights = [r.weight_kg for r in self.records(hive) if r.weight_kg is not None]
        return weights[-1] - weights[0] if len(weights) > 1 else 0.0

    def to_treat(self):
        """Hives whose newest mite count is over the limit."""
        out = []
        for hive in self.hives:
            mites = self.latest(hive, "mites")
            if mites is not None and mites > MITE_LIMIT:
                out.append(hive)
        return out

    def maybe_queenless(self, today):
        """No queen seen for three weeks, and no brood in the newest count."""
        out = []
        for hive in self.hives:
            seen = self.last_queen(hive)
            if seen is not None and today - seen <= timedelta(days=QUEEN_DAYS):
                continue
            if self.latest(hive, "frames_of_brood") == 0:
                out.append(hive)
        return out

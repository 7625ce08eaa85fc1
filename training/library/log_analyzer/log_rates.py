"""Rates, gaps and bursts of log entries (times in seconds)."""
from log_levels import at_least
from log_lines import elapsed_seconds, parse_log

SECONDS_PER_MINUTE = 60


def entries_per_minute(text: str) -> float:
    """Return the average entries per minute between the first and last entry.

    A log shorter than one minute is counted as one full minute.
    """
    entries = parse_log(text)
    if not entries:
        return 0.0
    span = max(elapsed_seconds(entries[0], entries[-1]), SECONDS_PER_MINUTE)
    return round(len(entries) * SECONDS_PER_MINUTE / span, 2)


def error_share(text: str) -> float:
    """Return the percentage of entries that are errors or worse, with one decimal."""
    entries = parse_log(text)
    if not entries:
        return 0.0
    return round(100 * len(at_least(entries, "ERROR")) / len(entries), 1)


def longest_gap(text: str) -> int:
    """Return the longest silence between two neighbouring entries, in seconds."""
    entries = parse_log(text)
    gaps = [elapsed_seconds(before, after) for before, after in zip(entries, entries[1:])]
    return max(gaps, default=0)


def busiest_minute(text: str) -> str | None:
    """Return the 'HH:MM' with the most entries; the earliest one wins a tie."""
    counts: dict[int, int] = {}
    for entry in parse_log(text):
        minute = entry.second // SECONDS_PER_MINUTE
        counts[minute] = counts.get(minute, 0) + 1
    if not counts:
        return None
    best = min(counts, key=lambda minute: (-counts[minute], minute))
    return f"{best // 60:02d}:{best % 60:02d}"


def mean_duration(text: str) -> float | None:
    """Return the mean of the durations found in the messages, in milliseconds."""
    durations = [entry.duration_ms() for entry in parse_log(text)]
    known = [duration for duration in durations if duration is not None]
    return round(sum(known) / len(known), 1) if known else None


class BurstDetector:
    """Raise an alarm when too many events fall into a sliding time window."""

    def __init__(self, limit: int = 3, window: int = 10):
        self.limit = limit
        self.window = window
        self.recent: list[int] = []
        self.alarms = 0

    def add(self, second: int) -> bool:
        """Record an event; return True when more than limit events lie in the window.

        An event exactly window seconds old no longer counts. The alarm clears the window.
        """
        self.recent = [past for past in self.recent if second - past < self.window]
        self.recent.append(second)
        if len(self.recent) > self.limit:
            self.alarms += 1
            self.recent = []
            return True
        return False

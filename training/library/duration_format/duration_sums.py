from duration_parse import MINUTE, parse_any
from humanise import compact_text


def total_duration(texts):
    """Return the sum of durations in compact notation; blank entries are skipped."""
    return compact_text(sum(parse_any(text) for text in texts if text.strip()))


def average_seconds(texts):
    """Return the mean duration in seconds, or None without entries."""
    if not texts:
        return None
    return sum(parse_any(text) for text in texts) / len(texts)


def round_up_to_step(seconds, step=15 * MINUTE):
    """Round up to whole steps, as for billing; exact multiples stay as they are."""
    if step <= 0:
        raise ValueError("step must be positive")
    return -(-seconds // step) * step


def round_nearest(seconds, step=MINUTE):
    """Round to the nearest whole step, halves upwards."""
    return (seconds + step // 2) // step * step


def remaining(planned, spent):
    """Return the compact time left of a plan after the spent entries, never negative."""
    left = parse_any(planned) - sum(parse_any(entry) for entry in spent)
    return compact_text(max(left, 0))


class LapTimer:
    """Keeps lap times from split times in seconds since the start."""

    def __init__(self):
        self.splits = []

    def split(self, seconds):
        """Record a split; it must be later than the one before. Returns the lap time."""
        previous = self.splits[-1] if self.splits else 0
        if seconds <= previous:
            raise ValueError("split times must increase")
        self.splits.append(seconds)
        return seconds - previous

    def laps(self):
        """Return the time of each lap."""
        starts = [0] + self.splits[:-1]
        return [end - start for start, end in zip(starts, self.splits)]

    def fastest_lap(self):
        """Return the number (from 1) of the fastest lap, the first one in a tie."""
        laps = self.laps()
        if not laps:
            return None
        return laps.index(min(laps)) + 1

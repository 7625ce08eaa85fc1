"""Limits, alarm states and summaries."""

from smoothing import is_stuck

LIMITS = {
    "temperature": (5, 35),
    "humidity": (30, 70),
    "co2": (0, 1200),
}


def check_limits(kind, value):
    """'low' below the lower limit, 'high' above the upper one, otherwise 'ok'."""
    lower, upper = LIMITS[kind.strip().lower()]
    if value < lower:
        return "low"
    if value > upper:
        return "high"
    return "ok"


def co2_quality(ppm):
    """Air quality: good below 800, fair below 1200, poor below 2000, then critical."""
    for bound, label in ((800, "good"), (1200, "fair"), (2000, "poor")):
        if ppm < bound:
            return label
    return "critical"


class Alarm:
    """Rises after several readings above the threshold in a row.

    It falls as soon as a reading is at or below the threshold minus the hysteresis.
    """

    def __init__(self, threshold, needed=3, hysteresis=0):
        self.threshold = threshold
        self.needed = needed
        self.hysteresis = hysteresis
        self.active = False
        self._streak = 0

    def update(self, value):
        """Take in a reading and return whether the alarm is active."""
        if value > self.threshold:
            self._streak += 1
        else:
            self._streak = 0
        if self._streak >= self.needed:
            self.active = True
        elif self.active and value <= self.threshold - self.hysteresis:
            self.active = False
        return self.active


def longest_excess(values, threshold):
    """Length of the longest run of values above the threshold."""
    longest = current = 0
    for value in values:
        current = current + 1 if value > threshold else 0
        longest = max(longest, current)
    return longest


def summarize(kind, values):
    """Dict with min, max and the number of values outside the limits; {} without values."""
    if not values:
        return {}
    outside = sum(1 for value in values if check_limits(kind, value) != "ok")
    return {"min": min(values), "max": max(values), "outside": outside}


def health(values, last_seen, now, timeout=300):
    """State of a sensor: 'offline' when silent for longer than the timeout in seconds,
    'stuck' when its last five values are equal, otherwise 'ok'.
    """
    if now - last_seen > timeout:
        return "offline"
    return "stuck" if is_stuck(values) else "ok"

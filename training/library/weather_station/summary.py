"""Summaries of station readings."""
import math
from dataclasses import dataclass, field

from conversions import beaufort, compass_point

GROWTH_BASE = 10
HEATING_BASE = 18


def parse_observation(line):
    """Parse 'T=12.5 H=80 W=14' into a dict with lower case names; '-' means no value."""
    reading = {}
    for part in line.split():
        name, _, value = part.partition("=")
        reading[name.lower()] = None if value == "-" else float(value)
    return reading


def mean_direction(degrees):
    """Mean of wind directions on the circle in whole degrees, None if they cancel out."""
    east = sum(math.sin(math.radians(angle)) for angle in degrees)
    north = sum(math.cos(math.radians(angle)) for angle in degrees)
    if math.hypot(east, north) < 1e-9:
        return None
    return round(math.degrees(math.atan2(east, north))) % 360


def trend(values, tolerance=1):
    """'rising', 'falling' or 'steady', from the last against the first value."""
    if len(values) < 2:
        return "steady"
    change = values[-1] - values[0]
    if abs(change) <= tolerance:
        return "steady"
    return "rising" if change > 0 else "falling"


def heating_degree_days(daily_means, base=HEATING_BASE):
    """Heating degree days: the sum of how far each day's mean stays below the base."""
    return round(sum(max(0, base - mean) for mean in daily_means), 1)


def growing_days(lows_highs, base=GROWTH_BASE):
    """Growing degree days of (low, high) pairs: mean of both minus base, at least 0 a day."""
    return sum(max(0, (low + high) / 2 - base) for low, high in lows_highs)


def longest_dry_spell(daily_rain, threshold=0.2):
    """Most days in a row with less rain than the threshold in mm."""
    longest = current = 0
    for rain in daily_rain:
        current = current + 1 if rain < threshold else 0
        longest = max(longest, current)
    return longest


def wind_report(kmh, degrees):
    """Report such as 'SW 4'; below force 1 it is 'calm'."""
    force = beaufort(kmh)
    if force == 0:
        return "calm"
    return f"{compass_point(degrees)} {force}"


@dataclass
class DaySummary:
    """Collects temperatures and rain of a single day."""

    temperatures: list = field(default_factory=list)
    rain: float = 0.0
    gaps: int = 0

    def add(self, temperature, rain=0.0):
        """Add a reading; a missing temperature is counted as a gap."""
        if temperature is None:
            self.gaps += 1
        else:
            self.temperatures.append(temperature)
        self.rain = round(self.rain + rain, 1)

    def spread(self):
        """Difference between the highest and the lowest temperature, None without any."""
        if not self.temperatures:
            return None
        return round(max(self.temperatures) - min(self.temperatures), 1)

    def kind(self):
        """Kind of day by its temperatures, None without any.

        'ice' if it never got above 0, 'frost' if it fell below 0, 'summer' from 25,
        otherwise 'normal'.
        """
        if not self.temperatures:
            return None
        if max(self.temperatures) <= 0:
            return "ice"
        if min(self.temperatures) < 0:
            return "frost"
        return "summer" if max(self.temperatures) >= 25 else "normal"

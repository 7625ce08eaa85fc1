"""Heart rate zones and training load."""
from statistics import mean

ZONE_FLOORS = [50, 60, 70, 80, 90]
ZONE_NAMES = ["rest", "warm-up", "easy", "aerobic", "threshold", "maximum"]


def max_heart_rate(age):
    """Estimated maximum heart rate by Tanaka's formula, in whole beats per minute."""
    return round(208 - 0.7 * age)


def zone(bpm, maximum):
    """Zone 0 to 5 of a heart rate; zone 1 starts at 50 percent of the maximum, inclusive."""
    percent = 100 * bpm / maximum
    return sum(1 for floor in ZONE_FLOORS if percent >= floor)


def zone_name(bpm, maximum):
    """Name of the zone of a heart rate."""
    return ZONE_NAMES[zone(bpm, maximum)]


def time_in_zones(samples, maximum, seconds_per_sample=1):
    """Seconds spent in every zone that occurs, as {zone: seconds} sorted by zone."""
    spent = {}
    for bpm in samples:
        level = zone(bpm, maximum)
        spent[level] = spent.get(level, 0) + seconds_per_sample
    return dict(sorted(spent.items()))


def target_rate(resting, maximum, percent):
    """Heart rate at a percentage of the heart rate reserve (Karvonen)."""
    return round(resting + (maximum - resting) * percent / 100)


def recovery(peak, after_minute):
    """Rating of the drop in the first minute: 'poor' below 12, 'good' from 25, else 'fair'."""
    drop = peak - after_minute
    if drop < 12:
        return "poor"
    return "good" if drop >= 25 else "fair"


def smooth(samples, width=3):
    """Moving average over the last `width` samples, fewer at the start, with one decimal."""
    return [
        round(mean(samples[max(0, end - width):end]), 1)
        for end in range(1, len(samples) + 1)
    ]


def training_load(zone_seconds):
    """Load points: minutes in each zone times the zone's number."""
    return round(sum(level * seconds / 60 for level, seconds in zone_seconds.items()))

"""Raw scores, percentages and simple class statistics."""
from statistics import mean, median


def percentage(points, maximum):
    """Points as a percentage of the maximum, with one decimal; bonus points may exceed 100."""
    if maximum <= 0:
        raise ValueError("maximum must be positive")
    return round(100 * points / maximum, 1)


def parse_score(text):
    """Read a score such as '17/20', '85%' or 'absent' (None) as a percentage."""
    value = text.strip().lower()
    if value in ("absent", "-", ""):
        return None
    if value.endswith("%"):
        return float(value[:-1])
    points, maximum = value.split("/")
    return percentage(float(points), float(maximum))


def drop_lowest(scores, count=1):
    """Scores in their old order without the lowest ones; at least one score is kept."""
    count = min(count, len(scores) - 1)
    kept = list(scores)
    for _ in range(count):
        kept.remove(min(kept))
    return kept


def class_average(scores):
    """Mean of all scores except those of absent pupils (None); None if nobody was there."""
    present = [score for score in scores if score is not None]
    if not present:
        return None
    return round(mean(present), 1)


def curve(scores, target=75):
    """Add the same number of points to all scores so that the median is at the target.

    Scores are never lowered and never exceed 100.
    """
    shift = max(target - median(scores), 0)
    return [min(score + shift, 100) for score in scores]


def ranks(scores):
    """Competition ranks by name: equal scores share a rank and the next one is skipped."""
    result = {}
    for name, score in scores.items():
        result[name] = 1 + sum(1 for other in scores.values() if other > score)
    return result


def late_penalty(score, days_late, per_day=10):
    """Subtract percentage points for each day, up to five days; later work gets 0."""
    if days_late > 5:
        return 0
    return max(score - per_day * days_late, 0)

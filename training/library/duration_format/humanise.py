"""Write durations, given in seconds, for people."""
from duration_parse import DAY, HOUR, MINUTE, WEEK

NAMED_UNITS = [("week", WEEK), ("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", 1)]


def break_down(seconds):
    """Return (unit name, count) pairs from weeks to seconds, without those that are zero."""
    rest = abs(seconds)
    pairs = []
    for name, size in NAMED_UNITS:
        count, rest = divmod(rest, size)
        if count:
            pairs.append((name, count))
    return pairs


def compact_text(seconds):
    """Return the shortest notation that duration_seconds reads: '1h30m', '0s', '-2d'."""
    if seconds == 0:
        return "0s"
    sign = "-" if seconds < 0 else ""
    return sign + "".join(f"{count}{name[0]}" for name, count in break_down(seconds))


def count_unit(count, name):
    """Return '1 hour' or '3 hours'."""
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def in_words(seconds, max_parts=2):
    """Return a text such as '2 hours and 5 minutes', cut off after max_parts units."""
    parts = [count_unit(count, name) for name, count in break_down(seconds)][:max_parts]
    if not parts:
        return "0 seconds"
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def colon_text(seconds):
    """Return 'M:SS' below one hour and 'H:MM:SS' from one hour on."""
    minutes, second = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{second:02d}"
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}"


def time_ago(seconds):
    """Describe how long ago something was: 'just now' below 45 seconds, then the largest unit.

    Negative values lie in the future and read 'in 3 days'.
    """
    if abs(seconds) < 45:
        return "just now"
    name, count = break_down(seconds)[0]
    text = count_unit(count, name)
    return f"in {text}" if seconds < 0 else f"{text} ago"


def decimal_hours(seconds, digits=2):
    """Return the duration in hours as a rounded decimal number."""
    return round(seconds / HOUR, digits)

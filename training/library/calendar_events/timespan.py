"""Clock times as minutes since midnight, and spans between them."""

MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR


def parse_clock(text: str) -> int:
    """Convert '14:05' or '2:05 pm' to minutes since midnight.

    12 am is midnight and 12 pm is noon. Raises ValueError for impossible times.
    """
    text = text.strip().lower()
    suffix = ""
    if text.endswith(("am", "pm")):
        text, suffix = text[:-2].strip(), text[-2:]
    hour_part, _, minute_part = text.partition(":")
    hour, minute = int(hour_part), int(minute_part or 0)
    if suffix:
        if not 1 <= hour <= 12:
            raise ValueError(f"bad hour for a 12-hour clock: {hour}")
        hour = hour % 12 + (12 if suffix == "pm" else 0)
    if not 0 <= hour < 24 or not 0 <= minute < 60:
        raise ValueError(f"no such time: {hour}:{minute:02d}")
    return hour * MINUTES_PER_HOUR + minute


def format_clock(minutes: int) -> str:
    """Format minutes since midnight as 'HH:MM', wrapping around after midnight."""
    hour, minute = divmod(minutes % MINUTES_PER_DAY, MINUTES_PER_HOUR)
    return f"{hour:02d}:{minute:02d}"


def span_minutes(start: int, end: int) -> int:
    """Length of a span in minutes; an end before the start is on the next day."""
    if end < start:
        end += MINUTES_PER_DAY
    return end - start


def spans_overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """True if two (start, end) spans share time; spans that only touch do not."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared > 0


def describe_length(minutes: int) -> str:
    """Human readable length such as '1h 30m', '45m' or '2h'."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    if hours == 0:
        return f"{rest}m"
    if rest == 0:
        return f"{hours}h"
    return f"{hours}h {rest}m"

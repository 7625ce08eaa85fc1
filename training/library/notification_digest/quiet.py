"""Quiet hours. Times are minutes since the start of day 0."""

DAY = 24 * 60


def minute_of_day(moment: int) -> int:
    """Minute within the day of a moment, 0 to 1439."""
    return moment % DAY


def parse_quiet_hours(text: str) -> tuple[int, int]:
    """Parse '22:00-07:30' into a pair of minutes of the day."""
    begin, dash, finish = text.partition("-")
    if not dash:
        raise ValueError("quiet hours need a start and an end")
    bounds = []
    for part in (begin, finish):
        hours, minutes = part.strip().split(":")
        bounds.append(int(hours) * 60 + int(minutes))
    return bounds[0], bounds[1]


def is_quiet(moment: int, start: int, end: int) -> bool:
    """True from start up to, not including, end; the hours may span midnight.

    Equal start and end mean that there are no quiet hours.
    """
    now = minute_of_day(moment)
    if start <= end:
        return start <= now < end
    return now >= start or now < end


def next_allowed(moment: int, start: int, end: int) -> int:
    """The moment itself outside quiet hours, otherwise the moment at which they end."""
    if not is_quiet(moment, start, end):
        return moment
    wait = (end - minute_of_day(moment)) % DAY
    return moment + wait


def quiet_length(start: int, end: int) -> int:
    """Number of quiet minutes per day."""
    return (end - start) % DAY

"""Expanding repeating events into dates."""
import calendar
from datetime import date, timedelta

WEEKDAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def parse_weekdays(text: str) -> list[int]:
    """Weekday numbers (Monday is 0) from a list such as 'Fri, mon', sorted, no repeats."""
    found = set()
    for part in text.split(","):
        name = part.strip().lower()[:3]
        if not name:
            continue
        if name not in WEEKDAY_NAMES:
            raise ValueError(f"unknown weekday: {part.strip()}")
        found.add(WEEKDAY_NAMES.index(name))
    return sorted(found)


def daily_dates(first: date, count: int, every: int = 1) -> list[str]:
    """ISO dates of `count` occurrences, `every` days apart."""
    if every < 1:
        raise ValueError("interval must be at least one day")
    return [(first + timedelta(days=every * n)).isoformat() for n in range(count)]


def weekly_dates(first: date, last: date, weekdays: list[int]) -> list[str]:
    """ISO dates from first to last, both inclusive, that fall on one of the weekdays."""
    dates = []
    day = first
    while day <= last:
        if day.weekday() in weekdays:
            dates.append(day.isoformat())
        day += timedelta(days=1)
    return dates


def shift_months(day: date, months: int) -> date:
    """Shift a date by months, falling back to the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last_day = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last_day))


def monthly_dates(first: date, count: int) -> list[str]:
    """ISO dates of a monthly event; each is counted from the first date."""
    return [shift_months(first, n).isoformat() for n in range(count)]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (1 = first) given weekday of a month, None if the month has fewer."""
    offset = (weekday - date(year, month, 1).weekday()) % 7
    day = 1 + offset + (nth - 1) * 7
    if day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)

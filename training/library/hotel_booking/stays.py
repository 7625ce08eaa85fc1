"""Dates and nights of a hotel stay."""
from __future__ import annotations

from datetime import date, timedelta

MAX_NIGHTS = 28


def parse_day(text: str) -> date:
    """Read an ISO date such as '2024-07-01'; surrounding blanks are allowed."""
    return date.fromisoformat(text.strip())


def nights_between(arrival: str, departure: str) -> int:
    """Number of nights of a stay, from 1 up to and including MAX_NIGHTS."""
    nights = (parse_day(departure) - parse_day(arrival)).days
    if nights < 1:
        raise ValueError("departure must be after arrival")
    if nights > MAX_NIGHTS:
        raise ValueError(f"stays are limited to {MAX_NIGHTS} nights")
    return nights


def night_dates(arrival: str, departure: str) -> list[str]:
    """The dates of all nights of a stay; the day of departure is not one of them."""
    first = parse_day(arrival)
    count = nights_between(arrival, departure)
    return [(first + timedelta(days=n)).isoformat() for n in range(count)]


def is_weekend_night(day: str) -> bool:
    """Friday and Saturday nights are weekend nights."""
    return parse_day(day).weekday() in (4, 5)


def stays_overlap(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two (arrival, departure) stays need the same night.

    A guest may arrive on the day another one departs.
    """
    start_a, end_a = map(parse_day, first)
    start_b, end_b = map(parse_day, second)
    return start_a < end_b and start_b < end_a


def days_until_arrival(today: str, arrival: str) -> int:
    """Full days left before the arrival; 0 when the arrival day has come or is past."""
    return max(0, (parse_day(arrival) - parse_day(today)).days)

"""Rental periods. Times are given as 'YYYY-MM-DD HH:MM'."""
from __future__ import annotations

from datetime import datetime

GRACE_MINUTES = 59
OPENING_HOUR = 7
CLOSING_HOUR = 21


def read_moment(text: str) -> datetime:
    return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M")


def minutes_rented(pickup: str, dropoff: str) -> int:
    """Length of a rental in minutes; the car must come back after it was picked up."""
    seconds = (read_moment(dropoff) - read_moment(pickup)).total_seconds()
    if seconds <= 0:
        raise ValueError("dropoff must be after pickup")
    return int(seconds // 60)


def rental_days(pickup: str, dropoff: str) -> int:
    """Days of 24 hours to pay for, at least one.

    A started day counts in full, but up to 59 minutes over a full day are free.
    """
    days, over = divmod(minutes_rented(pickup, dropoff), 24 * 60)
    if over > GRACE_MINUTES:
        days += 1
    return max(days, 1)


def hours_late(agreed: str, returned: str) -> int:
    """Started hours after the agreed return; the first 59 minutes are forgiven."""
    minutes = (read_moment(returned) - read_moment(agreed)).total_seconds() // 60
    if minutes <= GRACE_MINUTES:
        return 0
    return int(-(-minutes // 60))


def needs_key_box(dropoff: str) -> bool:
    """Whether the desk is closed at the return; it is open from 7:00 until before 21:00."""
    hour = read_moment(dropoff).hour
    return hour < OPENING_HOUR or hour >= CLOSING_HOUR


def includes_weekend(pickup: str, dropoff: str) -> bool:
    """The weekend rate is for pickups from Friday noon and returns by Monday noon."""
    start, end = read_moment(pickup), read_moment(dropoff)
    from_friday = start.weekday() == 4 and start.hour >= 12 or start.weekday() in (5, 6)
    until_monday = end.weekday() in (5, 6) or (end.weekday() == 0 and end.hour < 12)
    return from_friday and until_monday and (end - start).days < 3

"""Daily allowances for travel."""
from __future__ import annotations

from datetime import datetime

DOMESTIC_FULL_DAY = 28.0
DOMESTIC_PART_DAY = 14.0
PART_DAY_HOURS = 8
COUNTRY_RATES = {"fr": 53.0, "us": 66.0, "ch": 64.0, "pl": 34.0}
BREAKFAST_PERCENT = 20
MEAL_PERCENT = 40
TIME_FORMAT = "%Y-%m-%d %H:%M"


def trip_hours(start: str, end: str) -> float:
    """Hours between two times such as '2024-05-03 07:30'."""
    begin = datetime.strptime(start, TIME_FORMAT)
    finish = datetime.strptime(end, TIME_FORMAT)
    if finish < begin:
        raise ValueError("trip ends before it starts")
    return (finish - begin).total_seconds() / 3600


def full_day_rate(country: str | None = None) -> float:
    """Rate of a full day; countries without an own rate count as domestic."""
    if country is None:
        return DOMESTIC_FULL_DAY
    return COUNTRY_RATES.get(country.strip().lower(), DOMESTIC_FULL_DAY)


def day_trip_allowance(hours: float) -> float:
    """Part-day rate for trips of more than 8 hours, nothing for shorter ones."""
    return DOMESTIC_PART_DAY if hours > PART_DAY_HOURS else 0.0


def calendar_days(start: str, end: str) -> int:
    """Number of calendar days that a trip touches."""
    begin = datetime.strptime(start, TIME_FORMAT).date()
    finish = datetime.strptime(end, TIME_FORMAT).date()
    return (finish - begin).days + 1


def trip_allowance(start: str, end: str, country: str | None = None) -> float:
    """Allowance of a trip: half the rate on the first and last day, full days in between.

    Trips on a single day follow the rule for day trips.
    """
    days = calendar_days(start, end)
    if days == 1:
        return day_trip_allowance(trip_hours(start, end))
    rate = full_day_rate(country)
    return (days - 2) * rate + 2 * rate / 2


def meal_reduction(rate: float, breakfasts: int = 0, meals: int = 0) -> float:
    """Deduction for meals that were provided: 20% per breakfast, 40% per other meal."""
    return round(rate * (breakfasts * BREAKFAST_PERCENT + meals * MEAL_PERCENT) / 100, 2)

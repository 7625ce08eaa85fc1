"""Sowing and harvest dates around the frosts."""
from __future__ import annotations

from datetime import date, timedelta

from beds import SPACING

LAST_FROST = (5, 15)
FIRST_FROST = (10, 10)
HARDY = ("carrot", "leek", "lettuce")
WEEKS_INDOORS = {"tomato": 8, "leek": 10, "lettuce": 4}
DAYS_TO_HARVEST = {"lettuce": 55, "carrot": 90, "tomato": 75, "bean": 60, "leek": 120}


def last_frost(year: int, shift_days: int = 0) -> date:
    """Usual last frost of spring; `shift_days` moves it for a local climate."""
    return date(year, *LAST_FROST) + timedelta(days=shift_days)


def is_frost_free(day: date) -> bool:
    """Whether a day lies after the last frost and before the first one of autumn."""
    return date(day.year, *LAST_FROST) < day < date(day.year, *FIRST_FROST)


def sow_indoors_on(crop: str, year: int) -> date | None:
    """Day for sowing indoors, counted back from the last frost; None to sow outdoors."""
    weeks = WEEKS_INDOORS.get(crop)
    if weeks is None:
        return None
    return last_frost(year) - timedelta(weeks=weeks)


def plant_out_on(crop: str, year: int) -> date:
    """Hardy crops go out four weeks before the last frost, others a week after it."""
    weeks = -4 if crop in HARDY else 1
    return last_frost(year) + timedelta(weeks=weeks)


def harvest_on(crop: str, planted: date) -> date:
    """First day of harvest after planting out."""
    return planted + timedelta(days=DAYS_TO_HARVEST[crop])


def latest_sowing(crop: str, year: int, reserve_days: int = 14) -> date:
    """Last day to plant so that the harvest starts before the first frost.

    The reserve allows for the slow growth in autumn.
    """
    days = DAYS_TO_HARVEST[crop] + reserve_days
    return date(year, *FIRST_FROST) - timedelta(days=days)


def succession_dates(crop: str, start: date, every_days: int) -> list[str]:
    """Planting days from a start at an interval up to the latest sowing of the year."""
    if every_days <= 0:
        raise ValueError("interval must be positive")
    days = []
    day = start
    while day <= latest_sowing(crop, start.year):
        days.append(day.isoformat())
        day += timedelta(days=every_days)
    return days


def planting_calendar(year: int) -> list[str]:
    """Lines such as '05-22 tomato' for all crops in order of their planting day."""
    rows = sorted((plant_out_on(crop, year), crop) for crop in SPACING)
    return [f"{day:%m-%d} {crop}" for day, crop in rows]

"""How much to water. One millimetre of rain is one litre a square metre."""
from __future__ import annotations

import math

from beds import parse_bed_size

WEEKLY_NEED_MM = {"lettuce": 25, "carrot": 20, "tomato": 30, "bean": 22, "leek": 24}
SOIL_FACTORS = {"sand": 1.2, "loam": 1.0, "clay": 0.85}
MULCH_SAVING = 0.25
CAN_LITRES = 10
HOT_DAY = 28


def usable_rain(showers_mm: list[float]) -> float:
    """Rain that reaches the roots: showers under 3 mm do not count."""
    return sum(rain for rain in showers_mm if rain >= 3)


def weekly_need(crop: str, soil: str = "loam", mulched: bool = False) -> float:
    """Water a crop needs in a week, in millimetres with one decimal."""
    need = WEEKLY_NEED_MM[crop] * SOIL_FACTORS[soil.strip().lower()]
    if mulched:
        need *= 1 - MULCH_SAVING
    return round(need, 1)


def litres_for_bed(crop: str, size: str, showers_mm: list[float], soil: str = "loam") -> float:
    """Litres that must be added in a week after the rain, never negative."""
    length, width = parse_bed_size(size)
    missing = max(weekly_need(crop, soil) - usable_rain(showers_mm), 0)
    return round(missing * length * width, 1)


def cans_needed(litres: float) -> int:
    """Watering cans of ten litres, rounded up."""
    return math.ceil(litres / CAN_LITRES)


def days_between_watering(crop: str, max_temperature: float, potted: bool = False) -> int:
    """Every three days, thirsty crops every two; a day sooner in heat or in a pot.

    Crops that need more than 24 mm a week are thirsty. There is at least one day.
    """
    days = 2 if WEEKLY_NEED_MM[crop] > 24 else 3
    if max_temperature >= HOT_DAY:
        days -= 1
    if potted:
        days -= 1
    return max(days, 1)


def barrel_harvest(roof_m2: float, rain_mm: float, capacity: int = 300, level: int = 0) -> int:
    """Litres in the rain barrel after a shower; a fifth of the water does not arrive."""
    collected = round(roof_m2 * rain_mm * 0.8)
    return min(level + collected, capacity)


def barrel_days(level: int, litres_per_day: int) -> int:
    """Full days for which the barrel lasts."""
    if litres_per_day <= 0:
        raise ValueError("daily use must be positive")
    return level // litres_per_day


def watering_plan(crops: list[str], start_day: int, days: int, temperature: float) -> dict[int, list[str]]:
    """Crops to water on each day; all crops are watered on the first day."""
    plan: dict[int, list[str]] = {}
    for crop in sorted(crops):
        step = days_between_watering(crop, temperature)
        for day in range(start_day, start_day + days, step):
            plan.setdefault(day, []).append(crop)
    return dict(sorted(plan.items()))

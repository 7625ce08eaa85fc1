"""When to take a medicine. Times are minutes since midnight unless they are 'HH:MM'."""
from __future__ import annotations

from dosing import Medicine
from instructions import hours_between_doses

MEALS = {"breakfast": "08:00", "lunch": "12:30", "dinner": "18:30"}
DAY = 24 * 60


def minutes_from(text: str) -> int:
    hours, minutes = text.strip().split(":")
    return int(hours) * 60 + int(minutes)


def time_from(minutes: int) -> str:
    """'HH:MM'; times after midnight start from 00:00 again."""
    minutes %= DAY
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def intake_times(first: str, instruction: str) -> list[str]:
    """All intake times of a day, the first one given as 'HH:MM'."""
    interval = hours_between_doses(instruction)
    start = minutes_from(first)
    return [time_from(start + 60 * interval * n) for n in range(24 // interval)]


def meal_times(meals: list[str], minutes_before: int = 0) -> list[str]:
    """Intake times some minutes before meals, in the order of the day."""
    times = sorted(minutes_from(MEALS[meal.strip().lower()]) for meal in meals)
    return [time_from(time - minutes_before) for time in times]


def taper_plan(start_mg: float, step_mg: float, days_per_step: int) -> list[tuple[int, float]]:
    """Steps (first day, daily dose) of a dose that is lowered until it reaches zero."""
    if step_mg <= 0:
        raise ValueError("step must be positive")
    plan = []
    day, dose = 1, start_mg
    while dose > 0:
        plan.append((day, dose))
        day += days_per_step
        dose -= step_mg
    return plan


def may_take_again(taken: list[tuple[int, float]], now: int, dose: float, medicine: Medicine,
                   hours_apart: int) -> bool:
    """Whether a dose may be taken now, given earlier (minute, milligrams) intakes.

    The interval must have passed, and the doses of the last 24 hours together with the
    new one must not exceed the highest daily dose.
    """
    if taken and now - taken[-1][0] < hours_apart * 60:
        return False
    recent = sum(amount for minute, amount in taken if now - minute < DAY)
    return recent + dose <= medicine.max_daily

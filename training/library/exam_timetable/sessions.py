"""Exam sessions: two on each exam day, named like 'Mon 2 AM'."""
from __future__ import annotations

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
HALVES = ("AM", "PM")
START_MINUTES = {"AM": 9 * 60, "PM": 14 * 60}
SESSIONS_PER_WEEK = len(WEEKDAYS) * len(HALVES)
EXTRA_TIME_PERCENT = 25


def session_number(text: str) -> int:
    """Number of a session from 0; 'Mon 1 AM' is the first one, the digit is the week."""
    day, week, half = text.split()
    if int(week) < 1:
        raise ValueError("weeks are counted from 1")
    position = WEEKDAYS.index(day.capitalize()) * len(HALVES) + HALVES.index(half.upper())
    return (int(week) - 1) * SESSIONS_PER_WEEK + position


def session_name(number: int) -> str:
    """Name of a session; the inverse of session_number."""
    week, position = divmod(number, SESSIONS_PER_WEEK)
    day, half = divmod(position, len(HALVES))
    return f"{WEEKDAYS[day]} {week + 1} {HALVES[half]}"


def same_day(first: int, second: int) -> bool:
    """Whether two session numbers belong to the same exam day."""
    return first // len(HALVES) == second // len(HALVES)


def sessions_between(first: int, second: int) -> int:
    """Free sessions between two exams, 0 if they follow each other or coincide."""
    return max(abs(first - second) - 1, 0)


def writing_minutes(minutes: int, extra_time: bool = False) -> int:
    """Time to write; candidates with extra time get 25% more, rounded up to 5 minutes."""
    if not extra_time:
        return minutes
    extended = -(-minutes * (100 + EXTRA_TIME_PERCENT) // 100)
    return -(-extended // 5) * 5


def end_time(session: int, minutes: int, extra_time: bool = False) -> str:
    """When an exam ends, as 'HH:MM'; reading time of ten minutes comes first."""
    half = HALVES[session % len(HALVES)]
    end = START_MINUTES[half] + 10 + writing_minutes(minutes, extra_time)
    return f"{end // 60:02d}:{end % 60:02d}"

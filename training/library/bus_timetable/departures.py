"""Departure times in minutes of the service day, which may run past midnight (to 27:59)."""
from __future__ import annotations

MINUTES_PER_DAY = 24 * 60
LAST_SERVICE_HOUR = 27


def read_time(text: str) -> int:
    """Minutes of the service day from 'HH:MM'; '25:10' is ten past one the next night."""
    hours, minutes = (int(part) for part in text.strip().split(":"))
    if not 0 <= hours <= LAST_SERVICE_HOUR or not 0 <= minutes <= 59:
        raise ValueError(f"not a service time: {text.strip()}")
    return hours * 60 + minutes


def board_time(minutes: int) -> str:
    """Time as passengers read it: 1510 is '01:10'."""
    hours, rest = divmod(minutes % MINUTES_PER_DAY, 60)
    return f"{hours:02d}:{rest:02d}"


def departures_every(first: str, last: str, headway: int) -> list[int]:
    """Departures at a fixed interval from first to last; last is included if it fits."""
    return list(range(read_time(first), read_time(last) + 1, headway))


def next_departure(times: list[int], now: int) -> int | None:
    """The earliest departure at or after now, or None when no bus is left."""
    upcoming = [time for time in times if time >= now]
    return min(upcoming, default=None)


def waiting_minutes(times: list[int], now: int) -> int:
    """Minutes until the next bus; after the last one, until the first bus of tomorrow."""
    if not times:
        raise ValueError("no departures")
    coming = next_departure(times, now)
    if coming is None:
        coming = min(times) + MINUTES_PER_DAY
    return coming - now


def hour_row(times: list[int], hour: int) -> str:
    """A row of the printed timetable such as '07 | 05 25 45'; '-' if no bus leaves."""
    minutes = [f"{time % 60:02d}" for time in sorted(times) if time // 60 == hour]
    return f"{hour:02d} | {' '.join(minutes) or '-'}"


def longest_service_gap(times: list[int]) -> int:
    """The longest time between two departures in a row, 0 for fewer than two."""
    ordered = sorted(times)
    return max((later - earlier for earlier, later in zip(ordered, ordered[1:])), default=0)

"""Trips of passengers on one or two lines."""
from __future__ import annotations

from departures import board_time, next_departure, read_time
from stops import BusLine


def departures_at_stop(line: BusLine, starts: list[int], stop: str) -> list[int]:
    """When the buses that leave the first stop at `starts` leave another stop."""
    offset = sum(line.legs[:line.stop_index(stop)])
    return [start + offset for start in starts]


def arrival_of_trip(line: BusLine, starts: list[int], origin: str, target: str,
                    ready: str) -> str | None:
    """Arrival time ('HH:MM') of the first bus a passenger can take, or None."""
    boarding = next_departure(departures_at_stop(line, starts, origin), read_time(ready))
    if boarding is None:
        return None
    return board_time(boarding + line.riding_minutes(origin, target))


def catches_connection(arrival: str, delay: int, departure: str, walk: int = 3) -> bool:
    """Whether a passenger on a delayed bus still reaches the connecting bus."""
    return read_time(arrival) + delay + walk <= read_time(departure)

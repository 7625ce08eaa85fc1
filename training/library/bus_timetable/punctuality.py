"""Delays of buses, in minutes; negative when a bus is early, None when it is cancelled."""
from __future__ import annotations

from departures import read_time

EARLY_LIMIT = 1
LATE_LIMIT = 3


def delay_minutes(planned: str, actual: str) -> int:
    """How late a bus came; both times are 'HH:MM' of the same service day."""
    return read_time(actual) - read_time(planned)


def is_punctual(delay: int | None) -> bool:
    """At most one minute early and at most three minutes late; cancelled is not punctual."""
    if delay is None:
        return False
    return -EARLY_LIMIT <= delay <= LATE_LIMIT


def delay_label(delay: int | None) -> str:
    """Text for the display: 'on time', '4 min late', '2 min early' or 'cancelled'."""
    if delay is None:
        return "cancelled"
    if is_punctual(delay):
        return "on time"
    if delay > 0:
        return f"{delay} min late"
    return f"{-delay} min early"


def punctuality_percent(delays: list[int | None]) -> float:
    """Share of punctual buses in percent, one decimal; 100 if no bus was planned."""
    if not delays:
        return 100.0
    punctual = sum(1 for delay in delays if is_punctual(delay))
    return round(100 * punctual / len(delays), 1)


def average_lateness(delays: list[int | None]) -> float:
    """Mean delay of the buses that ran; early buses count as 0."""
    ran = [max(delay, 0) for delay in delays if delay is not None]
    if not ran:
        return 0.0
    return round(sum(ran) / len(ran), 1)


def delay_after_layover(delay: int, layover: int, shortest: int = 2) -> int:
    """Delay of the next trip: a layover can be cut to `shortest` minutes to catch up."""
    reserve = max(layover - shortest, 0)
    return max(delay - reserve, 0)


def refund_percent(delay: int | None) -> int:
    """Refund: 25% from 30 minutes late, 50% from 60 minutes late, all when cancelled."""
    if delay is None:
        return 100
    if delay >= 60:
        return 50
    if delay >= 30:
        return 25
    return 0


def worst_line(delays_by_line: dict[str, list[int | None]]) -> str | None:
    """Line with the lowest punctuality; the first in alphabetical order among equals."""
    if not delays_by_line:
        return None
    shares = {name: punctuality_percent(delays) for name, delays in delays_by_line.items()}
    return min(shares, key=lambda name: (shares[name], name))

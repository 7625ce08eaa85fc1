"""Delivery dates counted in working days."""
from datetime import date, timedelta

from rates import zone_of

CUTOFF_HOUR = 14
SATURDAY = 5
TRANSIT_DAYS = {1: 1, 2: 3, 3: 4, 4: 8}
EXPRESS_SAVING = 2


def is_delivery_day(day, holidays=()):
    """True from Monday to Friday except on holidays."""
    if day in holidays:
        return False
    return day.weekday() < SATURDAY


def add_working_days(day, count, holidays=()):
    """Date that lies `count` working days after a day."""
    while count > 0:
        day += timedelta(days=1)
        if is_delivery_day(day, holidays):
            count -= 1
    return day


def dispatch_date(ordered, hour, holidays=()):
    """Day on which a parcel leaves: the same working day if ordered before 14 h."""
    if hour < CUTOFF_HOUR and is_delivery_day(ordered, holidays):
        return ordered
    return add_working_days(ordered, 1, holidays)


def transit_days(country, express=False):
    """Working days on the way; express saves two of them but takes at least one."""
    days = TRANSIT_DAYS[zone_of(country)]
    if express:
        days = max(1, days - EXPRESS_SAVING)
    return days


def delivery_date(ordered, hour, country="DE", express=False, holidays=()):
    """Expected date of delivery for an order."""
    leaves = dispatch_date(ordered, hour, holidays)
    return add_working_days(leaves, transit_days(country, express), holidays)


def delivery_window(earliest, spread=2):
    """Text like 'Fri 01 Mar - Tue 05 Mar'; the spread is in working days."""
    latest = add_working_days(earliest, spread)
    if latest == earliest:
        return f"{earliest:%a %d %b}"
    return f"{earliest:%a %d %b} - {latest:%a %d %b}"


def delivery_delay(promised, delivered):
    """Calendar days after the promised date, 0 if on time or early."""
    return max(0, (delivered - promised).days)


def on_time_rate(deliveries):
    """Percent of (promised, delivered) pairs that were on time, None without deliveries."""
    if not deliveries:
        return None
    punctual = sum(1 for promised, delivered in deliveries if delivered <= promised)
    return round(100 * punctual / len(deliveries))

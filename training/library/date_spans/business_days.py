"""Count and step over business days (Monday to Friday without holidays)."""
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_business_day(day: date, holidays: tuple[date, ...] = ()) -> bool:
    """Return True unless the day is a Saturday, a Sunday or a holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def next_business_day(day: date, holidays: tuple[date, ...] = ()) -> date:
    """Return the first business day after the given day."""
    day += ONE_DAY
    while not is_business_day(day, holidays):
        day += ONE_DAY
    return day


def add_business_days(day: date, count: int, holidays: tuple[date, ...] = ()) -> date:
    """Move forwards (or backwards for a negative count) by a number of business days."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    remaining = abs(count)
    while remaining > 0:
        day += step
        if is_business_day(day, holidays):
            remaining -= 1
    return day


def count_business_days(first: date, last: date, holidays: tuple[date, ...] = ()) -> int:
    """Return the number of business days from first to last, both inclusive."""
    count = 0
    day = first
    while day <= last:
        if is_business_day(day, holidays):
            count += 1
        day += ONE_DAY
    return count


def roll_to_business_day(day: date, holidays: tuple[date, ...] = ()) -> date:
    """Return the day, or else the next business day unless that is in another month.

    In that case the last business day before it is returned ('modified following').
    """
    if is_business_day(day, holidays):
        return day
    following = next_business_day(day, holidays)
    if following.month == day.month:
        return following
    return add_business_days(day, -1, holidays)


def payment_day(invoiced: date, terms: int = 30, holidays: tuple[date, ...] = ()) -> date:
    """Return the day terms calendar days after the invoice, rolled to a business day."""
    if terms < 0:
        raise ValueError("terms must not be negative")
    return roll_to_business_day(invoiced + timedelta(days=terms), holidays)

"""Payment terms: due dates, early payment discounts and working days."""
import re
from datetime import date, timedelta

DEFAULT_DAYS = 30


def parse_terms(text: str) -> tuple:
    """Read terms such as '2% 10 days, net 30' into (percent, discount days, net days).

    Terms without a discount give 0 for both discount values; without 'net'
    the usual 30 days hold.
    """
    text = text.strip().lower()
    discount = re.search(r"(\d+)\s*%\s*(\d+)", text)
    net = re.search(r"net\s*(\d+)", text)
    percent, days = (int(discount[1]), int(discount[2])) if discount else (0, 0)
    return percent, days, int(net[1]) if net else DEFAULT_DAYS


def is_working_day(day: date, holidays=()) -> bool:
    """Monday to Friday, unless it is a holiday."""
    return day.weekday() < 5 and day not in holidays


def next_working_day(day: date, holidays=()) -> date:
    """The day itself if it is a working day, otherwise the first one after it."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def payment_due(issued: date, terms: str = "net 30", holidays=()) -> date:
    """Due date by the terms, moved to the next working day."""
    net_days = parse_terms(terms)[2]
    return next_working_day(issued + timedelta(days=net_days), holidays)


def early_discount(amount: float, issued: date, paid: date, terms: str) -> float:
    """Discount earned by a payment, which must come within the discount days."""
    percent, days, _ = parse_terms(terms)
    if (paid - issued).days > days:
        return 0.0
    return round(amount * percent / 100, 2)


def end_of_month(day: date) -> date:
    """Last day of the month of the given date."""
    first_of_next = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first_of_next - timedelta(days=1)

"""Reminder letters for overdue invoices."""
from datetime import date

from billing import Invoice, money, show

# days overdue at which a reminder level starts
LEVELS = [(1, "friendly reminder"), (15, "first notice"), (30, "final notice")]
REMINDER_FEE = 7.5
YEARLY_INTEREST_PERCENT = 9


def days_overdue(due: date, today: date) -> int:
    """Days since the due date; an invoice is not overdue on the due date itself."""
    return max((today - due).days, 0)


def reminder_level(overdue: int) -> str | None:
    """Name of the highest level reached, or None when nothing is due."""
    reached = None
    for start, name in LEVELS:
        if overdue >= start:
            reached = name
    return reached


def late_interest(amount: float, overdue: int) -> float:
    """Simple interest for the overdue days of a 365 day year."""
    return round(amount * YEARLY_INTEREST_PERCENT / 100 * overdue / 365, 2)


def reminder_fee(overdue: int) -> float:
    """The friendly reminder is free, every other one costs the reminder fee."""
    level = reminder_level(overdue)
    if level is None or level == LEVELS[0][1]:
        return 0.0
    return REMINDER_FEE


def next_number(last: str) -> str:
    """Following invoice number: 'R-0099' becomes 'R-0100', keeping the width."""
    prefix, digits = last.strip().rsplit("-", 1)
    return f"{prefix}-{int(digits) + 1:0{len(digits)}d}"


def reminder_text(invoice: Invoice, due: date, today: date) -> str:
    """Subject line of the letter, or an empty text when none is needed."""
    overdue = days_overdue(due, today)
    level = reminder_level(overdue)
    if level is None or invoice.status() == "paid":
        return ""
    total = invoice.open_amount() + money(reminder_fee(overdue))
    return f"{level.capitalize()}: {invoice.number.strip()}, {show(total)}"


def oldest_first(open_items: list) -> list:
    """Numbers of (number, due date, amount) items, oldest first, then by larger amount."""
    ordered = sorted(open_items, key=lambda item: (item[1], -item[2]))
    return [number for number, _due, _amount in ordered]

"""Loan periods, due dates and overdue fines (all amounts in cents)."""
from datetime import date, timedelta

LOAN_DAYS = {"book": 21, "dvd": 7, "magazine": 3}
DAILY_FINE = {"book": 20, "dvd": 100, "magazine": 10}
GRACE_DAYS = 2
MAX_FINE = 1500
BLOCK_LIMIT = 1000


def due_date(borrowed, kind="book"):
    """Due date of a loan; a Sunday due date moves to the Monday after it."""
    due = borrowed + timedelta(days=LOAN_DAYS[kind])
    if due.weekday() == 6:
        due += timedelta(days=1)
    return due


def days_late(due, returned):
    """Days between the due date and the return, never negative."""
    return max((returned - due).days, 0)


def overdue_fine(due, returned, kind="book"):
    """Fine in cents for a late return.

    Nothing is charged within the grace period. After it every late day counts,
    the grace days included, up to MAX_FINE.
    """
    late = days_late(due, returned)
    if late <= GRACE_DAYS:
        return 0
    return min(late * DAILY_FINE[kind], MAX_FINE)


def replacement_charge(price, age_years):
    """Charge for a lost item: the price less 10% for each year of age, at least a fifth."""
    remaining = price * (10 - age_years) // 10
    return max(remaining, price // 5)


def is_blocked(open_fines):
    """Members owing more than BLOCK_LIMIT cents cannot borrow."""
    return sum(open_fines) > BLOCK_LIMIT


def settle(open_fines, payment):
    """Pay the oldest fines first and return (unpaid fines, change).

    A fine can be paid in part.
    """
    unpaid = []
    for fine in open_fines:
        paid = min(fine, payment)
        payment -= paid
        if fine > paid:
            unpaid.append(fine - paid)
    return unpaid, payment


def format_cents(cents):
    """Cents as dollars, for example '$12.05'."""
    return f"${cents // 100}.{cents % 100:02d}"

"""Billing periods, trials and proration."""
from calendar import monthrange
from datetime import date, timedelta

TRIAL_DAYS = 14
GRACE_DAYS = 7


def next_renewal(current, anchor_day):
    """Renewal date in the month after `current`.

    It falls on the anchor day, or on the last day of a month that is too short for it.
    """
    year, month = current.year, current.month + 1
    if month > 12:
        year, month = year + 1, 1
    return date(year, month, min(anchor_day, monthrange(year, month)[1]))


def renewal_dates(start, count):
    """The next renewals after the start date, all on the start's day of the month."""
    dates = []
    current = start
    for _ in range(count):
        current = next_renewal(current, start.day)
        dates.append(current.isoformat())
    return dates


def trial_end(signup, extra_days=0):
    """Last day of the trial; the day of signing up is its first day."""
    return signup + timedelta(days=TRIAL_DAYS + extra_days - 1)


def trial_days_left(signup, today):
    """Days left including today, 0 after the trial."""
    return max((trial_end(signup) - today).days + 1, 0)


def unused_share(start, end, change):
    """Unused part of a period from start (included) to end (excluded) at a change date."""
    total = (end - start).days
    left = (end - change).days
    return min(max(left / total, 0.0), 1.0)


def prorate(old_price, new_price, start, end, change):
    """Amount due in cents when the price changes within a period; negative is a credit."""
    share = unused_share(start, end, change)
    return round((new_price - old_price) * share)


def in_grace(due, today):
    """Whether an unpaid subscription still works: up to seven days after the due date."""
    return due < today <= due + timedelta(days=GRACE_DAYS)


def months_active(start, today):
    """Completed months since the start."""
    months = (today.year - start.year) * 12 + today.month - start.month
    if today.day < start.day:
        months -= 1
    return max(months, 0)

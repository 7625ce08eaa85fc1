"""Membership freezes and the end date of a contract."""
from datetime import date, timedelta

from plans import get_plan

MIN_FREEZE_DAYS = 14
MAX_FREEZE_DAYS_PER_YEAR = 90


def freeze_days(start, end):
    """Length of a freeze, first and last day included."""
    days = (end - start).days + 1
    if days < MIN_FREEZE_DAYS:
        raise ValueError(f"a freeze lasts at least {MIN_FREEZE_DAYS} days")
    return days


def frozen_on(day, freezes):
    """Whether a day lies in one of the (start, end) freezes."""
    return any(start <= day <= end for start, end in freezes)


def days_used(year, freezes):
    """Freeze days that fall into a calendar year."""
    used = 0
    for start, end in freezes:
        first = max(start, date(year, 1, 1))
        last = min(end, date(year, 12, 31))
        if first <= last:
            used += (last - first).days + 1
    return used


def days_available(year, freezes):
    """Freeze days a member may still take in a year."""
    return max(0, MAX_FREEZE_DAYS_PER_YEAR - days_used(year, freezes))


def contract_end(start, weeks, freezes=()):
    """Last day of a contract of some weeks, extended by the length of all freezes."""
    frozen = sum(freeze_days(first, last) for first, last in freezes)
    return start + timedelta(weeks=weeks, days=frozen) - timedelta(days=1)


def last_day_to_cancel(end, plan_name):
    """Notice must be given the plan's notice period before the end of the contract."""
    return end - timedelta(weeks=get_plan(plan_name).notice_weeks)


def can_cancel(today, end, plan_name):
    return today <= last_day_to_cancel(end, plan_name)

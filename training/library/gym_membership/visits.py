"""Check-ins at the turnstile and visit statistics."""
from collections import Counter
from datetime import timedelta

from freezes import frozen_on
from plans import get_plan


class Member:
    def __init__(self, name, plan_name, freezes=()):
        self.name = name
        self.plan = get_plan(plan_name)
        self.freezes = list(freezes)
        self.visits = []

    def visits_in_week(self, day):
        """Visits in the calendar week (Monday to Sunday) of a day."""
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        return sum(1 for visit in self.visits if monday <= visit <= sunday)

    def check_in(self, day):
        """Let the member in if the plan allows it; returns 'ok' or the reason for refusal.

        A second check-in on the same day is free and not counted again.
        """
        if frozen_on(day, self.freezes):
            return "frozen"
        if day in self.visits:
            return "ok"
        if self.visits_in_week(day) >= self.plan.visits_per_week:
            return "limit reached"
        self.visits.append(day)
        return "ok"

    def longest_streak(self):
        """Largest number of visits on consecutive days."""
        best = current = 0
        previous = None
        for day in sorted(self.visits):
            if previous is not None and day - previous == timedelta(days=1):
                current += 1
            else:
                current = 1
            best = max(best, current)
            previous = day
        return best


def busiest_weekday(days):
    """Name of the weekday with most visits; the earlier weekday wins a tie."""
    names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    counts = Counter(day.weekday() for day in days)
    if not counts:
        return None
    return names[min(counts, key=lambda weekday: (-counts[weekday], weekday))]


def cost_per_visit(plan_name, visits_in_month):
    """Monthly fee shared by the visits; the full fee when there was no visit."""
    fee = get_plan(plan_name).monthly_fee
    return round(fee / max(visits_in_month, 1), 2)


def inactive_members(members, today, days=21):
    """Sorted names of members who never came or last came more than `days` days ago."""
    limit = today - timedelta(days=days)
    return sorted(m.name for m in members if not m.visits or max(m.visits) < limit)

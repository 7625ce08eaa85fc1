"""Waiting lists for items that are out on loan."""
from datetime import timedelta

from fines import is_blocked

MAX_HOLDS = 3
PICKUP_DAYS = 5


class HoldQueue:
    """People waiting for one title, in the order they asked."""

    def __init__(self, title, copies=1):
        self.title = title
        self.copies = copies
        self.waiting = []

    def place(self, member, open_fines=()):
        """Join the queue and return the position, counted from 1.

        Asking twice keeps the first position. Blocked members raise ValueError.
        """
        member = member.strip().lower()
        if is_blocked(open_fines):
            raise ValueError(f"{member} has too many open fines")
        if member not in self.waiting:
            self.waiting.append(member)
        return self.waiting.index(member) + 1

    def withdraw(self, member):
        """Leave the queue; False if the member was not waiting."""
        member = member.strip().lower()
        if member not in self.waiting:
            return False
        self.waiting.remove(member)
        return True

    def next_member(self):
        """Take the first member out of the queue, or None if nobody waits."""
        if not self.waiting:
            return None
        return self.waiting.pop(0)

    def weeks_to_wait(self, member, loan_weeks=3):
        """Expected waiting time in weeks: one loan for each full round of the copies."""
        ahead = self.waiting.index(member.strip().lower())
        return (ahead // self.copies + 1) * loan_weeks


def pickup_deadline(notified):
    """Last day to collect a hold: five opening days later, Sundays not counted."""
    day = notified
    remaining = PICKUP_DAYS
    while remaining > 0:
        day += timedelta(days=1)
        if day.weekday() != 6:
            remaining -= 1
    return day


def can_place_hold(queues, member):
    """Whether the member waits in fewer than MAX_HOLDS queues."""
    member = member.strip().lower()
    count = sum(member in queue.waiting for queue in queues)
    return count < MAX_HOLDS


def most_wanted(queues):
    """Title with the longest queue per copy; earlier queues win ties, None without queues."""
    if not queues:
        return None
    return max(queues, key=lambda queue: len(queue.waiting) / queue.copies).title

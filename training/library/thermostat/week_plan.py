"""Target temperatures by weekday and time of day."""

from heating import MAX_TARGET, MIN_TARGET

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SETBACK = 17.0


def minutes_of(clock):
    """Minutes since midnight of 'HH:MM'; '24:00' is allowed as the end of the day."""
    hours, _, minutes = clock.strip().partition(":")
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > 24 * 60:
        raise ValueError(f"not a time of day: {clock!r}")
    return total


def expand_days(text):
    """Days of 'mon-fri', 'sat,sun' or 'mon, wed-fri' in the order given.

    A range may run over the end of the week: 'sat-mon'.
    """
    days = []
    for part in text.lower().split(","):
        first, dash, last = part.strip().partition("-")
        start = DAYS.index(first.strip())
        length = (DAYS.index(last.strip()) - start) % 7 + 1 if dash else 1
        days.extend(DAYS[(start + offset) % 7] for offset in range(length))
    return days


class WeekPlan:
    """Heating periods for each day; outside of them the setback temperature holds."""

    def __init__(self, setback=SETBACK):
        self.setback = setback
        self._periods = {day: [] for day in DAYS}

    def add_period(self, days, start, end, target):
        """Plan a target from start (inclusive) to end (exclusive) on all the given days."""
        if not MIN_TARGET <= target <= MAX_TARGET:
            raise ValueError("target out of range")
        begin, finish = minutes_of(start), minutes_of(end)
        if begin >= finish:
            raise ValueError("period ends before it starts")
        for day in expand_days(days):
            self._periods[day].append((begin, finish, target))

    def target_at(self, day, clock):
        """Planned temperature; of overlapping periods the one added last counts."""
        minute = minutes_of(clock)
        for begin, finish, target in reversed(self._periods[day.strip().lower()]):
            if begin <= minute < finish:
                return target
        return self.setback

    def comfort_minutes(self, day):
        """Planned minutes of a day above the setback temperature, overlaps counted once."""
        minutes = set()
        for begin, finish, target in self._periods[day]:
            if target > self.setback:
                minutes.update(range(begin, finish))
        return len(minutes)

    def next_change(self, day, clock):
        """Minute of the next period start or end later that day, or None."""
        minute = minutes_of(clock)
        later = []
        for begin, finish, _ in self._periods[day]:
            later.extend(bound for bound in (begin, finish) if bound > minute)
        return min(later) if later else None

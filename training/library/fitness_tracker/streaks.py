"""Goals, streaks and records over days. Days are plain day numbers."""
from activity import steps_to_km

DEFAULT_GOAL = 10_000
BADGES = [(3, "bronze"), (7, "silver"), (30, "gold")]


def reached_goal(steps, goal=DEFAULT_GOAL):
    """True if the steps of a day reach the goal."""
    return steps >= goal


def longest_streak(days):
    """Length of the longest run of consecutive days; days may repeat and be unordered."""
    known = set(days)
    longest = 0
    for day in known:
        if day - 1 in known:
            continue
        length = 1
        while day + length in known:
            length += 1
        longest = max(longest, length)
    return longest


def current_streak(days, today):
    """Consecutive days up to today; a day that has not been reached yet does not break it."""
    known = set(days)
    day = today if today in known else today - 1
    streak = 0
    while day in known:
        streak += 1
        day -= 1
    return streak


def badge(streak):
    """Best badge for a streak in days, None below three days."""
    earned = None
    for needed, name in BADGES:
        if streak >= needed:
            earned = name
    return earned


class StepLog:
    """Steps by day number."""

    def __init__(self, goal=DEFAULT_GOAL):
        self.goal = goal
        self.steps = {}

    def record(self, day, steps):
        """Add steps to a day and return the day's total. Negative counts are refused."""
        if steps < 0:
            raise ValueError("steps cannot be negative")
        self.steps[day] = self.steps.get(day, 0) + steps
        return self.steps[day]

    def goal_days(self):
        """Days on which the goal was reached, in order."""
        return sorted(
            day for day, steps in self.steps.items() if reached_goal(steps, self.goal)
        )

    def average(self, first, last):
        """Mean steps per day from first to last inclusive; days without a record count 0."""
        days = last - first + 1
        return round(sum(self.steps.get(day, 0) for day in range(first, last + 1)) / days)

    def best_day(self):
        """(day, steps) of the record, the earliest on a tie; None for an empty log."""
        if not self.steps:
            return None
        return min(self.steps.items(), key=lambda item: (-item[1], item[0]))

    def steps_left(self, day):
        """Steps that are missing to the goal of a day, 0 once it is reached."""
        return max(0, self.goal - self.steps.get(day, 0))

    def total_km(self, height_cm):
        """Distance of all recorded steps for a body height."""
        return steps_to_km(sum(self.steps.values()), height_cm)

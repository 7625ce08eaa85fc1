from .programme import DAY, WEEKDAYS, Programme, clock, minutes


class Schedule:
    def __init__(self):
        self.programmes = []

    def add(self, title, start, length, days=WEEKDAYS):
        if length <= 0 or length > DAY:
            raise ValueError("a programme lasts between a minute and a day")
        programme = Programme(title, minutes(start), length, tuple(days))
        self.programmes.append(programme)
        return programme

    def of_day(self, day):
        found = [p for p in self.programmes if day in p.days]
        return sorted(found, key=lambda p: p.start)

    def on_air(self, day, at):
        """The programme on air on a weekday at a time like '23:40', or None."""
        now = minutes(at)
        yesterday = WEEKDAYS[WEEKDAYS.index(day) - 1]
        for p in self.of_day(day):
            if 0 <= now - p.start < p.length:
                return p
        for p in self.of_day(yesterday):
            if now + DAY - p.start < p.length:
                return p
        return None

    def page(self, day):
        """The listing as printed in the paper."""
        return [str(p) for p in self.of_day(day)]

    def airtime(self, title):
        """Minutes a week of everything with this title."""
        return sum(p.length * len(p.days) for p in self.programmes if p.title == title)

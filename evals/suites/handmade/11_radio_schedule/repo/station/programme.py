from dataclasses import dataclass

DAY = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def minutes(clock):
    """'07:30' -> 450"""
    hours, _, mins = clock.partition(":")
    value = int(hours) * 60 + int(mins or 0)
    if not 0 <= value < DAY:
        raise ValueError(f"no such time: {clock}")
    return value


def clock(value):
    return f"{value // 60:02d}:{value % 60:02d}"


@dataclass(frozen=True)
class Programme:
    title: str
    start: int
    length: int
    days: tuple = WEEKDAYS

    @property
    def end(self):
        """The time of day at which the programme is over."""
        return self.start + self.length

    def __str__(self):
        return f"{clock(self.start)}-{clock(self.end)} {self.title}"

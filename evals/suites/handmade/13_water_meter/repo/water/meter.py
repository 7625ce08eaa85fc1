"""Readings of mechanical meters with a fixed number of digits."""
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Reading:
    day: date
    value: int


@dataclass
class Meter:
    serial: str
    digits: int = 5
    readings: list = field(default_factory=list)

    def read(self, day, value):
        if not 0 <= value < 10 ** self.digits:
            raise ValueError(f"a {self.digits}-digit meter cannot show {value}")
        if self.readings and day <= self.readings[-1].day:
            raise ValueError("readings must come in order")
        self.readings.append(Reading(day, value))

    def used(self, earlier, later):
        """Cubic metres between two readings; the counter may have gone round once."""
        used = later.value - earlier.value
        if used < 0:
            used += 10 ** self.digits - 1
        return used

    def consumption(self):
        """(day, cubic metres since the reading before) for each reading but the first."""
        pairs = zip(self.readings, self.readings[1:])
        return [(b.day, self.used(a, b)) for a, b in pairs]

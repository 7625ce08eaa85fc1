from dataclasses import dataclass, field
from datetime import date, time


@dataclass
class Lift:
    name: str
    sector: str
    opens: time = time(8, 30)
    closes: time = time(16, 30)


@dataclass
class Pass:
    serial: str
    first_day: date
    last_day: date
    sectors: frozenset = frozenset({"valley"})
    half_day: bool = False
    scans: list = field(default_factory=list)

    def covers(self, day):
        return self.first_day <= day <= self.last_day

"""Bus lines, their stops and the running times between them."""
from __future__ import annotations

from dataclasses import dataclass

LAYOVER_MINUTES = 6


def stop_key(name: str) -> str:
    """Form of a stop name for comparison: lower case, single blanks, 'and' for '&'."""
    return " ".join(name.lower().replace("&", " and ").split())


@dataclass
class BusLine:
    """A line with its stops in order; legs[i] is the time in minutes to the next stop."""
    number: str
    stops: list[str]
    legs: list[int]

    def __post_init__(self) -> None:
        if len(self.legs) != len(self.stops) - 1:
            raise ValueError("one running time per leg expected")

    def stop_index(self, stop: str) -> int:
        """Position of a stop on the line, counted from 0."""
        wanted = stop_key(stop)
        for index, name in enumerate(self.stops):
            if stop_key(name) == wanted:
                return index
        raise ValueError(f"line {self.number} does not stop at {stop.strip()}")

    def riding_minutes(self, origin: str, target: str) -> int:
        """Minutes on the bus from one stop to a later one."""
        start, end = self.stop_index(origin), self.stop_index(target)
        if end <= start:
            raise ValueError(f"{target.strip()} is not after {origin.strip()}")
        return sum(self.legs[start:end])

    def stops_between(self, origin: str, target: str) -> list[str]:
        """Names of the stops passed on the way, without the two ends."""
        return self.stops[self.stop_index(origin) + 1:self.stop_index(target)]

    def return_line(self) -> BusLine:
        """The same line in the opposite direction."""
        return BusLine(self.number, self.stops[::-1], self.legs[::-1])

    def circuit_minutes(self, layover: int = LAYOVER_MINUTES) -> int:
        """Time of a bus to go there and back, with a layover at both ends."""
        return 2 * (sum(self.legs) + layover)

    def buses_needed(self, headway: int) -> int:
        """Vehicles needed to run a bus every `headway` minutes in both directions."""
        if headway <= 0:
            raise ValueError("headway must be positive")
        return -(-self.circuit_minutes() // headway)


def transfer_stops(first: BusLine, second: BusLine) -> list[str]:
    """Stops of the first line at which the second line stops too, in riding order."""
    served = {stop_key(name) for name in second.stops}
    return [name for name in first.stops if stop_key(name) in served]

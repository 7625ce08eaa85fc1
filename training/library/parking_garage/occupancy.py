"""Counting cars on the levels of the garage."""
from tickets import normalise_plate


class Garage:
    def __init__(self, capacities):
        """`capacities` holds the number of places on each level, lowest level first."""
        self.capacities = list(capacities)
        self.parked = {}

    def free_places(self, level=None):
        """Free places on a level, or in the whole garage."""
        if level is None:
            return sum(self.capacities) - len(self.parked)
        used = sum(1 for where in self.parked.values() if where == level)
        return self.capacities[level] - used

    def enter(self, plate):
        """Send a car to the lowest level with a free place and return that level.

        Returns None if the garage is full and raises ValueError if the car is inside.
        """
        plate = normalise_plate(plate)
        if plate in self.parked:
            raise ValueError(f"{plate} is already inside")
        for level in range(len(self.capacities)):
            if self.free_places(level) > 0:
                self.parked[plate] = level
                return level
        return None

    def leave(self, plate):
        """Let a car out; the level where it stood, or None for an unknown plate."""
        return self.parked.pop(normalise_plate(plate), None)

    def sign(self):
        """Text of the display at the entrance: the free places, 'FEW' below 5, or 'FULL'."""
        free = self.free_places()
        if free == 0:
            return "FULL"
        if free < 5:
            return "FEW"
        return f"{free} FREE"


def utilisation(garage):
    """Share of used places in full percent, rounded down."""
    total = sum(garage.capacities)
    if total == 0:
        return 0
    return len(garage.parked) * 100 // total


def peak(events):
    """Highest number of cars at a time from (minute, +1 or -1) events.

    Departures in the same minute as arrivals come first.
    """
    count = highest = 0
    for _minute, change in sorted(events):
        count += change
        highest = max(highest, count)
    return highest

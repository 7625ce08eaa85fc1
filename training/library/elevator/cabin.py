"""One elevator cabin that moves a floor at a time."""

from floors import direction_to, is_served

PERSON_WEIGHT = 75


class Cabin:
    def __init__(self, floor=0, max_weight=600):
        self.floor = floor
        self.max_weight = max_weight
        self.direction = "stay"
        self.door_open = False
        self.passengers = 0
        self.stops = set()

    def press(self, floor):
        """Request a stop; False for floors that are not served.

        A request for the current floor opens the door at once.
        """
        if not is_served(floor):
            return False
        if floor == self.floor:
            self.door_open = True
        else:
            self.stops.add(floor)
        return True

    def next_stop(self):
        """Nearest stop in the current direction, else the nearest one the other way.

        An idle cabin takes the nearest stop, the lower one of two equally near ones.
        """
        if not self.stops:
            return None
        ahead = [s for s in self.stops if direction_to(self.floor, s) == self.direction]
        candidates = ahead or self.stops
        return min(candidates, key=lambda stop: (abs(stop - self.floor), stop))

    def step(self):
        """Close the door or move one floor; returns the floor afterwards."""
        if self.door_open:
            self.door_open = False
            return self.floor
        target = self.next_stop()
        if target is None:
            self.direction = "stay"
            return self.floor
        self.direction = direction_to(self.floor, target)
        self.floor += 1 if self.direction == "up" else -1
        if self.floor in self.stops:
            self.stops.remove(self.floor)
            self.door_open = True
        return self.floor

    def run(self, steps):
        """Floors after each of several steps."""
        return [self.step() for _ in range(steps)]

    def capacity(self):
        """How many persons of 75 kg the cabin carries."""
        return self.max_weight // PERSON_WEIGHT

    def board(self, persons):
        """Let persons in while there is room; returns how many entered.

        Nobody enters while the door is closed.
        """
        if not self.door_open:
            return 0
        entering = min(persons, self.capacity() - self.passengers)
        self.passengers += entering
        return entering

    def leave(self, persons):
        """Let persons out; ValueError when there are not that many inside."""
        if persons > self.passengers:
            raise ValueError("not that many passengers")
        self.passengers -= persons

    def display(self):
        """Text of the display: '^ 4', 'v 2' or '= 0'."""
        arrows = {"up": "^", "down": "v", "stay": "="}
        return f"{arrows[self.direction]} {self.floor}"

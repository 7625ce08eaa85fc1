"""Find seats for a group: together in a row if possible, else scattered."""
from .coach import WINDOW, label


class NoRoom(Exception):
    pass


class Allocator:
    def __init__(self, coaches):
        self.coaches = list(coaches)
        self.bookings = {}

    def _choose(self, size, quiet):
        coaches = [c for c in self.coaches if c.quiet or not quiet]
        for coach in coaches:
            for row in coach.rows_with_room():
                seats = coach.free_in_row(row)
                if len(seats) >= size:
                    return [(coach, seat) for seat in seats[:size]]
        loose = [(c, seat) for c in coaches for seat in sorted(c.free)]
        if len(loose) < size:
            raise NoRoom(f"no {size} seats left")
        return loose[:size]

    def book(self, ref, size, quiet=False):
        if ref in self.bookings:
            raise ValueError(f"booking {ref} exists")
        chosen = self._choose(size, quiet)
        for coach, seat in chosen:
            coach.take(seat)
        self.bookings[ref] = chosen
        return [label(coach, seat) for coach, seat in chosen]

    def book_window(self, ref):
        """One window seat, or NoRoom."""
        if ref in self.bookings:
            raise ValueError(f"booking {ref} exists")
        for coach in self.coaches:
            for seat in sorted(coach.free):
                if seat[1] in WINDOW:
                    self.bookings[ref] = [(coach, seat)]
                    return label(coach, seat)
        raise NoRoom("no window seat left")

    def cancel(self, ref):
        for coach, seat in self.bookings.pop(ref):
            coach.give_back(seat)

    def seats_left(self):
        return sum(len(c.free) for c in self.coaches)

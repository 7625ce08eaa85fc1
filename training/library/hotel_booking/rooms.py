"""Rooms of the hotel and their reservations."""
from __future__ import annotations

from dataclasses import dataclass, field

from stays import nights_between, stays_overlap


@dataclass
class Room:
    number: int
    room_type: str
    beds: int
    bookings: list = field(default_factory=list)

    @property
    def floor(self) -> int:
        """Room 304 is on floor 3; numbers below 100 are on the ground floor (0)."""
        return self.number // 100

    def is_free(self, arrival: str, departure: str) -> bool:
        """Whether no booking of this room needs one of the nights of the stay."""
        for _guest, booked_from, booked_to in self.bookings:
            if stays_overlap((arrival, departure), (booked_from, booked_to)):
                return False
        return True

    def book(self, guest: str, arrival: str, departure: str) -> int:
        """Reserve the room and return the number of nights."""
        nights = nights_between(arrival, departure)
        if not self.is_free(arrival, departure):
            raise ValueError(f"room {self.number} is taken")
        self.bookings.append((guest.strip(), arrival, departure))
        return nights

    def cancel(self, guest: str) -> int:
        """Drop all bookings of a guest (any case) and return how many there were."""
        wanted = guest.strip().lower()
        kept = [b for b in self.bookings if b[0].lower() != wanted]
        dropped = len(self.bookings) - len(kept)
        self.bookings = kept
        return dropped


def find_room(rooms: list[Room], guests: int, arrival: str, departure: str) -> int | None:
    """Number of the smallest free room with enough beds, or None.

    Among rooms of the same size the lowest number wins.
    """
    candidates = [r for r in rooms if r.beds >= guests and r.is_free(arrival, departure)]
    if not candidates:
        return None
    best = min(candidates, key=lambda room: (room.beds, room.number))
    return best.number


def occupancy_percent(rooms: list[Room], arrival: str, departure: str) -> float:
    """Share of rooms that are taken at some time in the period, in percent."""
    if not rooms:
        return 0.0
    taken = sum(1 for room in rooms if not room.is_free(arrival, departure))
    return round(100 * taken / len(rooms), 1)


def room_label(room: Room) -> str:
    """A label such as '304 Double (2 beds)'."""
    noun = "bed" if room.beds == 1 else "beds"
    return f"{room.number} {room.room_type.strip().title()} ({room.beds} {noun})"

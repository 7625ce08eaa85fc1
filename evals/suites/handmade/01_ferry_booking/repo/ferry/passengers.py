"""Who is on board, and which fare band they fall into."""
from dataclasses import dataclass

INFANT_MAX_AGE = 3
CHILD_MAX_AGE = 14
SENIOR_MIN_AGE = 65


@dataclass(frozen=True)
class Passenger:
    name: str
    age: int
    resident: bool = False


def fare_band(passenger):
    """Return 'infant', 'child', 'adult' or 'senior'.

    The limits are the ones printed on the timetable: infants are up to and
    including 3, children up to and including 14, seniors from 65.
    """
    if passenger.age <= INFANT_MAX_AGE:
        return "infant"
    if passenger.age < CHILD_MAX_AGE:
        return "child"
    if passenger.age >= SENIOR_MIN_AGE:
        return "senior"
    return "adult"

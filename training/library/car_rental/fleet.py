"""Cars, their bookings and their service intervals."""
from __future__ import annotations

from dataclasses import dataclass, field

from charges import DAILY_RATE
from periods import read_moment

CATEGORY_ORDER = ["mini", "compact", "estate", "van"]
SERVICE_KM = 15_000
CLEANING_HOURS = 2


@dataclass
class RentalCar:
    plate: str
    category: str
    odometer: int = 0
    last_service: int = 0
    reserved: list[tuple[str, str]] = field(default_factory=list)

    def available(self, pickup: str, dropoff: str) -> bool:
        """Whether the car is free, with two hours for cleaning between two rentals."""
        start, end = read_moment(pickup), read_moment(dropoff)
        for taken_from, taken_to in self.reserved:
            gap_before = (start - read_moment(taken_to)).total_seconds() / 3600
            gap_after = (read_moment(taken_from) - end).total_seconds() / 3600
            if gap_before < CLEANING_HOURS and gap_after < CLEANING_HOURS:
                return False
        return True

    def reserve(self, pickup: str, dropoff: str) -> int:
        """Note a reservation and return how many the car has now."""
        if not self.available(pickup, dropoff):
            raise ValueError(f"{self.plate} is not available")
        self.reserved.append((pickup, dropoff))
        return len(self.reserved)

    def bring_back(self, reading: int) -> int:
        """Record the odometer at the return; returns the kilometres driven."""
        if reading < self.odometer:
            raise ValueError("odometer runs backwards")
        driven = reading - self.odometer
        self.odometer = reading
        return driven

    def service_due_in(self) -> int:
        """Kilometres until the next service, 0 when it is due."""
        return max(self.last_service + SERVICE_KM - self.odometer, 0)


def upgrade_path(category: str) -> list[str]:
    """The category itself and all larger ones, smallest first."""
    return CATEGORY_ORDER[CATEGORY_ORDER.index(category.strip().lower()):]


def assign_car(cars: list[RentalCar], category: str, pickup: str, dropoff: str) -> str | None:
    """Plate of a free car of the category, or of the next larger one that has any.

    Of several free cars the one with the lowest odometer is given out.
    """
    for wanted in upgrade_path(category):
        free = [c for c in cars if c.category == wanted and c.available(pickup, dropoff)]
        if free:
            return min(free, key=lambda car: car.odometer).plate
    return None


def fleet_day_value(cars: list[RentalCar]) -> int:
    """What the fleet earns in cents on a day when every car is out."""
    return sum(DAILY_RATE[car.category] for car in cars)


def cars_by_category(cars: list[RentalCar]) -> dict[str, list[str]]:
    """Plates in alphabetical order for each category that has cars."""
    groups: dict[str, list[str]] = {}
    for car in sorted(cars, key=lambda car: car.plate):
        groups.setdefault(car.category, []).append(car.plate)
    return groups

from dataclasses import dataclass, field

from . import tariff
from .passengers import fare_band


@dataclass
class Booking:
    origin: str
    destination: str
    passengers: list = field(default_factory=list)
    vehicle: str = None
    is_return: bool = False

    def add(self, passenger):
        self.passengers.append(passenger)
        return self


def passenger_fare(passenger, base):
    fare = base * tariff.BAND_PERCENT[fare_band(passenger)] // 100
    if passenger.resident:
        fare -= fare * tariff.RESIDENT_DISCOUNT // 100
    return fare


def quote(booking):
    """Total price of the booking in pence."""
    base = tariff.adult_fare(booking.origin, booking.destination)
    total = sum(passenger_fare(p, base) for p in booking.passengers)
    total += tariff.vehicle_fare(booking.vehicle)
    if booking.is_return:
        total *= 2
    return total

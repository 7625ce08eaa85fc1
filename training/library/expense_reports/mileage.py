"""Mileage allowance for private cars, motorcycles and bicycles."""
from __future__ import annotations

KM_PER_MILE = 1.609344
RATE_PER_KM = {"car": 0.42, "motorcycle": 0.24, "bicycle": 0.10}
REDUCED_CAR_RATE = 0.25
FULL_RATE_KM = 10_000
PASSENGER_RATE = 0.05


def miles_to_km(miles: float) -> float:
    """Convert miles to kilometres with one decimal."""
    return round(miles * KM_PER_MILE, 1)


def trip_kilometres(start_reading: int, end_reading: int) -> int:
    """Kilometres driven according to the odometer, which starts over after 999 999."""
    if end_reading < start_reading:
        return end_reading + 1_000_000 - start_reading
    return end_reading - start_reading


def mileage_allowance(km: float, vehicle: str = "car", passengers: int = 0) -> float:
    """Allowance for a trip; cars earn an extra rate for each passenger."""
    kind = vehicle.strip().lower()
    rate = RATE_PER_KM[kind]
    if kind == "car":
        rate += passengers * PASSENGER_RATE
    return round(km * rate, 2)


def yearly_car_allowance(total_km: int) -> float:
    """Full rate for the first 10 000 km of a year, the reduced one for the rest."""
    full = min(total_km, FULL_RATE_KM)
    reduced = max(total_km - FULL_RATE_KM, 0)
    return round(full * RATE_PER_KM["car"] + reduced * REDUCED_CAR_RATE, 2)


def business_km(driven: float, commute: float, from_home: bool) -> float:
    """Reimbursed distance: trips from home are reduced by the way to work and back."""
    if not from_home:
        return driven
    return max(driven - 2 * commute, 0)


def parse_trip(line: str) -> tuple[str, float]:
    """Read a log entry like 'Graz - Linz: 221 km' or 'Home - Depot: 12 mi' as (route, km)."""
    route, distance = line.rsplit(":", 1)
    number, unit = distance.split()
    km = float(number)
    if unit.lower() in ("mi", "miles"):
        km = miles_to_km(km)
    return route.strip(), km

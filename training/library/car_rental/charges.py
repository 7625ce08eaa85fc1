"""What a rental costs, in whole cents unless said otherwise."""
from __future__ import annotations

from periods import hours_late, rental_days

DAILY_RATE = {"mini": 2900, "compact": 3900, "estate": 5500, "van": 7900}
KM_PER_DAY = 250
EXTRA_KM = 28
LATE_HOUR = 1200
YOUNG_DRIVER_AGE = 25
YOUNG_DRIVER_PER_DAY = 900
YOUNG_DRIVER_CAP_DAYS = 10
FUEL_SERVICE = 1500
WEEK = 7


def base_price(category: str, days: int) -> int:
    """Price of the car: every full week costs six days."""
    weeks, rest = divmod(days, WEEK)
    return (weeks * (WEEK - 1) + rest) * DAILY_RATE[category.strip().lower()]


def mileage_charge(days: int, odometer_out: int, odometer_in: int,
                   unlimited: bool = False) -> int:
    """Charge for the kilometres beyond the allowance of 250 a day."""
    driven = odometer_in - odometer_out
    if driven < 0:
        raise ValueError("odometer runs backwards")
    if unlimited:
        return 0
    return max(driven - days * KM_PER_DAY, 0) * EXTRA_KM


def late_return_charge(category: str, agreed: str, returned: str) -> int:
    """An hourly charge for a late return, but never more than a daily rate for each day."""
    hours = hours_late(agreed, returned)
    started_days = -(-hours // 24)
    return min(hours * LATE_HOUR, started_days * DAILY_RATE[category])


def fuel_charge(tank_litres: int, eighths_out: int, eighths_in: int,
                cents_per_litre: int) -> int:
    """Cost of filling up what is missing against the pickup, plus a service fee.

    The gauge is read in eighths of a tank. More fuel than at pickup is not refunded.
    """
    if not (0 <= eighths_out <= 8 and 0 <= eighths_in <= 8):
        raise ValueError("gauge reads from 0 to 8 eighths")
    missing = eighths_out - eighths_in
    if missing <= 0:
        return 0
    return round(tank_litres * missing / 8 * cents_per_litre) + FUEL_SERVICE


def young_driver_fee(age: int, days: int) -> int:
    """Fee for drivers under 25, for at most ten days of the rental."""
    if age >= YOUNG_DRIVER_AGE:
        return 0
    return min(days, YOUNG_DRIVER_CAP_DAYS) * YOUNG_DRIVER_PER_DAY


def one_way_fee(pickup_city: str, return_city: str, distance_km: float) -> int:
    """Nothing for the same city, else 19 euros plus 15 cents a kilometre."""
    if pickup_city.strip().lower() == return_city.strip().lower():
        return 0
    return 1900 + round(15 * distance_km)


def quote_total(category: str, pickup: str, dropoff: str, age: int = 30,
                extras: int = 0) -> int:
    """Price of a rental in advance; extras such as child seats cost 7 euros a day each."""
    days = rental_days(pickup, dropoff)
    total = base_price(category, days) + young_driver_fee(age, days)
    return total + extras * 700 * days


def deposit_due(total: int, category: str) -> int:
    """Deposit to block: a fifth of the price, at least five daily rates."""
    return max(total // 5, 5 * DAILY_RATE[category])

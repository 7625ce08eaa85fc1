"""Room rates, city tax and cancellation fees."""
from __future__ import annotations

from stays import days_until_arrival, is_weekend_night, night_dates

BASE_RATES = {"single": 70, "double": 95, "suite": 180}
WEEKEND_SURCHARGE = 15
EXTRA_BED = 22
CITY_TAX_PER_ADULT = 2.5
HIGH_SEASON_MONTHS = (6, 7, 8, 12)


def season_factor(month: int) -> float:
    """Multiplier for the base rate: 1.3 in high season, 1.0 otherwise."""
    if not 1 <= month <= 12:
        raise ValueError(f"not a month: {month}")
    return 1.3 if month in HIGH_SEASON_MONTHS else 1.0


def night_rate(room_type: str, day: str) -> float:
    """Price of one night; the weekend surcharge is not affected by the season."""
    base = BASE_RATES[room_type.strip().lower()]
    price = base * season_factor(int(day.strip()[5:7]))
    if is_weekend_night(day):
        price += WEEKEND_SURCHARGE
    return round(price, 2)


def room_price(room_type: str, arrival: str, departure: str, extra_beds: int = 0) -> float:
    """Price of the room for the whole stay, including extra beds for every night."""
    total = 0.0
    for day in night_dates(arrival, departure):
        total += night_rate(room_type, day) + extra_beds * EXTRA_BED
    return round(total, 2)


def city_tax(nights: int, ages: list[int]) -> float:
    """City tax for guests aged 18 or older; nights after the seventh are free of tax."""
    adults = sum(1 for age in ages if age >= 18)
    return adults * min(nights, 7) * CITY_TAX_PER_ADULT


def long_stay_discount(price: float, nights: int) -> float:
    """The price after 10% off from 7 nights, or 20% off from 14 nights."""
    if nights >= 14:
        percent = 20
    elif nights >= 7:
        percent = 10
    else:
        percent = 0
    return round(price * (100 - percent) / 100, 2)


def cancellation_fee(price: float, today: str, arrival: str) -> float:
    """Free up to 14 days before arrival, half the price up to 3 days before, then all."""
    days_left = days_until_arrival(today, arrival)
    if days_left >= 14:
        return 0.0
    if days_left >= 3:
        return round(price / 2, 2)
    return price

"""Meter readings and the consumption between them."""

ROLLOVER = 100_000
WATTS_PER_KILOWATT = 1000


def consumption(previous: int, current: int) -> int:
    """kWh between two readings of a five-digit meter, which may roll over to zero."""
    if current < previous:
        current += ROLLOVER
    return current - previous


def daily_average(kwh: float, days: int) -> float:
    """Mean consumption per day with two decimals."""
    if days <= 0:
        raise ValueError("a period needs at least one day")
    return round(kwh / days, 2)


def appliance_kwh(watts: float, hours_per_day: float, days: int = 30) -> float:
    """Consumption of an appliance over some days in kWh with one decimal."""
    return round(watts * hours_per_day * days / WATTS_PER_KILOWATT, 1)


def estimate_reading(first: tuple[int, int], second: tuple[int, int], day: int) -> int:
    """Reading on a day, interpolated or extrapolated from two (day, reading) pairs."""
    (day1, reading1), (day2, reading2) = first, second
    per_day = (reading2 - reading1) / (day2 - day1)
    return round(reading1 + per_day * (day - day1))


def band_totals(usage: list[tuple[str, float]]) -> dict[str, float]:
    """Sum of kWh per band name, names without blanks and in lower case."""
    totals: dict[str, float] = {}
    for band, kwh in usage:
        key = band.strip().lower()
        totals[key] = totals.get(key, 0) + kwh
    return totals


def unusual_days(daily: list[float], factor: float = 2) -> list[int]:
    """Indexes of the days that used more than `factor` times the mean of all days."""
    if not daily:
        return []
    limit = factor * sum(daily) / len(daily)
    return [index for index, kwh in enumerate(daily) if kwh > limit]


def peak_demand(quarter_hours: list[float]) -> float:
    """Highest demand in kW, from the kWh used in each quarter of an hour."""
    return max(quarter_hours, default=0) * 4

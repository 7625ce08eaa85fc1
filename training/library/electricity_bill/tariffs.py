"""Prices of electricity in cents per kWh, by tier and by hour."""

TIERS = [(100, 22.0), (300, 28.0), (None, 35.0)]
PEAK_HOURS = range(17, 21)
NIGHT_START, NIGHT_END = 22, 6
HOURLY_CENTS = {"peak": 42.0, "day": 30.0, "night": 18.0}
WEEKEND = (5, 6)


def hour_band(hour: int, weekday: int = 0) -> str:
    """Band of an hour from 0 to 23; weekday 0 is Monday.

    'peak' from 17 to before 21 on weekdays, 'night' from 22 to before 6 on all days,
    otherwise 'day'.
    """
    if not 0 <= hour <= 23:
        raise ValueError(f"no such hour: {hour}")
    if hour >= NIGHT_START or hour < NIGHT_END:
        return "night"
    if hour in PEAK_HOURS and weekday not in WEEKEND:
        return "peak"
    return "day"


def hour_price(hour: int, weekday: int = 0) -> float:
    """Price in cents per kWh at an hour."""
    return HOURLY_CENTS[hour_band(hour, weekday)]


def tier_parts(kwh: float) -> list[float]:
    """Split a consumption over the tiers; tier limits are cumulative kWh.

    Tiers that are not reached are left out.
    """
    parts = []
    lower = 0
    for limit, _ in TIERS:
        if kwh <= lower:
            break
        upper = kwh if limit is None else min(kwh, limit)
        parts.append(upper - lower)
        lower = upper
    return parts


def tiered_cost(kwh: float) -> int:
    """Cost in whole cents when each tier has its own price."""
    return round(sum(part * price for part, (_, price) in zip(tier_parts(kwh), TIERS)))


def marginal_price(kwh: float) -> float:
    """Price in cents of the next kWh after a consumption; limits belong to the lower tier."""
    for limit, price in TIERS:
        if limit is None or kwh < limit:
            return price
    raise ValueError("last tier must be open")


def cheapest_start(prices: list[float], hours: int) -> int:
    """Start index of the cheapest run of consecutive hours, the earliest on a tie."""
    starts = range(len(prices) - hours + 1)
    return min(starts, key=lambda start: (sum(prices[start:start + hours]), start))

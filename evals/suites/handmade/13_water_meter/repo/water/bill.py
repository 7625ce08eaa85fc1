from decimal import Decimal

BASIC_M3 = 30
BASIC_PRICE = Decimal("1.80")
EXTRA_PRICE = Decimal("2.65")
STANDING_CHARGE = Decimal("12.00")


def price(m3):
    basic = min(m3, BASIC_M3)
    extra = max(m3 - BASIC_M3, 0)
    return STANDING_CHARGE + basic * BASIC_PRICE + extra * EXTRA_PRICE


def latest_bill(meter):
    periods = meter.consumption()
    if not periods:
        return None
    _, m3 = periods[-1]
    return price(m3)


def suspicious(meter, factor=3):
    """Days whose consumption is over `factor` times the average of those before."""
    days, seen = [], []
    for day, m3 in meter.consumption():
        if seen and m3 > factor * sum(seen) / len(seen):
            days.append(day)
        seen.append(m3)
    return days

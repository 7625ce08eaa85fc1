"""Parking fees in cents."""
from tickets import clock_minutes, parked_minutes

FREE_MINUTES = 15
FIRST_HOUR = 250
FURTHER_HALF_HOUR = 100
DAY_MAXIMUM = 1800
LOST_TICKET = 3500
EVENING_FLAT = 500


def started_units(minutes, unit):
    """Number of started units of time: 61 minutes are three started half hours."""
    return -(-minutes // unit)


def fee_within_day(minutes):
    """Fee for up to one day: a free quarter, the first hour, then every started half hour."""
    if minutes <= FREE_MINUTES:
        return 0
    fee = FIRST_HOUR
    if minutes > 60:
        fee += started_units(minutes - 60, 30) * FURTHER_HALF_HOUR
    return min(fee, DAY_MAXIMUM)


def parking_fee(minutes):
    """Fee for any duration; each full day costs the daily maximum."""
    days, rest = divmod(minutes, 1440)
    return days * DAY_MAXIMUM + fee_within_day(rest)


def is_evening(stamp):
    """The evening tariff is for entries from 18:00 on, except on Sunday."""
    minutes = clock_minutes(stamp)
    sunday = minutes // 1440 == 6
    return not sunday and minutes % 1440 >= 18 * 60


def stay_fee(entry, leave):
    """Fee of a stay: never more than the evening flat rate for evening stays up to 8 hours."""
    minutes = parked_minutes(entry, leave)
    fee = parking_fee(minutes)
    if is_evening(entry) and minutes <= 8 * 60:
        fee = min(fee, EVENING_FLAT)
    return fee


def lost_ticket_fee(minutes=None):
    """Penalty for a lost ticket, or the real fee if the known duration costs more."""
    if minutes is None:
        return LOST_TICKET
    return max(LOST_TICKET, parking_fee(minutes))


def validate_discount(fee, stamps, value=150, most=2):
    """Fee after shop stamps, of which a limited number counts; never below zero."""
    return max(fee - min(stamps, most) * value, 0)


def coins_for(change):
    """Fewest coins for an amount of change, as {coin: count}."""
    coins = {}
    for coin in (200, 100, 50, 20, 10):
        count, change = divmod(change, coin)
        if count:
            coins[coin] = count
    return coins

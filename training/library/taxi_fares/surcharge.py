"""Surcharges for night, luggage, large groups and the airport."""
from meter import Meter
from zones import airport_trip, fixed_fare

NIGHT_PERCENT = 20
LUGGAGE_CENTS = 100
FREE_BAGS = 1
VAN_CENTS = 700
AIRPORT_CENTS = 250


def is_night(hour):
    """Night tariff from 22:00 until before 6:00."""
    return hour >= 22 or hour < 6


def luggage_cents(bags):
    """Charge for each bag after the first one."""
    return max(bags - FREE_BAGS, 0) * LUGGAGE_CENTS


def van_cents(passengers):
    """Van charge for five to eight passengers; more do not fit into a taxi."""
    if passengers < 1 or passengers > 8:
        raise ValueError("a taxi takes 1 to 8 passengers")
    return VAN_CENTS if passengers > 4 else 0


def trip_total(meter: Meter, hour, bags=0, passengers=1):
    """Total in cents; the night percentage applies to the metered fare only."""
    fare = meter.fare()
    if is_night(hour):
        fare += fare * NIGHT_PERCENT // 100
    return fare + luggage_cents(bags) + van_cents(passengers)


def quote(origin, destination, estimate):
    """Price offered in cents: the fixed fare if there is one, else the estimate.

    The airport charge is part of fixed fares and is added to estimates only.
    """
    fixed = fixed_fare(origin, destination)
    if fixed is not None:
        return round(fixed * 100)
    if airport_trip(origin, destination):
        estimate += AIRPORT_CENTS
    return estimate


def share_by_distance(total, kilometres):
    """Split a fare in proportion to the distances; the last rider pays the odd cents."""
    whole = sum(kilometres)
    shares = [total * km // whole for km in kilometres[:-1]]
    shares.append(total - sum(shares))
    return shares


def round_to_ten(cents):
    """Round down to ten cents, as drivers do for cash."""
    return cents - cents % 10

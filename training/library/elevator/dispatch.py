"""Plan stops and choose a cabin for a hall call."""

from floors import TOP_FLOOR, direction_to, travel_seconds


def scan_order(current, stops, direction="up"):
    """Stops in the order of one sweep in the direction and one back; doubles count once."""
    unique = set(stops)
    if direction == "down":
        return downward_sweep(current, unique)
    above = sorted(stop for stop in unique if stop >= current)
    below = sorted((stop for stop in unique if stop < current), reverse=True)
    return above + below


def downward_sweep(current, stops):
    """Stops at or below the current floor from the top down, then those above upwards."""
    down = sorted((stop for stop in stops if stop <= current), reverse=True)
    up = sorted(stop for stop in stops if stop > current)
    return down + up


def nearest_first(current, stops):
    """Always go to the nearest open stop; the lower one of two equally near ones."""
    remaining = sorted(set(stops))
    order = []
    while remaining:
        closest = min(remaining, key=lambda stop: abs(stop - current))
        remaining.remove(closest)
        order.append(closest)
        current = closest
    return order


def suitability(cabin_floor, cabin_direction, call_floor, call_direction):
    """Score of a cabin for a hall call, higher is better.

    The score is the top floor + 2, less the floors of distance. A cabin that comes nearer
    but drives in the other direction than called for scores one less; one that moves away
    always scores 1.
    """
    gap = abs(call_floor - cabin_floor)
    if cabin_direction == "stay":
        return TOP_FLOOR + 2 - gap
    if direction_to(cabin_floor, call_floor) != cabin_direction:
        return 1
    bonus = 2 if cabin_direction == call_direction else 1
    return TOP_FLOOR + bonus - gap


def choose_cabin(cabins, call_floor, call_direction):
    """Name of the best cabin of {name: (floor, direction)}; names decide ties."""
    def score(name):
        floor, direction = cabins[name]
        return suitability(floor, direction, call_floor, call_direction)

    return min(cabins, key=lambda name: (-score(name), name))


def parking_floor(calls, default=0):
    """Floor with the most calls, the lower one on a tie; the default without calls."""
    if not calls:
        return default
    return min(set(calls), key=lambda floor: (-calls.count(floor), floor))


def is_peak(minute, peaks=((450, 570), (1020, 1110))):
    """True when the minute of the day lies in a peak period (start included, end not)."""
    return any(start <= minute < end for start, end in peaks)


def average_ride(trips):
    """Mean driving time in seconds of (from, to) trips, rounded to one digit; 0.0 for none."""
    if not trips:
        return 0.0
    return round(sum(travel_seconds(start, end) for start, end in trips) / len(trips), 1)

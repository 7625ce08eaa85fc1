LOWEST_FLOOR = -2
TOP_FLOOR = 12
SECONDS_PER_FLOOR = 3
DOOR_SECONDS = 8


def floor_label(floor):
    """Label in the cabin: 'G' for 0, 'B1' and 'B2' for the basements, otherwise the number."""
    if floor == 0:
        return "G"
    if floor < 0:
        return f"B{-floor}"
    return str(floor)


def parse_floor(label):
    """Floor number of a label such as '7', 'g' or 'B2'."""
    label = label.strip().upper()
    if label == "G":
        return 0
    floor = -int(label[1:]) if label.startswith("B") else int(label)
    if not is_served(floor):
        raise ValueError(f"no floor {label}")
    return floor


def is_served(floor):
    """True for floors from the lowest basement to the top floor."""
    return LOWEST_FLOOR <= floor <= TOP_FLOOR


def direction_to(current, target):
    """'up', 'down' or 'stay'."""
    if target > current:
        return "up"
    if target < current:
        return "down"
    return "stay"


def travel_seconds(start, target):
    """Driving time between two floors, without the doors."""
    return abs(target - start) * SECONDS_PER_FLOOR


def trip_seconds(start, stops):
    """Time to visit all stops in this order; the doors take 8 seconds at each stop."""
    total = 0
    position = start
    for stop in stops:
        total += travel_seconds(position, stop) + DOOR_SECONDS
        position = stop
    return total


def floors_passed(start, stops):
    """Number of floors driven on a trip over all stops."""
    route = [start] + list(stops)
    return sum(abs(b - a) for a, b in zip(route, route[1:]))

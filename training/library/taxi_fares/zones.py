"""City zones and fixed prices between them."""

# zone -> (centre x, centre y) on the city grid, in kilometres
CENTRES = {
    "old town": (0.0, 0.0),
    "harbour": (3.0, 1.0),
    "university": (-2.0, 4.0),
    "stadium": (6.0, -3.0),
    "airport": (14.0, 9.0),
}
FIXED_FARES = {
    ("airport", "old town"): 42.0,
    ("airport", "harbour"): 38.0,
    ("old town", "stadium"): 19.0,
}
ABBREVIATIONS = {"uni": "university", "apt": "airport", "centre": "old town"}


def canonical_zone(name):
    """Full lower case zone name; common abbreviations are understood."""
    key = name.strip().lower()
    key = ABBREVIATIONS.get(key, key)
    if key not in CENTRES:
        raise ValueError(f"unknown zone: {name.strip()}")
    return key


def fixed_fare(origin, destination):
    """Fixed price between two zones in either direction, or None if there is none."""
    pair = tuple(sorted((canonical_zone(origin), canonical_zone(destination))))
    return FIXED_FARES.get(pair)


def street_distance(origin, destination):
    """Kilometres along a street grid (east-west plus north-south) between two zones."""
    x1, y1 = CENTRES[canonical_zone(origin)]
    x2, y2 = CENTRES[canonical_zone(destination)]
    return abs(x1 - x2) + abs(y1 - y2)


def nearest_zone(x, y):
    """Zone whose centre is closest to a point, as the crow flies."""
    def squared_distance(zone):
        zone_x, zone_y = CENTRES[zone]
        return (zone_x - x) ** 2 + (zone_y - y) ** 2

    return min(CENTRES, key=squared_distance)


def airport_trip(origin, destination):
    """Whether exactly one end of the trip is the airport."""
    return (canonical_zone(origin) == "airport") != (canonical_zone(destination) == "airport")


def zones_within(origin, limit_km):
    """Other zones at most that many street kilometres away, nearest first."""
    start = canonical_zone(origin)
    reachable = []
    for zone in CENTRES:
        distance = street_distance(start, zone)
        if zone != start and distance <= limit_km:
            reachable.append((distance, zone))
    return [zone for _, zone in sorted(reachable)]

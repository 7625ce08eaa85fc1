"""Fares in pence, by route and band."""

ROUTES = {
    ("Oban", "Craignure"): 420,
    ("Mallaig", "Armadale"): 360,
    ("Ullapool", "Stornoway"): 1090,
}

BAND_PERCENT = {"infant": 0, "child": 50, "adult": 100, "senior": 75}

RESIDENT_DISCOUNT = 30
BICYCLE = 0
CAR = 1540


def adult_fare(origin, destination):
    if (origin, destination) in ROUTES:
        return ROUTES[(origin, destination)]
    if (destination, origin) in ROUTES:
        return ROUTES[(destination, origin)]
    raise KeyError(f"no sailing between {origin} and {destination}")


def vehicle_fare(kind):
    if kind is None:
        return 0
    return {"bicycle": BICYCLE, "car": CAR}[kind]

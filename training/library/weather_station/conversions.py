"""Conversions between weather units."""

FREEZING_F = 32
KMH_PER_MS = 3.6
KMH_PER_KNOT = 1.852
HPA_PER_INHG = 33.8639
MM_PER_INCH = 25.4
COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
BEAUFORT_KMH = (1, 6, 12, 20, 29, 39, 50, 62, 75, 89, 103, 118)


def to_fahrenheit(celsius):
    """Temperature in degrees Fahrenheit with one decimal."""
    return round(celsius * 1.8 + FREEZING_F, 1)


def to_celsius(fahrenheit):
    """Temperature in degrees Celsius with one decimal."""
    return round((fahrenheit - FREEZING_F) / 1.8, 1)


def knots_to_kmh(knots):
    """Wind speed in km/h with one decimal."""
    return round(knots * KMH_PER_KNOT, 1)


def kmh_to_ms(kmh):
    """Wind speed in metres per second with one decimal."""
    return round(kmh / KMH_PER_MS, 1)


def inches_to_hpa(inches):
    """Air pressure in hPa from inches of mercury, with one decimal."""
    return round(inches * HPA_PER_INHG, 1)


def rain_mm(inches):
    """Rainfall in millimetres with one decimal; negative readings raise ValueError."""
    if inches < 0:
        raise ValueError("rainfall cannot be negative")
    return round(inches * MM_PER_INCH, 1)


def compass_point(degrees):
    """Nearest of the eight compass points; 0 is north, 90 east, and 360 north again."""
    return COMPASS[int((degrees % 360 + 22.5) // 45) % 8]


def beaufort(kmh):
    """Beaufort force 0 to 12; a force starts at its lower bound, inclusive."""
    return sum(1 for bound in BEAUFORT_KMH if kmh >= bound)


def sea_level_pressure(hpa, altitude_m):
    """Pressure reduced to sea level with one decimal: 1 hPa more per 8 m of altitude."""
    return round(hpa + altitude_m / 8, 1)

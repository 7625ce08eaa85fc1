"""Size limits of bags in centimetres."""
from __future__ import annotations

import re

CM_PER_INCH = 2.54
CABIN_LIMIT = (55, 40, 23)
CHECKED_LINEAR_LIMIT = 158
SPORTS_LENGTH_LIMIT = 190


def parse_size(text: str) -> tuple[float, float, float]:
    """Read '55 x 40 x 20 cm' or '22x14x9 in' as centimetres, longest side first."""
    sides = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]
    if len(sides) != 3:
        raise ValueError(f"three sides expected: {text.strip()}")
    if text.strip().lower().endswith("in"):
        sides = [round(side * CM_PER_INCH, 1) for side in sides]
    longest, middle, shortest = sorted(sides, reverse=True)
    return longest, middle, shortest


def linear_size(size: tuple[float, float, float]) -> float:
    """Length plus width plus height."""
    return round(sum(size), 1)


def fits_cabin(size: tuple[float, float, float]) -> bool:
    """Every side, in order of length, must be within the cabin limit."""
    return all(side <= limit for side, limit in zip(sorted(size, reverse=True), CABIN_LIMIT))


def volume_litres(size: tuple[float, float, float]) -> float:
    """Volume in litres (1000 cubic centimetres)."""
    length, width, height = size
    return round(length * width * height / 1000, 1)


def size_class(size: tuple[float, float, float]) -> str:
    """'cabin', 'checked', 'oversize' or, with a side beyond 190 cm, 'sports'."""
    if fits_cabin(size):
        return "cabin"
    if max(size) > SPORTS_LENGTH_LIMIT:
        return "sports"
    return "checked" if linear_size(size) <= CHECKED_LINEAR_LIMIT else "oversize"


def volumetric_weight(size: tuple[float, float, float], divisor: int = 5000) -> float:
    """Weight in kilograms that freight of this size counts for."""
    return round(size[0] * size[1] * size[2] / divisor, 2)

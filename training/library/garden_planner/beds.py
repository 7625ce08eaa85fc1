"""Beds, plant spacing and neighbours. Lengths of beds are metres, spacings centimetres."""
from __future__ import annotations

import math
from dataclasses import dataclass, field

SPACING = {"lettuce": (25, 30), "carrot": (5, 25), "tomato": (60, 80), "bean": (10, 40), "leek": (15, 30)}
FAMILIES = {"lettuce": "daisy", "carrot": "carrot", "tomato": "nightshade", "bean": "legume",
            "leek": "onion", "onion": "onion", "potato": "nightshade", "parsley": "carrot"}
BAD_NEIGHBOURS = {frozenset(("bean", "leek")), frozenset(("bean", "onion")),
                  frozenset(("tomato", "potato"))}
ROTATION_YEARS = 3


def parse_bed_size(text: str) -> tuple[float, float]:
    """Length and width in metres from '3 x 1.2 m' or '300x120 cm', the longer side first."""
    word = text.strip().lower()
    factor = 0.01 if word.endswith("cm") else 1.0
    sides = [float(side) * factor for side in word.rstrip("cm ").split("x")]
    return round(max(sides), 2), round(min(sides), 2)


def plants_per_row(length_m: float, spacing_cm: int) -> int:
    """Plants in a row; the first and last stand half a spacing from the ends."""
    return int(round(length_m * 100) // spacing_cm)


def plants_in_bed(crop: str, length_m: float, width_m: float) -> int:
    """Plants of a crop that fit into a bed, with rows along its length."""
    in_row, between_rows = SPACING[crop]
    return plants_per_row(length_m, in_row) * plants_per_row(width_m, between_rows)


def staggered_rows(width_cm: int, spacing_cm: int) -> int:
    """Rows of a triangular pattern: rows are closer by the factor sqrt(3) / 2."""
    if spacing_cm <= 0:
        raise ValueError("spacing must be positive")
    return int(width_cm // (spacing_cm * math.sqrt(3) / 2))


def seeds_to_buy(plants: int, germination_percent: int = 80) -> int:
    """Seeds to sow so that enough plants come up, rounded up."""
    return -(-plants * 100 // germination_percent)


def soil_bags(length_m: float, width_m: float, depth_cm: float, bag_litres: int = 40) -> int:
    """Bags of soil that fill a raised bed."""
    litres = round(length_m * width_m * depth_cm * 10, 3)
    return math.ceil(litres / bag_litres)


def get_along(first: str, second: str) -> bool:
    """Whether two crops may stand next to each other."""
    return frozenset((first.strip().lower(), second.strip().lower())) not in BAD_NEIGHBOURS


@dataclass
class Bed:
    name: str
    history: dict[int, list[str]] = field(default_factory=dict)

    def plant(self, year: int, crop: str) -> list[str]:
        """Note a crop for a year and return all crops of that year."""
        crops = self.history.setdefault(year, [])
        crop = crop.strip().lower()
        if crop not in crops:
            crops.append(crop)
        return crops

    def years_of_rest(self, year: int, crop: str) -> int | None:
        """Years since a crop of the same family grew here, None if it never did."""
        family = FAMILIES[crop.strip().lower()]
        past = [y for y, crops in self.history.items()
                if y < year and any(FAMILIES[c] == family for c in crops)]
        return year - max(past) if past else None

    def rotation_ok(self, year: int, crop: str) -> bool:
        """Whether at least three full years lie between two crops of one family."""
        rest = self.years_of_rest(year, crop)
        return rest is None or rest > ROTATION_YEARS

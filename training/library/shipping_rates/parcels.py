"""Parcels: dimensions, volumetric weight and size limits. Lengths in cm, weights in kg."""
import math
from dataclasses import dataclass

VOLUMETRIC_DIVISOR = 5000
MAX_KG = 31.5
MAX_LENGTH = 120
MAX_GIRTH = 300
KG_PER_POUND = 0.4536


def parse_dimensions(text):
    """Sorted (longest, middle, shortest) from a text like '30 x 20x10.5 cm'."""
    numbers = text.lower().removesuffix("cm").split("x")
    if len(numbers) != 3:
        raise ValueError("three dimensions are needed")
    sizes = sorted((float(number) for number in numbers), reverse=True)
    if sizes[-1] <= 0:
        raise ValueError("dimensions must be positive")
    return tuple(sizes)


def parse_parcel_weight(text):
    """Weight in kg from '2.5 kg', '800g' or '3 lb', with three decimals."""
    text = text.strip().lower()
    if text.endswith("kg"):
        return round(float(text[:-2]), 3)
    if text.endswith("lb"):
        return round(float(text[:-2]) * KG_PER_POUND, 3)
    if text.endswith("g"):
        return round(float(text[:-1]) / 1000, 3)
    raise ValueError(f"weight without a unit: {text}")


def round_up(weight, step=0.5):
    """Round a weight up to the next multiple of the step."""
    steps = math.ceil(round(weight / step, 6))
    return round(steps * step, 3)


@dataclass
class Parcel:
    """A parcel with its length, width and height, the length being the longest side."""

    length: float
    width: float
    height: float
    weight: float

    def volumetric_kg(self):
        """Volumetric weight: cubic centimetres divided by 5000, with two decimals."""
        return round(self.length * self.width * self.height / VOLUMETRIC_DIVISOR, 2)

    def billable_kg(self):
        """The larger of real and volumetric weight, rounded up to half kilograms."""
        return round_up(max(self.weight, self.volumetric_kg()))

    def girth(self):
        """Length plus the circumference of the cross section."""
        return self.length + 2 * (self.width + self.height)

    def problems(self):
        """Exceeded limits among 'weight', 'length' and 'girth'; the limits are allowed."""
        found = []
        if self.weight > MAX_KG:
            found.append("weight")
        if self.length > MAX_LENGTH:
            found.append("length")
        if self.girth() > MAX_GIRTH:
            found.append("girth")
        return found


def fits_inside(inner, outer):
    """True if a box fits into another in some orientation; equal sides fit."""
    return all(a <= b for a, b in zip(sorted(inner), sorted(outer)))

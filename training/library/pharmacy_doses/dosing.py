"""Doses by weight, age and body surface. Doses are in milligrams, weights in kilograms."""
from __future__ import annotations

import math
from dataclasses import dataclass

GRAMS_PER_POUND = 453.6
ADULT_SURFACE = 1.73


@dataclass(frozen=True)
class Medicine:
    """A medicine with its dose for each kilogram and its limits."""
    name: str
    mg_per_kg: float
    max_single: float
    max_daily: float
    min_age_months: int = 0


def weight_kg(text: str) -> float:
    """Weight from '18 kg', '18.5kg', '850 g' or '40 lb', rounded to grams."""
    word = text.strip().lower().replace(" ", "")
    if word.endswith("kg"):
        kilograms = float(word[:-2])
    elif word.endswith("lb"):
        kilograms = float(word[:-2]) * GRAMS_PER_POUND / 1000
    elif word.endswith("g"):
        kilograms = float(word[:-1]) / 1000
    else:
        raise ValueError(f"no unit of weight: {text.strip()}")
    return round(kilograms, 3)


def single_dose(medicine: Medicine, weight: float) -> float:
    """Dose for a weight, never above the highest single dose."""
    if weight <= 0:
        raise ValueError("weight must be positive")
    return round(min(medicine.mg_per_kg * weight, medicine.max_single), 1)


def doses_per_day(medicine: Medicine, weight: float, hours_apart: int) -> int:
    """Doses a day at an interval, fewer if the highest daily dose would be exceeded."""
    by_interval = 24 // hours_apart
    by_limit = int(medicine.max_daily // single_dose(medicine, weight))
    return min(by_interval, by_limit)


def volume_ml(dose_mg: float, strength_mg: float, per_ml: float = 5) -> float:
    """Millilitres of a liquid that holds `strength_mg` in each `per_ml` millilitres."""
    if strength_mg <= 0:
        raise ValueError("strength must be positive")
    return round(dose_mg / strength_mg * per_ml, 1)


def tablets_for(dose_mg: float, tablet_mg: float, scored: bool = True) -> float:
    """Number of tablets closest to a dose without going above it.

    Scored tablets can be halved, others are only given whole.
    """
    step = 0.5 if scored else 1
    return math.floor(dose_mg / tablet_mg / step) * step


def is_old_enough(medicine: Medicine, years: int, months: int = 0) -> bool:
    """Whether a patient has reached the lowest age for a medicine."""
    return years * 12 + months >= medicine.min_age_months


def body_surface(height_cm: float, weight: float) -> float:
    """Body surface in square metres (Mosteller's formula), two decimals."""
    return round(math.sqrt(height_cm * weight / 3600), 2)


def dose_by_surface(adult_dose: float, surface: float) -> float:
    """Share of an adult dose by body surface, never more than the adult dose."""
    return round(min(adult_dose * surface / ADULT_SURFACE, adult_dose), 1)

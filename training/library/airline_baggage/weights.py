"""Reading and adding up baggage weights (kilograms, unless stated otherwise)."""
from __future__ import annotations

KG_PER_LB = 0.45359237
MAX_BAG_KG = 32.0


def lb_to_kg(pounds: float) -> float:
    """Convert pounds to kilograms, rounded to 100 grams."""
    return round(pounds * KG_PER_LB, 1)


def parse_weight(text: str) -> float:
    """Weight in kilograms from text such as '23 kg', '50lb' or '18,5'.

    A number without a unit is in kilograms; the decimal sign may be a comma.
    """
    value = text.strip().lower().replace(",", ".")
    if value.endswith("lb"):
        return lb_to_kg(float(value[:-2]))
    if value.endswith("kg"):
        value = value[:-2]
    return float(value)


def total_weight(bags: list[str]) -> float:
    """Sum of several weights given as text."""
    return round(sum(parse_weight(bag) for bag in bags), 1)


def excess(weight: float, allowance: float) -> float:
    """Kilograms above the allowance, or 0 if the bag is not too heavy."""
    return round(max(weight - allowance, 0.0), 1)


def check_bag(weight: float) -> None:
    """Refuse bags that staff may not lift; exactly 32 kg is still accepted."""
    if weight > MAX_BAG_KG:
        raise ValueError(f"bag of {weight} kg must be repacked")


def heavy_label(weight: float) -> str:
    """Sticker for a bag: 'HEAVY' from 23 kg on, 'LIGHT' below 10 kg, else nothing."""
    if weight >= 23:
        return "HEAVY"
    if weight < 10:
        return "LIGHT"
    return ""


def can_pool(weights: list[float], allowance_each: float) -> bool:
    """Whether travellers who share their allowance stay within it together."""
    return sum(weights) <= allowance_each * len(weights)

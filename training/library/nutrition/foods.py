"""A small food table with values per 100 grams."""

KCAL_PER_GRAM = {"protein": 4, "carbs": 4, "fat": 9, "alcohol": 7}
MACROS = ("protein", "carbs", "fat")
KILOJOULES_PER_KCAL = 4.184

FOODS: dict[str, dict[str, float]] = {
    "apple": {"protein": 0.3, "carbs": 14.0, "fat": 0.2, "fiber": 2.4},
    "oats": {"protein": 13.0, "carbs": 60.0, "fat": 7.0, "fiber": 10.0},
    "chicken": {"protein": 31.0, "carbs": 0.0, "fat": 3.6, "fiber": 0.0},
    "olive oil": {"protein": 0.0, "carbs": 0.0, "fat": 100.0, "fiber": 0.0},
    "lentils": {"protein": 9.0, "carbs": 20.0, "fat": 0.4, "fiber": 8.0},
}


def find_food(name: str) -> dict[str, float]:
    """Nutrients of a food per 100 g, ignoring case and blanks; KeyError if unknown."""
    return FOODS[" ".join(name.lower().split())]


def portion(name: str, grams: float) -> dict[str, float]:
    """Nutrients in grams of a portion, with one decimal."""
    if grams < 0:
        raise ValueError("portion cannot be negative")
    return {key: round(value * grams / 100, 1) for key, value in find_food(name).items()}


def energy(nutrients: dict[str, float]) -> int:
    """Energy in kcal by the Atwater factors; nutrients without a factor give none."""
    total = 0.0
    for nutrient, grams in nutrients.items():
        total += grams * KCAL_PER_GRAM.get(nutrient, 0)
    return round(total)


def kcal_to_kilojoules(kcal: float) -> int:
    """Energy in whole kilojoules."""
    return round(kcal * KILOJOULES_PER_KCAL)


def net_carbs(nutrients: dict[str, float]) -> float:
    """Carbohydrates without fiber, never below zero."""
    return max(0.0, round(nutrients.get("carbs", 0) - nutrients.get("fiber", 0), 1))


def macro_split(nutrients: dict[str, float]) -> dict[str, int]:
    """Percent of the energy that comes from protein, carbs and fat."""
    parts = {key: nutrients.get(key, 0) * KCAL_PER_GRAM[key] for key in MACROS}
    total = sum(parts.values())
    if total == 0:
        return {key: 0 for key in parts}
    return {key: round(100 * value / total) for key, value in parts.items()}

"""Kitchen units: volumes in millilitres, weights in grams."""

MILLILITRES = {"ml": 1, "cl": 10, "dl": 100, "l": 1000, "tsp": 5, "tbsp": 15, "cup": 240}
GRAMS = {"g": 1, "kg": 1000, "oz": 28.35, "lb": 453.6}
ALIASES = {
    "teaspoon": "tsp",
    "tablespoon": "tbsp",
    "gram": "g",
    "liter": "l",
    "litre": "l",
    "ounce": "oz",
    "pound": "lb",
}
GRAMS_PER_CUP = {"flour": 120, "sugar": 200, "butter": 227, "rice": 185}


def canonical_unit(text):
    """Short name of a unit: 'Tablespoons' becomes 'tbsp'. Unknown units raise ValueError."""
    name = text.strip().lower().rstrip(".")
    for candidate in (name, name.removesuffix("s")):
        candidate = ALIASES.get(candidate, candidate)
        if candidate in MILLILITRES or candidate in GRAMS:
            return candidate
    raise ValueError(f"unknown unit: {text.strip()}")


def is_volume(unit):
    """True for units of volume, False for units of weight."""
    return canonical_unit(unit) in MILLILITRES


def convert(amount, source, target):
    """Convert between two volumes or two weights, rounded to two decimals."""
    source, target = canonical_unit(source), canonical_unit(target)
    for table in (MILLILITRES, GRAMS):
        if source in table and target in table:
            return round(amount * table[source] / table[target], 2)
    raise ValueError(f"cannot convert {source} to {target}")


def to_grams(amount, unit, ingredient=""):
    """Weight in whole grams; volumes need an ingredient whose weight per cup is known."""
    unit = canonical_unit(unit)
    if unit in GRAMS:
        return round(amount * GRAMS[unit])
    density = GRAMS_PER_CUP.get(ingredient.strip().lower())
    if density is None:
        raise ValueError(f"no weight known for {ingredient}")
    return round(amount * MILLILITRES[unit] / MILLILITRES["cup"] * density)


def fahrenheit_to_celsius(degrees, step=5):
    """Oven temperature in Celsius, rounded to the nearest step of the dial."""
    celsius = (degrees - 32) * 5 / 9
    return step * round(celsius / step)

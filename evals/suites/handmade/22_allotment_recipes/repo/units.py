from fractions import Fraction

MASS = {"g": 1, "kg": 1000}
VOLUME = {"ml": 1, "l": 1000, "tsp": 5, "tbsp": 15, "cup": 250}


def to_base(amount, unit):
    """The amount in grams, millilitres or pieces, and which of them."""
    if unit in MASS:
        return amount * MASS[unit], "g"
    if unit in VOLUME:
        return amount * VOLUME[unit], "ml"
    if unit in ("", "pc"):
        return amount, "pc"
    raise ValueError(f"unknown unit: {unit}")


def show(amount, kind):
    if kind in ("g", "ml") and amount >= 1000:
        big = {"g": "kg", "ml": "l"}[kind]
        return f"{float(Fraction(amount) / 1000):g} {big}"
    if kind == "pc":
        return f"{float(amount):g}"
    return f"{float(amount):g} {kind}"

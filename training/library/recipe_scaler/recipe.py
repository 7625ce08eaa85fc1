"""Recipes that can be scaled to a number of servings."""
from dataclasses import dataclass, field

from ingredients import format_ingredient, parse_ingredient
from units import convert

STEPS_UP = [("tsp", "tbsp", 3), ("ml", "l", 1000), ("g", "kg", 1000)]


def tidy(amount, unit):
    """Replace an amount by the next larger unit once it makes at least one of it."""
    for small, large, factor in STEPS_UP:
        if unit == small and amount >= factor:
            return convert(amount, small, large), large
    return amount, unit


def whole_eggs(amount):
    """Eggs cannot be split: round half up to whole eggs, but use at least one."""
    return max(1, int(amount + 0.5))


def bake_minutes(minutes, factor):
    """Baking time of a scaled cake: a quarter of the time more for every extra batch.

    A factor below 1 shortens the time in the same way. The time is at least half the
    original and is rounded to whole minutes.
    """
    return round(max(minutes / 2, minutes * (1 + 0.25 * (factor - 1))))


@dataclass
class Recipe:
    """A recipe for a number of servings with its ingredients as parsed lines."""

    name: str
    servings: int
    ingredients: list = field(default_factory=list)

    def add(self, line):
        """Parse an ingredient line and add it to the recipe; blank lines are skipped."""
        if line.strip():
            self.ingredients.append(parse_ingredient(line))

    def factor(self, servings):
        """Factor from the recipe's servings to the wanted ones, which must be positive."""
        if servings <= 0:
            raise ValueError("servings must be positive")
        return servings / self.servings

    def scaled(self, servings):
        """Ingredient lines for the wanted servings; lines without an amount stay."""
        factor = self.factor(servings)
        lines = []
        for amount, unit, name, _ in self.ingredients:
            if amount is not None:
                amount = round(amount * factor, 2)
                if name.startswith("egg"):
                    amount = whole_eggs(amount)
                amount, unit = tidy(amount, unit)
            lines.append(format_ingredient(amount, unit, name))
        return lines

    def missing(self, pantry):
        """Names of ingredients that are not in the pantry, ignoring case, sorted."""
        have = {item.strip().lower() for item in pantry}
        return sorted(name for _, _, name, _ in self.ingredients if name not in have)


def shopping_list(recipes):
    """Total amount per (name, unit) of several recipes, as sorted ingredient lines."""
    totals = {}
    for recipe in recipes:
        for amount, unit, name, _ in recipe.ingredients:
            key = (name, unit or "")
            totals[key] = totals.get(key, 0) + (amount or 0)
    return [
        format_ingredient(amount or None, unit or None, name)
        for (name, unit), amount in sorted(totals.items())
    ]

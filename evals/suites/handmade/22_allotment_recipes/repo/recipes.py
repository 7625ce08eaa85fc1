"""Scale the recipes of the allotment kitchen and write one shopping list."""
from fractions import Fraction

from units import show, to_base


class Recipe:
    def __init__(self, title, serves):
        self.title = title
        self.serves = serves
        self.lines = []

    def need(self, amount, unit, thing):
        self.lines.append((Fraction(amount), unit, thing))
        return self

    def scaled(self, people):
        factor = Fraction(people, self.serves)
        copy = Recipe(self.title, people)
        copy.lines = [(amount * factor, unit, thing) for amount, unit, thing in self.lines]
        return copy


def parse(text):
    """First line 'Title (serves 4)', then lines such as '250 g; red lentils'."""
    first, *rest = [line for line in text.strip().splitlines() if line.strip()]
    title, _, serves = first.rpartition("(serves ")
    recipe = Recipe(title.strip(), int(serves.rstrip(") ")))
    for line in rest:
        quantity, thing = line.split(";")
        amount, _, unit = quantity.strip().partition(" ")
        recipe.need(amount, unit.strip(), thing)
    return recipe


def shopping_list(recipes, pantry=()):
    """Sum the ingredients over all recipes, leaving out what is in the pantry."""
    have = {thing.lower() for thing in pantry}
    totals = {}
    for recipe in recipes:
        for amount, unit, thing in recipe.lines:
            if thing.lower() in have:
                continue
            base, kind = to_base(amount, unit)
            key = (thing.lower(), kind)
            totals[key] = totals.get(key, 0) + base
    return [f"{thing}: {show(total, kind)}" for (thing, kind), total in sorted(totals.items())]

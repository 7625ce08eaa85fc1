"""Recipes that turn materials into new items."""
from items import normalise_name

RECIPES = {
    "iron ingot": {"needs": {"iron ore": 2}, "makes": 1, "level": 2},
    "pickaxe": {"needs": {"iron ingot": 3, "stick": 2}, "makes": 1, "level": 4},
    "torch": {"needs": {"stick": 1, "herb": 1}, "makes": 4, "level": 1},
    "healing potion": {"needs": {"herb": 3}, "makes": 2, "level": 3},
}


def missing_materials(recipe_name, pack):
    """Materials that the pack lacks for one crafting, as {name: missing pieces}."""
    needs = RECIPES[normalise_name(recipe_name)]["needs"]
    missing = {}
    for material, needed in needs.items():
        if pack.count(material) < needed:
            missing[material] = needed - pack.count(material)
    return missing


def max_crafts(recipe_name, pack):
    """How many times in a row the recipe can be crafted from the pack."""
    needs = RECIPES[normalise_name(recipe_name)]["needs"]
    return min(pack.count(material) // needed for material, needed in needs.items())


def craft(recipe_name, pack, level):
    """Use up the materials, add the product and return the number of pieces made.

    Raises ValueError when the level is too low or materials are missing.
    """
    name = normalise_name(recipe_name)
    recipe = RECIPES[name]
    if level < recipe["level"]:
        raise ValueError(f"{name} needs level {recipe['level']}")
    if missing_materials(name, pack):
        raise ValueError("materials are missing")
    for material, needed in recipe["needs"].items():
        pack.remove(material, needed)
    pack.add(name, recipe["makes"])
    return recipe["makes"]


def known_recipes(level):
    """Names of the recipes a player of this level can craft, sorted."""
    return sorted(name for name, recipe in RECIPES.items() if recipe["level"] <= level)


def raw_materials(name, amount=1):
    """Basic materials for `amount` craftings; ingredients with a recipe are broken down.

    Only whole craftings of an ingredient are possible, so its pieces are rounded up.
    """
    totals = {}
    for material, needed in RECIPES[name]["needs"].items():
        pieces = needed * amount
        if material in RECIPES:
            rounds = -(-pieces // RECIPES[material]["makes"])
            parts = raw_materials(material, rounds)
        else:
            parts = {material: pieces}
        for part, part_count in parts.items():
            totals[part] = totals.get(part, 0) + part_count
    return totals

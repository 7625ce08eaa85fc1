from dataclasses import dataclass

RARITY_VALUE = {"common": 1, "rare": 3, "epic": 8, "legendary": 20}

CATALOG_WEIGHTS = {
    "rope": 2.0,
    "torch": 1.5,
    "iron ore": 4.0,
    "iron ingot": 3.0,
    "stick": 0.5,
    "pickaxe": 5.0,
    "herb": 0.25,
    "healing potion": 0.75,
}


@dataclass
class Item:
    """A piece of equipment that wears out with use."""

    name: str
    base_price: int
    rarity: str = "common"
    durability: int = 100

    def price(self):
        """Gold for the item as new: base price times the value of its rarity."""
        return self.base_price * RARITY_VALUE[self.rarity]

    def sale_price(self):
        """Merchants pay half the price, reduced by wear and rounded down."""
        return self.price() * self.durability // 200

    def use(self, wear=5):
        """Wear the item down, not below 0; returns False when it was already broken."""
        if self.is_broken():
            return False
        self.durability = max(0, self.durability - wear)
        return True

    def is_broken(self):
        return self.durability <= 0

    def repair(self, points):
        """Restore durability up to 100 and return the points that were really used."""
        before = self.durability
        self.durability = min(100, before + points)
        return self.durability - before


def normalise_name(name):
    """Item names are compared in lower case with single blanks."""
    return " ".join(name.lower().split())


def weight_of(name):
    """Weight of one piece in kilograms; unknown items raise KeyError."""
    return CATALOG_WEIGHTS[normalise_name(name)]


def rarer(first, second):
    """The rarer one of two rarity names; the first one when both are equal."""
    return first if RARITY_VALUE[first] >= RARITY_VALUE[second] else second

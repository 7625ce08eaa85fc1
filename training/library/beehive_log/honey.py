"""Harvest, yields and winter stores."""

from collections import defaultdict

MAX_WATER_PERCENT = 18.0
KG_PER_FRAME = 1.8
JAR_GRAMS = 500
WINTER_STORES_KG = {"small": 12, "medium": 16, "large": 20}
SUGAR_TO_STORES = 0.9


def is_ripe(water_percent, capped_share):
    """Honey is ripe below 18% water or when at least two thirds of the comb are capped."""
    return water_percent < MAX_WATER_PERCENT or capped_share >= 2 / 3


def expected_kg(frames, fill=1.0):
    """Honey in a number of frames that are filled to a share from 0 to 1."""
    return round(frames * fill * KG_PER_FRAME, 1)


def jars_from(kilograms, jar_grams=JAR_GRAMS):
    """Full jars, and the grams that are left over."""
    return divmod(round(kilograms * 1000), jar_grams)


def water_after_blending(batches):
    """Water content of a blend of (kilograms, percent) batches, one decimal."""
    total = sum(kilograms for kilograms, _percent in batches)
    if total == 0:
        raise ValueError("nothing to blend")
    water = sum(kilograms * percent for kilograms, percent in batches)
    return round(water / total, 1)


def sugar_needed(colony, stores_kg):
    """Kilograms of sugar to feed before winter; not all of it ends up in the combs."""
    missing = WINTER_STORES_KG[colony.strip().lower()] - stores_kg
    return round(max(missing, 0) / SUGAR_TO_STORES, 1)


def syrup(sugar_kg, ratio=(3, 2)):
    """Litres of water for sugar at a ratio of sugar to water by weight."""
    sugar_parts, water_parts = ratio
    return round(sugar_kg * water_parts / sugar_parts, 2)


class HarvestBook:
    def __init__(self):
        self.entries = []

    def note(self, hive, year, kilograms, kind="blossom"):
        """Note a harvest and return the total of the hive in that year."""
        if kilograms < 0:
            raise ValueError("harvest must not be negative")
        self.entries.append((hive.strip().upper(), year, kilograms, kind.strip().lower()))
        return self.yield_of(hive, year)

    def yield_of(self, hive, year):
        wanted = hive.strip().upper()
        return sum(kg for name, when, kg, _kind in self.entries
                   if name == wanted and when == year)

    def totals_by_kind(self, year):
        """Kilograms of each kind of honey in a year, sorted by kind."""
        totals = defaultdict(float)
        for _name, when, kilograms, kind in self.entries:
            if when == year:
                totals[kind] += kilograms
        return dict(sorted(totals.items()))

    def average_yield(self, year):
        """Mean yield of the hives that were harvested in a year, one decimal."""
        hives = {name for name, when, _kg, _kind in self.entries if when == year}
        if not hives:
            return 0.0
        return round(sum(self.yield_of(name, year) for name in hives) / len(hives), 1)

    def best_hives(self, year, count=3):
        """Names of the hives with the highest yield, the best first, ties by name."""
        hives = {name for name, when, _kg, _kind in self.entries if when == year}
        ranked = sorted(hives, key=lambda name: (-self.yield_of(name, year), name))
        return ranked[:count]

    def change_percent(self, hive, year):
        """Change against the year before in whole percent, None without a harvest then."""
        before = self.yield_of(hive, year - 1)
        if before == 0:
            return None
        return round(100 * (self.yield_of(hive, year) - before) / before)

"""A food diary that compares what was eaten with the targets."""
from foods import energy, portion

MEALS = ("breakfast", "lunch", "dinner", "snack")


class Diary:
    """Entries of one day: (meal, food, grams)."""

    def __init__(self, target_kcal: int):
        self.target_kcal = target_kcal
        self.entries: list[tuple[str, str, float]] = []

    def eat(self, meal: str, food: str, grams: float = 100) -> int:
        """Record a portion and return its energy in kcal; unknown meals count as snacks."""
        meal = meal.strip().lower()
        if meal not in MEALS:
            meal = "snack"
        kcal = energy(portion(food, grams))
        self.entries.append((meal, food, grams))
        return kcal

    def totals(self) -> dict[str, float]:
        """Sum of each nutrient over the day, with one decimal."""
        sums: dict[str, float] = {}
        for _, food, grams in self.entries:
            for nutrient, amount in portion(food, grams).items():
                sums[nutrient] = round(sums.get(nutrient, 0) + amount, 1)
        return sums

    def kcal_by_meal(self) -> dict[str, int]:
        """Energy of every meal that was eaten, in the order of the day."""
        result = {}
        for meal in MEALS:
            eaten = [entry for entry in self.entries if entry[0] == meal]
            if eaten:
                result[meal] = sum(energy(portion(food, grams)) for _, food, grams in eaten)
        return result

    def remaining(self) -> int:
        """Energy that is left to the target; negative when it is exceeded."""
        return self.target_kcal - sum(self.kcal_by_meal().values())

    def status(self, tolerance: int = 10) -> str:
        """'under', 'on target' or 'over'; on target is within tolerance percent, inclusive."""
        allowed = self.target_kcal * tolerance / 100
        if self.remaining() > allowed:
            return "under"
        return "over" if -self.remaining() > allowed else "on target"


def weekly_average(daily_kcal: list[int | None]) -> int | None:
    """Average of the days that were recorded (not None), None if there are none."""
    recorded = [kcal for kcal in daily_kcal if kcal is not None]
    if not recorded:
        return None
    return round(sum(recorded) / len(recorded))


def weight_change_kg(daily_balance: list[int]) -> float:
    """Expected change of weight: 7700 kcal of surplus make one kilogram."""
    return round(sum(daily_balance) / 7700, 2)

"""How purchases earn points."""
from tiers import tier_for

POINTS_PER_EURO = 2
BONUS_CATEGORIES = {"organic": 3, "household": 2}
EXCLUDED = {"tobacco", "gift card"}
BIRTHDAY_BONUS = 250


def base_points(amount: float) -> int:
    """Two points for every full euro spent; refunds earn nothing."""
    if amount <= 0:
        return 0
    return int(amount) * POINTS_PER_EURO


def category_factor(category: str) -> int:
    """Bonus factor of a product category: 0 for excluded goods, 1 for ordinary ones."""
    key = category.strip().lower()
    if key in EXCLUDED:
        return 0
    return BONUS_CATEGORIES.get(key, 1)


def purchase_points(amount: float, category: str = "", points_this_year: int = 0) -> int:
    """Points of one purchase with category bonus and tier multiplier, rounded down."""
    earned = base_points(amount) * category_factor(category)
    return int(earned * tier_for(points_this_year).multiplier)


def receipt_points(items: list, points_this_year: int = 0) -> int:
    """Points of a receipt of (amount, category) items.

    The amounts of a category are added up before the points are computed,
    so that the cents of several items count together.
    """
    amounts: dict = {}
    for amount, category in items:
        key = category.strip().lower()
        amounts[key] = amounts.get(key, 0) + amount
    return sum(purchase_points(a, c, points_this_year) for c, a in amounts.items())


def birthday_bonus(birthday: str, purchase_day: str) -> int:
    """Bonus for shopping in the month of the birthday (both dates are 'YYYY-MM-DD')."""
    return BIRTHDAY_BONUS if birthday[5:7] == purchase_day[5:7] else 0


def streak_bonus(weeks: list) -> int:
    """50 points for each run of four consecutive week numbers with a purchase."""
    bonus = 0
    run = 0
    previous = None
    for week in sorted(set(weeks)):
        run = run + 1 if previous is not None and week == previous + 1 else 1
        if run == 4:
            bonus += 50
            run = 0
        previous = week
    return bonus

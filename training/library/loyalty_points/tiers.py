"""Member tiers of the frequent shopper programme."""
from typing import NamedTuple, Optional


class Tier(NamedTuple):
    name: str
    threshold: int
    multiplier: float


TIERS = (
    Tier("bronze", 0, 1.0),
    Tier("silver", 1000, 1.25),
    Tier("gold", 5000, 1.5),
    Tier("platinum", 15000, 2.0),
)


def tier_for(points_this_year: int) -> Tier:
    """The highest tier whose threshold has been reached."""
    current = TIERS[0]
    for tier in TIERS:
        if points_this_year >= tier.threshold:
            current = tier
    return current


def tier_name(points_this_year: int) -> str:
    return tier_for(points_this_year).name


def next_tier(points_this_year: int) -> Optional[str]:
    """Name of the tier above the present one, or None for platinum members."""
    index = TIERS.index(tier_for(points_this_year))
    if index + 1 == len(TIERS):
        return None
    return TIERS[index + 1].name


def points_to_next(points_this_year: int) -> int:
    """Points missing for the next tier, 0 at the top."""
    for tier in TIERS:
        if tier.threshold > points_this_year:
            return tier.threshold - points_this_year
    return 0


def progress_bar(points_this_year: int, width: int = 10) -> str:
    """Progress towards the next tier, for example '[###-------]'; full at the top."""
    current = tier_for(points_this_year)
    missing = points_to_next(points_this_year)
    if missing == 0:
        filled = width
    else:
        span = points_this_year + missing - current.threshold
        filled = (points_this_year - current.threshold) * width // span
    return "[" + "#" * filled + "-" * (width - filled) + "]"


def tier_after_year(old_tier: str, points_this_year: int) -> str:
    """Tier for the new year: earned by points, but a member falls one tier at most."""
    names = [tier.name for tier in TIERS]
    earned = names.index(tier_name(points_this_year))
    floor = names.index(old_tier.strip().lower()) - 1
    return names[max(earned, floor)]

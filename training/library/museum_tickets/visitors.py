"""Who comes: age groups, reductions and groups of visitors."""

AGE_GROUPS = ((0, 5, "infant"), (6, 15, "child"), (16, 25, "youth"), (26, 64, "adult"))
PRICES = {"infant": 0, "child": 600, "youth": 900, "adult": 1400, "senior": 1000}
REDUCED_CARDS = ("student", "disabled", "unemployed")
MIN_GROUP = 10
MAX_GROUP = 25


def age_group(age):
    """Group of an age in years: infant, child, youth, adult, or senior from 65."""
    if age < 0:
        raise ValueError("age must not be negative")
    for youngest, oldest, name in AGE_GROUPS:
        if youngest <= age <= oldest:
            return name
    return "senior"


def admission(age, card=None):
    """Admission in cents; a reduction card lowers the price to the youth price."""
    price = PRICES[age_group(age)]
    if card is not None and card.strip().lower() in REDUCED_CARDS:
        price = min(price, PRICES["youth"])
    return price


def count_groups(ages):
    """Number of visitors in each age group that occurs."""
    counts = {}
    for age in ages:
        name = age_group(age)
        counts[name] = counts.get(name, 0) + 1
    return counts


def adults_required(children, per_adult=8):
    """Adults who must accompany children: one for each started eight."""
    return -(-children // per_adult)


def may_enter_alone(age):
    return age >= 14


def is_well_accompanied(ages, per_adult=8):
    """Whether enough adults (18 or older) come with the visitors under 14."""
    adults = sum(1 for age in ages if age >= 18)
    children = sum(1 for age in ages if not may_enter_alone(age))
    return adults >= adults_required(children, per_adult)


def is_family(ages):
    """A family has one or two adults and at least one child under 16, and nobody else."""
    adults = [age for age in ages if age >= 18]
    children = [age for age in ages if age < 16]
    if len(adults) + len(children) < len(ages):
        return False
    return 1 <= len(adults) <= 2 and len(children) > 0


def split_group(size):
    """Sizes of the tours for a large group, as equal as possible, none above 25."""
    if size <= 0:
        return []
    tours = -(-size // MAX_GROUP)
    smaller, larger_count = divmod(size, tours)
    return [smaller + 1] * larger_count + [smaller] * (tours - larger_count)

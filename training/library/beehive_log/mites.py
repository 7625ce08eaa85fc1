"""Counting varroa mites and treating against them."""
from datetime import timedelta

from inspections import season_of

BEES_PER_CUP = 300
DROP_LIMIT = {"swarm": 6, "summer": 10, "winter": 1}
WASH_LIMIT_PERCENT = 3.0
TREATMENTS = {"formic acid": 14, "oxalic acid": 1, "thymol": 28}
HONEY_WAIT_DAYS = {"formic acid": 14, "oxalic acid": 30, "thymol": 30}


def wash_percent(mites, bees=BEES_PER_CUP):
    """Mites on a hundred bees of a sample, one decimal."""
    if bees <= 0:
        raise ValueError("empty sample")
    return round(100 * mites / bees, 1)


def daily_drop(mites, days):
    """Mites a day that fell on the board under the hive."""
    if days < 1:
        raise ValueError("board must lie for at least a day")
    return round(mites / days, 1)


def needs_treatment(day, drop=None, wash=None):
    """Whether one of the counts is above its limit.

    `drop` is the daily drop, with a limit that depends on the season; `wash` is given in
    percent, with a limit of 3.
    """
    if drop is not None and drop > DROP_LIMIT[season_of(day)]:
        return True
    return wash is not None and wash > WASH_LIMIT_PERCENT


def weeks_until(mites, limit, growth_percent=20):
    """Weeks until the mites reach a limit when their number grows every week.

    The result is 0 if they have reached it already.
    """
    if mites <= 0:
        raise ValueError("no mites to grow from")
    weeks = 0
    count = float(mites)
    while count < limit:
        count *= 1 + growth_percent / 100
        weeks += 1
    return weeks


def treatment_for(temperature, has_brood, supers_on=False):
    """Treatment that suits the weather: none with honey supers on the hive.

    Oxalic acid works only without brood. Otherwise formic acid is used from 12 to 25
    degrees and thymol above that, up to 30 degrees.
    """
    if supers_on:
        return None
    if not has_brood:
        return "oxalic acid"
    if 12 <= temperature <= 25:
        return "formic acid"
    if 25 < temperature <= 30:
        return "thymol"
    return None


def treatment_days(kind, start):
    """First and last day of a treatment as ISO dates."""
    name = kind.strip().lower()
    last = start + timedelta(days=TREATMENTS[name] - 1)
    return start.isoformat(), last.isoformat()


def honey_safe_from(kind, start):
    """First day on which supers may be put on: the wait starts after the treatment."""
    name = kind.strip().lower()
    return start + timedelta(days=TREATMENTS[name] + HONEY_WAIT_DAYS[name])


def efficacy_percent(before, after):
    """Share of mites killed by a treatment in whole percent, 0 if their number grew."""
    if before == 0:
        return 0
    return max(round(100 * (before - after) / before), 0)

"""Who may donate blood and when."""
from datetime import timedelta

from groups import parse_group

MIN_WEIGHT_KG = 50
MIN_AGE = 18
MAX_FIRST_AGE = 65
MAX_AGE = 72
PAUSE_DAYS = 56
DONATIONS_PER_YEAR = {"female": 4, "male": 6}
MIN_HAEMOGLOBIN = {"female": 12.5, "male": 13.5}
DEFERRAL_DAYS = {"tattoo": 120, "dentist": 1, "antibiotics": 28, "malaria area": 180}


def problems(age, weight, haemoglobin, sex, first_time=False):
    """Reasons against a donation, empty for a fit donor."""
    found = []
    oldest = MAX_FIRST_AGE if first_time else MAX_AGE
    if not MIN_AGE <= age <= oldest:
        found.append("age")
    if weight < MIN_WEIGHT_KG:
        found.append("weight")
    if haemoglobin < MIN_HAEMOGLOBIN[sex.strip().lower()]:
        found.append("haemoglobin")
    return found


def blood_volume_ml(weight, sex):
    """Estimated blood volume: 70 ml a kilogram for men and 65 ml for women."""
    per_kg = 70 if sex.strip().lower() == "male" else 65
    return weight * per_kg


def next_donation(donations, sex):
    """First day for the next donation, or None for a new donor.

    Eight weeks must have passed since the last donation, and the donations within the 365
    days before must be fewer than the limit a year.
    """
    if not donations:
        return None
    ordered = sorted(donations)
    earliest = ordered[-1] + timedelta(days=PAUSE_DAYS)
    limit = DONATIONS_PER_YEAR[sex.strip().lower()]
    if len(ordered) >= limit:
        earliest = max(earliest, ordered[-limit] + timedelta(days=365))
    return earliest


def deferred_until(events):
    """Day from which a donor is accepted again, given {reason: day it happened}."""
    ends = [day + timedelta(days=DEFERRAL_DAYS[reason]) for reason, day in events.items()]
    return max(ends, default=None)


def badge_for(donations):
    """'bronze' from 10 donations, 'silver' from 25, 'gold' from 50, None before."""
    badge = None
    for needed, name in ((10, "bronze"), (25, "silver"), (50, "gold")):
        if donations >= needed:
            badge = name
    return badge


def donors_to_call(donors, group, today):
    """Names of donors of a group who may donate today, the longest pause first.

    `donors` maps a name to (group, sex, last donation).
    """
    wanted = parse_group(group)
    ready = [name for name, (own, sex, last) in donors.items()
             if parse_group(own) == wanted and next_donation([last], sex) <= today]
    return sorted(ready, key=lambda name: donors[name][2])

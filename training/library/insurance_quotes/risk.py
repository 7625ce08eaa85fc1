"""Risk factors of car insurance. A factor of 1.0 leaves the premium as it is."""

VEHICLE_GROUPS = {"city": 0.9, "family": 1.0, "sports": 1.45, "classic": 0.75}
REGION_FACTORS = {"rural": 0.85, "suburban": 1.0, "urban": 1.2}
HOUSEHOLD_DISCOUNT = 0.05
MAX_BONUS_YEARS = 20


def age_factor(age):
    """Young drivers (under 21, under 25) and drivers of 75 and more pay more."""
    if age < 18:
        raise ValueError("driver must be 18 or older")
    if age < 21:
        return 1.8
    if age < 25:
        return 1.4
    if age >= 75:
        return 1.25
    return 1.0


def bonus_factor(claim_free_years):
    """Four percent off for each claim-free year, for at most 20 years."""
    years = min(max(claim_free_years, 0), MAX_BONUS_YEARS)
    return round(1 - 0.04 * years, 2)


def mileage_factor(km_per_year):
    """0.9 up to 6000 km, 1.0 up to 15000 km, then 0.05 more for each started 5000 km."""
    if km_per_year <= 6000:
        return 0.9
    if km_per_year <= 15000:
        return 1.0
    steps = -(-(km_per_year - 15000) // 5000)
    return round(1.0 + 0.05 * steps, 2)


def parking_factor(place):
    """A garage lowers the risk, parking in the street raises it."""
    kind = place.strip().lower()
    if kind == "garage":
        return 0.95
    if kind == "street":
        return 1.1
    return 1.0


def combined_factor(profile):
    """Product of all factors of a driver's profile, rounded to three decimals.

    The keys 'region', 'parking' and 'km' may be missing and default to 'suburban',
    'driveway' and 12000.
    """
    factor = age_factor(profile["age"])
    factor *= bonus_factor(profile.get("claim_free_years", 0))
    factor *= VEHICLE_GROUPS[profile["vehicle"]]
    factor *= REGION_FACTORS[profile.get("region", "suburban")]
    factor *= mileage_factor(profile.get("km", 12000))
    factor *= parking_factor(profile.get("parking", "driveway"))
    return round(factor, 3)


def risk_class(factor):
    """'low' below 0.7, 'normal' below 1.3, 'high' below 2, 'declined' from 2 on."""
    for limit, name in ((0.7, "low"), (1.3, "normal"), (2.0, "high")):
        if factor < limit:
            return name
    return "declined"


def highest_risk(profiles):
    """The name of the driver with the highest factor; a policy is rated by that driver."""
    return max(profiles, key=lambda name: combined_factor(profiles[name]))

"""Subscription plans, seats and volume pricing. Prices are cents per month."""

PLAN_PRICES = {"free": 0, "starter": 1200, "team": 4900, "enterprise": 19900}
INCLUDED_SEATS = {"free": 1, "starter": 1, "team": 10, "enterprise": 25}
EXTRA_SEAT = 800
ANNUAL_DISCOUNT_PERCENT = 15

# up to this many API calls, price per 1000 calls in cents
USAGE_TIERS = [(10_000, 0), (100_000, 40), (1_000_000, 25)]
USAGE_OVERFLOW_PRICE = 10


def plan_price(plan):
    """Monthly price of a plan, whose name may be in any case."""
    key = plan.strip().lower()
    if key not in PLAN_PRICES:
        raise ValueError(f"unknown plan {key!r}")
    return PLAN_PRICES[key]


def seat_charge(plan, seats):
    """Price for the seats beyond those included; the free plan cannot have extra seats."""
    key = plan.strip().lower()
    extra = max(seats - INCLUDED_SEATS[key], 0)
    if key == "free" and extra > 0:
        raise ValueError("the free plan has a single seat")
    return extra * EXTRA_SEAT


def monthly_price(plan, seats=1):
    return plan_price(plan) + seat_charge(plan, seats)


def annual_price(plan, seats=1):
    """Twelve months with 15% off, rounded down to full cents."""
    return monthly_price(plan, seats) * 12 * (100 - ANNUAL_DISCOUNT_PERCENT) // 100


def usage_charge(calls):
    """Graduated price of API calls: each tier's price holds for the calls within it.

    Started thousands are charged in full.
    """
    charge = 0
    lower = 0
    for upper, price in USAGE_TIERS:
        within = min(calls, upper) - lower
        if within <= 0:
            return charge
        charge += -(-within // 1000) * price
        lower = upper
    return charge + -(-max(calls - lower, 0) // 1000) * USAGE_OVERFLOW_PRICE


def compare_plans(old, new):
    """'upgrade', 'downgrade' or 'same', by price."""
    difference = plan_price(new) - plan_price(old)
    if difference == 0:
        return "same"
    return "upgrade" if difference > 0 else "downgrade"


def recommended_plan(seats):
    """Paid plan with the lowest monthly price for a number of seats."""
    paid = [plan for plan, price in PLAN_PRICES.items() if price > 0]
    return min(paid, key=lambda plan: monthly_price(plan, seats))

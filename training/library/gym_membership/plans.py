from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """A membership plan; the monthly fee is in whole euros."""

    name: str
    monthly_fee: int
    visits_per_week: int
    sauna: bool = False
    notice_weeks: int = 4


PLANS = {
    "lite": Plan("lite", 19, 1),
    "basic": Plan("basic", 29, 3),
    "plus": Plan("plus", 45, 7, sauna=True),
    "student": Plan("student", 22, 3, notice_weeks=2),
}
JOINING_FEE = 49
YEARLY_FREE_MONTHS = 2


def get_plan(name):
    """Find a plan by name, whatever the case and the blanks around it."""
    try:
        return PLANS[name.strip().lower()]
    except KeyError:
        raise ValueError(f"no such plan: {name.strip()}") from None


def yearly_price(name, prepaid=False):
    """Price of twelve months; members who pay in advance get two months free."""
    months = 12 - YEARLY_FREE_MONTHS if prepaid else 12
    return get_plan(name).monthly_fee * months


def first_payment(name, join_day, days_in_month=30, waive_joining=False):
    """First bill: the rest of the month, joining day included, plus the joining fee."""
    plan = get_plan(name)
    remaining = days_in_month - join_day + 1
    amount = plan.monthly_fee * remaining / days_in_month
    if not waive_joining:
        amount += JOINING_FEE
    return round(amount, 2)


def cheapest_plan(visits, want_sauna=False):
    """Name of the cheapest plan that allows the weekly visits, or None."""
    fitting = [
        plan
        for plan in PLANS.values()
        if plan.visits_per_week >= visits
        and (plan.sauna or not want_sauna)
        and plan.name != "student"
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda plan: plan.monthly_fee).name


def upgrade_charge(old, new, days_left, days_in_month=30):
    """Fee difference for the rest of the month; downgrades are not refunded."""
    difference = get_plan(new).monthly_fee - get_plan(old).monthly_fee
    return round(max(difference, 0) * days_left / days_in_month, 2)

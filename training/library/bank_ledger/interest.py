"""Interest calculations; rates are percent per year."""

DAYS_PER_YEAR = 365


def simple_interest(principal, rate, days):
    """Interest in cents for a number of days, rounded to full cents."""
    return round(principal * rate / 100 * days / DAYS_PER_YEAR)


def compound(principal, rate, years, per_year=1):
    """Balance in cents after years of interest credited `per_year` times a year."""
    factor = 1 + rate / 100 / per_year
    return round(principal * factor ** (years * per_year))


def years_to_reach(principal, target, rate):
    """Full years until the balance is at least the target, with yearly interest.

    Returns None if the rate is not positive and the target is not reached yet.
    """
    if principal >= target:
        return 0
    if rate <= 0:
        return None
    years = 0
    balance = principal
    while balance < target:
        balance *= 1 + rate / 100
        years += 1
    return years


def tiered_rate(balance, tiers=((0, 0.5), (100_000, 1.0), (1_000_000, 1.5))):
    """Rate of the highest tier whose minimum the balance reaches; 0.0 below zero."""
    rate = 0.0
    for minimum, tier_rate in tiers:
        if balance >= minimum:
            rate = tier_rate
    return rate


def monthly_installment(loan, rate, months):
    """Equal monthly payment in cents that pays off a loan; without interest an equal share."""
    if months <= 0:
        raise ValueError("months must be positive")
    if rate == 0:
        return round(loan / months)
    monthly = rate / 100 / 12
    return round(loan * monthly / (1 - (1 + monthly) ** -months))


def repayment_plan(loan, rate, payment):
    """Remaining debt after each month, until it is paid off."""
    plan = []
    while loan > 0:
        interest = round(loan * rate / 1200)
        if payment <= interest:
            raise ValueError("payment does not cover the interest")
        loan = max(loan + interest - payment, 0)
        plan.append(loan)
    return plan

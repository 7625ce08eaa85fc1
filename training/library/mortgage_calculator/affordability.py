"""What a household can afford and what buying costs on top."""
from loans import PAYMENTS_PER_YEAR, monthly_instalment, period_rate

TRANSFER_TAX = {"bavaria": 3.5, "saxony": 5.5, "berlin": 6.0}
DEFAULT_TRANSFER_TAX = 6.5
NOTARY_PERCENT = 1.5
BROKER_PERCENT = 3.57
HOUSING_SHARE = 35
MARGINS = ((60, 0.0), (80, 0.2), (90, 0.5), (100, 0.9))


def loan_to_value(loan, price):
    """Loan in percent of the price, one decimal."""
    if price <= 0:
        raise ValueError("price must be positive")
    return round(100 * loan / price, 1)


def rate_margin(loan, price):
    """Percentage points added to the rate for a high loan to value; None above 100%."""
    ratio = loan_to_value(loan, price)
    for limit, margin in MARGINS:
        if ratio <= limit:
            return margin
    return None


def purchase_costs(price, state, with_broker=False):
    """Tax, notary and broker on top of the price, rounded to whole euros."""
    percent = TRANSFER_TAX.get(state.strip().lower(), DEFAULT_TRANSFER_TAX) + NOTARY_PERCENT
    if with_broker:
        percent += BROKER_PERCENT
    return round(price * percent / 100)


def loan_needed(price, state, savings, with_broker=False):
    """Loan for the price and its costs after the savings, at least 0."""
    return max(price + purchase_costs(price, state, with_broker) - savings, 0)


def affordable_instalment(net_income, other_loans=0, living_costs=0):
    """Monthly rate a household can bear.

    At most 35% of the net income minus other loans, and never more than what is left
    after other loans and the costs of living.
    """
    share = net_income * HOUSING_SHARE / 100 - other_loans
    left_over = net_income - other_loans - living_costs
    return max(round(min(share, left_over), 2), 0)


def largest_loan(instalment, yearly_percent, years):
    """Highest loan that an instalment repays in the term, rounded down to thousands."""
    payments = years * PAYMENTS_PER_YEAR
    rate = period_rate(yearly_percent)
    if rate == 0:
        loan = instalment * payments
    else:
        loan = instalment * (1 - (1 + rate) ** -payments) / rate
    return int(loan // 1000) * 1000


def stress_increase(loan, yearly_percent, years, points=2):
    """How much the instalment goes up if the rate rises by some percentage points."""
    now = monthly_instalment(loan, yearly_percent, years)
    later = monthly_instalment(loan, yearly_percent + points, years)
    return round(later - now, 2)


def rent_or_buy(monthly_rent, price):
    """'rent' if the price is more than 25 yearly rents, 'buy' below 20, else 'open'."""
    if monthly_rent <= 0:
        raise ValueError("rent must be positive")
    years = price / (monthly_rent * 12)
    if years > 25:
        return "rent"
    return "buy" if years < 20 else "open"

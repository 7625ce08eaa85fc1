"""Instalments of annuity loans; rates are nominal percent a year."""

PAYMENTS_PER_YEAR = 12


def period_rate(yearly_percent, periods=PAYMENTS_PER_YEAR):
    """Interest rate of one period as a fraction."""
    return yearly_percent / 100 / periods


def monthly_instalment(loan, yearly_percent, years):
    """Constant monthly payment that repays a loan in full, rounded to cents."""
    if loan < 0 or years <= 0:
        raise ValueError("loan and term must be positive")
    payments = years * PAYMENTS_PER_YEAR
    rate = period_rate(yearly_percent)
    if rate == 0:
        return round(loan / payments, 2)
    return round(loan * rate / (1 - (1 + rate) ** -payments), 2)


def instalment_from_repayment_rate(loan, yearly_percent, repayment_percent):
    """Monthly payment when the first year repays the given percentage of the loan."""
    yearly = loan * (yearly_percent + repayment_percent) / 100
    return round(yearly / PAYMENTS_PER_YEAR, 2)


def interest_only_payment(loan, yearly_percent):
    """Monthly payment that leaves the loan as it is."""
    return round(loan * period_rate(yearly_percent), 2)


def balance_after(loan, yearly_percent, instalment, months):
    """Debt after a number of monthly payments, never below zero."""
    balance = loan
    for _ in range(months):
        interest = round(balance * period_rate(yearly_percent), 2)
        balance = round(balance + interest - instalment, 2)
        if balance <= 0:
            return 0.0
    return balance


def months_to_repay(loan, yearly_percent, instalment):
    """Number of payments until the debt is gone.

    Raises ValueError if the instalment does not cover more than the interest.
    """
    if loan > 0 and instalment <= loan * period_rate(yearly_percent):
        raise ValueError("instalment does not reduce the debt")
    months = 0
    balance = loan
    while balance > 0:
        balance += balance * period_rate(yearly_percent)
        balance = round(balance - instalment, 2)
        months += 1
    return months


def payments_total(instalment, years, one_off_fees=0):
    """Everything paid over the whole term, fees included."""
    return round(instalment * PAYMENTS_PER_YEAR * years + one_off_fees, 2)


def term_text(months):
    """'25 years', '1 year 1 month' or '7 months'."""
    years, rest = divmod(months, PAYMENTS_PER_YEAR)
    parts = []
    if years:
        parts.append(f"{years} year" if years == 1 else f"{years} years")
    if rest or not years:
        parts.append(f"{rest} month" if rest == 1 else f"{rest} months")
    return " ".join(parts)

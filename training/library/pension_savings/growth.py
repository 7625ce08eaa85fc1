"""Growth of savings over time. Rates are percent a year, amounts are in euros."""
from __future__ import annotations

import math

MONTHS = 12


def future_value(amount: float, rate: float, years: int) -> float:
    """Value of a single payment after some years with yearly compounding."""
    return round(amount * (1 + rate / 100) ** years, 2)


def present_value(amount: float, rate: float, years: int) -> float:
    """What an amount due in some years is worth today."""
    return round(amount / (1 + rate / 100) ** years, 2)


def grow_monthly(start: float, monthly: float, rate: float, months: int) -> float:
    """Savings after some months; each payment is made at the end of a month."""
    balance = start
    for _ in range(months):
        balance += balance * rate / 100 / MONTHS
        balance += monthly
    return round(balance, 2)


def effective_rate_percent(nominal: float, periods: int = MONTHS) -> float:
    """Yearly rate in percent that equals a nominal rate credited several times a year."""
    growth = (1 + nominal / 100 / periods) ** periods
    return round((growth - 1) * 100, 3)


def real_rate_percent(nominal: float, inflation: float) -> float:
    """Rate after inflation (exact formula), two decimals."""
    return round(((1 + nominal / 100) / (1 + inflation / 100) - 1) * 100, 2)


def years_to_double(rate: float) -> int:
    """Full years until savings have at least doubled."""
    if rate <= 0:
        raise ValueError("rate must be positive")
    return math.ceil(math.log(2) / math.log(1 + rate / 100))


def after_fund_fee(rate: float, fee: float) -> float:
    """Return in percent that is left after the yearly fee of a fund."""
    return round(((1 + rate / 100) * (1 - fee / 100) - 1) * 100, 2)


def average_return(yearly: list[float]) -> float:
    """Average yearly return: the constant rate that leads to the same result."""
    if not yearly:
        return 0.0
    product = math.prod(1 + rate / 100 for rate in yearly)
    return round((product ** (1 / len(yearly)) - 1) * 100, 2)

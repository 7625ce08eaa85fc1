"""What a plan is expected to grow to."""
from __future__ import annotations

from contributions import employee_amount, employer_match
from growth import grow_monthly, present_value


def raise_plan(first: float, raise_percent: float, years: int) -> list[float]:
    """Monthly payments for each year when they go up once a year."""
    payments = []
    current = first
    for _ in range(years):
        payments.append(round(current, 2))
        current *= 1 + raise_percent / 100
    return payments


def pot_at_retirement(age: int, retirement_age: int, salary: float, percent: float,
                      rate: float) -> float:
    """Savings at retirement from the monthly payments of employee and employer."""
    months = max(retirement_age - age, 0) * 12
    monthly = employee_amount(salary, percent) + employer_match(salary, percent)
    return grow_monthly(0, monthly, rate, months)


def pot_in_todays_money(pot: float, inflation: float, years: int) -> float:
    """Purchasing power that a future pot has today."""
    return present_value(pot, inflation, years)

"""Payments into a pension plan by employee, employer and state."""
from __future__ import annotations

EMPLOYER_MATCH_PERCENT = 50
EMPLOYER_MATCH_CAP = 4.0
YEARLY_CEILING = 7_500
CATCH_UP_AGE = 50
CATCH_UP_EXTRA = 1_000
STATE_BONUS = 175
STATE_BONUS_MIN_SHARE = 0.04


def employee_amount(salary: float, percent: float) -> float:
    """Monthly payment of the employee, as a percentage of the monthly salary."""
    if not 0 <= percent <= 100:
        raise ValueError("percent must be between 0 and 100")
    return round(salary * percent / 100, 2)


def employer_match(salary: float, percent: float) -> float:
    """Half of the employee's payment, as far as it is not above 4% of the salary."""
    matched = min(percent, EMPLOYER_MATCH_CAP)
    return round(employee_amount(salary, matched) * EMPLOYER_MATCH_PERCENT / 100, 2)


def contribution_limit(age: int) -> int:
    """Most that may be paid in a year; people of 50 and more may pay extra."""
    if age >= CATCH_UP_AGE:
        return YEARLY_CEILING + CATCH_UP_EXTRA
    return YEARLY_CEILING


def allowed_payment(wanted: float, paid_so_far: float, age: int) -> float:
    """The part of a payment that still fits under this year's limit."""
    return max(min(wanted, contribution_limit(age) - paid_so_far), 0)


def state_bonus(yearly_income: float, yearly_paid: float, children: int = 0) -> float:
    """Bonus of 175 plus 300 a child for payments of 4% of the income, else a fair share."""
    full = STATE_BONUS + 300 * children
    needed = yearly_income * STATE_BONUS_MIN_SHARE
    if yearly_paid >= needed:
        return float(full)
    return round(full * yearly_paid / needed, 2)


def vested_share(years_of_service: int) -> int:
    """Percent of the employer's money that is kept on leaving: 20 a year from year two."""
    if years_of_service < 2:
        return 0
    return min(20 * (years_of_service - 1), 100)

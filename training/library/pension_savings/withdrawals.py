"""Taking money out of a pension plan."""
from __future__ import annotations

from growth import MONTHS

NORMAL_AGE = 67
EARLIEST_AGE = 60
EARLY_CUT_PER_MONTH = 0.3
LATE_BONUS_PER_MONTH = 0.5
TAX_FREE_LUMP = 25
LIFE_DIVISOR = {65: 23.1, 70: 19.2, 75: 15.6, 80: 12.3, 85: 9.4}


def age_adjustment(months_from_normal: int) -> float:
    """Change of the pension in percent: -0.3 a month early, +0.5 a month late."""
    if months_from_normal < (EARLIEST_AGE - NORMAL_AGE) * MONTHS:
        raise ValueError(f"no pension before {EARLIEST_AGE}")
    if months_from_normal < 0:
        return round(EARLY_CUT_PER_MONTH * months_from_normal, 1)
    return round(LATE_BONUS_PER_MONTH * months_from_normal, 1)


def adjusted_pension(monthly: float, months_from_normal: int) -> float:
    """Monthly pension when it starts before or after the normal age."""
    return round(monthly * (100 + age_adjustment(months_from_normal)) / 100, 2)


def split_lump_sum(pot: float, wanted: float) -> tuple[float, float]:
    """Tax-free and taxed part of a lump sum; a quarter of the pot is free of tax."""
    if wanted > pot:
        raise ValueError("not enough savings")
    free = min(wanted, pot * TAX_FREE_LUMP / 100)
    return free, wanted - free


def level_withdrawal(pot: float, rate: float, years: int) -> float:
    """Yearly withdrawal, at the end of each year, that uses up the pot exactly."""
    if rate == 0:
        return round(pot / years, 2)
    growth = rate / 100
    return round(pot * growth / (1 - (1 + growth) ** -years), 2)


def months_until_empty(pot: float, monthly: float, rate: float = 0.0, limit: int = 600) -> int:
    """How many full monthly withdrawals a pot allows, at most `limit`."""
    months = 0
    while pot >= monthly and months < limit:
        pot -= monthly
        pot += pot * rate / 100 / MONTHS
        months += 1
    return months


def minimum_withdrawal(pot: float, age: int) -> float:
    """Least amount to take out in a year; nothing before 65.

    The divisor of the highest age in the table that has been reached is used.
    """
    reached = [step for step in LIFE_DIVISOR if step <= age]
    if not reached:
        return 0.0
    return round(pot / LIFE_DIVISOR[max(reached)], 2)


class PensionPot:
    def __init__(self, balance: float, rate: float) -> None:
        self.balance = balance
        self.rate = rate
        self.history: list[tuple[str, float]] = []

    def take_out(self, amount: float) -> float:
        """Withdraw an amount, or what is left of it, and return what was paid."""
        if amount < 0:
            raise ValueError("amount must not be negative")
        paid = min(amount, self.balance)
        self.balance = round(self.balance - paid, 2)
        self.history.append(("out", paid))
        return paid

    def end_year(self) -> float:
        """Credit the interest of a year and return it."""
        interest = round(self.balance * self.rate / 100, 2)
        self.balance = round(self.balance + interest, 2)
        self.history.append(("interest", interest))
        return interest

    def total_of(self, kind: str) -> float:
        """Sum of all entries of a kind ('out' or 'interest')."""
        return sum(amount for entry, amount in self.history if entry == kind)

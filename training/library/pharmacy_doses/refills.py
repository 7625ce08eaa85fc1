"""Packs, refills and prescriptions."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

REFILL_PERCENT = 80
VALID_DAYS = 28
COPAY_PERCENT = 10
COPAY_MIN = 5.0
COPAY_MAX = 10.0


def units_needed(per_dose: float, doses_a_day: int, days: int) -> float:
    """Tablets (or millilitres) for a whole treatment."""
    return per_dose * doses_a_day * days


def choose_packs(needed: int, sizes: list[int]) -> list[int]:
    """Packs for a number of tablets: as many of the largest as needed in full, then the
    smallest pack that covers the rest."""
    largest = max(sizes)
    packs = [largest] * (needed // largest)
    rest = needed % largest
    if rest:
        packs.append(min(size for size in sizes if size >= rest))
    return packs


def runs_out_on(filled: date, tablets: int, per_day: float) -> date:
    """First day without enough tablets for the whole day."""
    return filled + timedelta(days=int(tablets / per_day))


def earliest_refill(filled: date, tablets: int, per_day: float) -> date:
    """A refill is possible once 80% of the days are used up, rounded up to full days."""
    days = int(tablets / per_day)
    used = -(-days * REFILL_PERCENT // 100)
    return filled + timedelta(days=used)


def copayment(price: float) -> float:
    """Ten percent of the price, at least 5 and at most 10 euros, never above the price."""
    share = max(COPAY_MIN, min(price * COPAY_PERCENT / 100, COPAY_MAX))
    return round(min(share, price), 2)


def adherence_percent(taken: int, planned: int) -> int:
    """Taken doses in percent of the planned ones, 100 at most and when none was planned."""
    if planned == 0:
        return 100
    return min(round(100 * taken / planned), 100)


@dataclass
class Prescription:
    """A prescription with a number of repeats after the first filling."""
    medicine: str
    issued: date
    repeats: int = 0
    filled: int = 0

    def is_valid(self, today: date) -> bool:
        """Valid on the day of issue and the 28 days after it."""
        return 0 <= (today - self.issued).days <= VALID_DAYS

    def fillings_left(self) -> int:
        return 1 + self.repeats - self.filled

    def fill(self, today: date) -> int:
        """Hand out a pack and return how many fillings are left.

        The first filling must be within the validity; repeats have half a year.
        """
        if self.fillings_left() == 0:
            raise ValueError("no fillings left")
        if self.filled == 0 and not self.is_valid(today):
            raise ValueError("prescription has expired")
        if (today - self.issued).days > 182:
            raise ValueError("repeats have expired")
        self.filled += 1
        return self.fillings_left()


def stock_warning(stock: dict[str, int], weekly_use: dict[str, int]) -> list[str]:
    """Medicines whose stock does not last for two weeks, in alphabetical order."""
    return sorted(name for name, use in weekly_use.items() if stock.get(name, 0) < 2 * use)

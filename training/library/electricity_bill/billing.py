"""The monthly bill: energy, fees, tax and solar credits. Amounts in cents."""
from dataclasses import dataclass

from metering import consumption
from tariffs import HOURLY_CENTS, tiered_cost

BASE_FEE = 950
TAX_PERCENT = 19
FEED_IN_CENTS = 8.2
LATE_FEE = 500
GRACE_DAYS = 14


def with_tax(cents: int, percent: int = TAX_PERCENT) -> int:
    """Amount plus tax in whole cents."""
    return round(cents * (100 + percent) / 100)


def format_euros(cents: int) -> str:
    """Amount such as '12.05 EUR', with a minus sign for credits."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros}.{rest:02d} EUR"


def banded_cost(usage: dict[str, float]) -> int:
    """Cost in whole cents of kWh by hour band; unknown bands raise KeyError."""
    return round(sum(kwh * HOURLY_CENTS[band] for band, kwh in usage.items()))


def prorated_fee(days: int, days_in_month: int = 30) -> int:
    """Base fee for part of a month, at most the fee of the whole month."""
    return round(BASE_FEE * min(days, days_in_month) / days_in_month)


def late_charge(due_day: int, paid_day: int) -> int:
    """Late fee if the payment came after the days of grace that follow the due day."""
    return LATE_FEE if paid_day > due_day + GRACE_DAYS else 0


@dataclass
class SolarMeter:
    """Energy of a solar roof in kWh: produced and used in the house at once."""

    produced: float
    self_used: float

    def exported(self) -> float:
        """kWh fed into the grid, never negative."""
        return max(0, self.produced - self.self_used)

    def credit(self) -> int:
        """Payment for the exported energy in whole cents."""
        return round(self.exported() * FEED_IN_CENTS)

    def self_share(self) -> int:
        """Percent of the production that was used in the house, 0 without production."""
        if self.produced == 0:
            return 0
        return round(100 * min(self.self_used, self.produced) / self.produced)


def monthly_bill(
    previous: int, current: int, solar: SolarMeter | None = None
) -> dict[str, int]:
    """Bill from two meter readings; the solar credit is deducted after tax."""
    energy = tiered_cost(consumption(previous, current))
    gross = with_tax(energy + BASE_FEE)
    credit = solar.credit() if solar else 0
    return {"energy": energy, "gross": gross, "credit": credit, "due": gross - credit}


def instalment(yearly_cents: int) -> int:
    """Monthly instalment for a yearly cost, rounded up to whole euros."""
    return -(-yearly_cents // 1200) * 100


def settlement(instalments: list[int], actual: int) -> str:
    """'refund' or 'pay' with the difference, or 'settled'."""
    balance = sum(instalments) - actual
    if balance == 0:
        return "settled"
    return f"{'refund' if balance > 0 else 'pay'} {format_euros(abs(balance))}"

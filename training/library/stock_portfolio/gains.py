"""Returns, dividends and taxes on gains."""
from __future__ import annotations

from positions import Position

ALLOWANCE = 1000
TAX_PERCENT = 25


def unrealised_gain(position: Position, price: float) -> float:
    """Gain on paper at the current price, purchase fees included."""
    cost = sum(lot.cost() for lot in position.lots)
    return round(position.shares * price - cost, 2)


def gain_percent(cost: float, value: float) -> float:
    """Gain or loss in percent of the cost."""
    if cost <= 0:
        raise ValueError("cost must be positive")
    return round(100 * (value - cost) / cost, 2)


def yearly_return_percent(cost: float, value: float, days_held: int) -> float:
    """Return per year of 365 days; held for less than a year it is not scaled up."""
    growth = value / cost
    if days_held >= 365:
        growth **= 365 / days_held
    return round(100 * (growth - 1), 2)


def dividend_yield(dividend: float, price: float, payments: int = 4) -> float:
    """Yearly dividends in percent of the price; `dividend` is a single payment."""
    return round(100 * dividend * payments / price, 2)


def capital_gains_tax(gains: list[float], used_allowance: float = 0) -> float:
    """A quarter of the net gain above what is left of the yearly allowance.

    Losses are set off against gains first.
    """
    net = sum(gains)
    free = max(ALLOWANCE - used_allowance, 0)
    return round(max(net - free, 0) * TAX_PERCENT / 100, 2)


def loss_carried_forward(gains_by_year: dict[int, float]) -> float:
    """Loss left over at the end; gains of later years use up losses of earlier ones."""
    carried = 0.0
    for year in sorted(gains_by_year):
        carried = min(carried + gains_by_year[year], 0)
    return carried


def break_even_price(position: Position, sell_fee: float = 0.0) -> float:
    """Price at which selling everything leaves neither gain nor loss."""
    if position.shares == 0:
        raise ValueError("no shares held")
    cost = sum(lot.cost() for lot in position.lots) + sell_fee
    return round(cost / position.shares, 4)

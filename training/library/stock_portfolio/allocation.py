"""How a portfolio is divided and how to bring it back to its targets."""
from __future__ import annotations

from positions import clean_symbol

DRIFT_LIMIT = 5.0
MIN_ORDER = 200.0


def holding_values(holdings: dict[str, int], prices: dict[str, float]) -> dict[str, float]:
    """Market value of each holding; KeyError when a price is missing."""
    return {symbol: round(shares * prices[symbol], 2) for symbol, shares in holdings.items()}


def weights(values: dict[str, float]) -> dict[str, float]:
    """Share of each holding in percent with one decimal; all 0 for a worthless portfolio."""
    total = sum(values.values())
    if total == 0:
        return {symbol: 0.0 for symbol in values}
    return {symbol: round(100 * value / total, 1) for symbol, value in values.items()}


def sector_weights(values: dict[str, float], sectors: dict[str, str]) -> dict[str, float]:
    """Share of each sector in percent; unknown symbols count as 'other'."""
    by_sector: dict[str, float] = {}
    for symbol, value in values.items():
        sector = sectors.get(symbol, "other")
        by_sector[sector] = by_sector.get(sector, 0) + value
    return weights(by_sector)


def parse_targets(text: str) -> dict[str, float]:
    """Target weights from text such as 'ACME 60, bolt 40'; they must add up to 100."""
    targets = {}
    for part in text.split(","):
        symbol, percent = part.split()
        targets[clean_symbol(symbol)] = float(percent.rstrip("%"))
    if round(sum(targets.values()), 6) != 100:
        raise ValueError("targets must add up to 100")
    return targets


def drift(values: dict[str, float], targets: dict[str, float]) -> dict[str, float]:
    """Current minus target weight of every symbol in the portfolio or the targets."""
    current = weights(values)
    symbols = sorted(set(values) | set(targets))
    return {s: round(current.get(s, 0) - targets.get(s, 0), 1) for s in symbols}


def needs_rebalancing(values: dict[str, float], targets: dict[str, float]) -> bool:
    """Whether any weight is at least five points away from its target."""
    return any(abs(points) >= DRIFT_LIMIT for points in drift(values, targets).values())


def rebalancing_orders(values: dict[str, float],
                       targets: dict[str, float]) -> dict[str, float]:
    """Amounts to buy (positive) or sell (negative); orders below 200 are left out."""
    total = sum(values.values())
    orders = {}
    for symbol in sorted(set(values) | set(targets)):
        wanted = total * targets.get(symbol, 0) / 100
        amount = round(wanted - values.get(symbol, 0), 2)
        if abs(amount) >= MIN_ORDER:
            orders[symbol] = amount
    return orders


def invest_cash(cash: float, price: float, fee: float = 0.0) -> tuple[int, float]:
    """Whole shares that cash buys after the fee, and the cash that is left.

    Without enough cash for a single share nothing is bought and no fee is paid.
    """
    shares = int((cash - fee) // price)
    if shares < 1:
        return 0, cash
    return shares, round(cash - fee - shares * price, 2)

"""How risky prices and portfolios are."""
from __future__ import annotations

from allocation import weights

CONCENTRATION_LIMIT = 20.0


def max_drawdown(prices: list[float]) -> float:
    """Largest fall from a previous high, in percent of that high."""
    worst = 0.0
    high = 0.0
    for price in prices:
        high = max(high, price)
        worst = max(worst, (high - price) / high)
    return round(100 * worst, 2)


def daily_changes(prices: list[float]) -> list[float]:
    """Change from each day to the next one in percent."""
    return [round(100 * (today / before - 1), 2) for before, today in zip(prices, prices[1:])]


def concentrated(values: dict[str, float]) -> list[str]:
    """Symbols that make up more than 20% of the portfolio, the heaviest first."""
    shares = weights(values)
    heavy = [symbol for symbol in shares if shares[symbol] > CONCENTRATION_LIMIT]
    return sorted(heavy, key=lambda symbol: shares[symbol], reverse=True)

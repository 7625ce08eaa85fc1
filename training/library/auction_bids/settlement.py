"""After the auction: premiums, payouts and results. Amounts are dollars."""
from __future__ import annotations

from lots import Lot

PREMIUM_BANDS = [(1000, 25), (10_000, 20)]
TOP_PREMIUM_PERCENT = 12
SELLER_PERCENT = 10
MINIMUM_COMMISSION = 15
EXTENSION_SECONDS = 120


def buyer_premium(hammer_price: int) -> float:
    """25% of the price up to 1000, 20% of the part up to 10 000 and 12% of the rest."""
    premium = 0.0
    lower = 0
    for upper, percent in PREMIUM_BANDS:
        part = min(hammer_price, upper) - lower
        if part <= 0:
            return round(premium, 2)
        premium += part * percent / 100
        lower = upper
    premium += max(hammer_price - lower, 0) * TOP_PREMIUM_PERCENT / 100
    return round(premium, 2)


def buyer_total(hammer_price: int, export: bool = False, tax_percent: int = 8) -> float:
    """Price plus premium, with sales tax on the premium unless the lot is exported."""
    premium = buyer_premium(hammer_price)
    tax = 0 if export else premium * tax_percent / 100
    return round(hammer_price + premium + tax, 2)


def seller_payout(hammer_price: int) -> float:
    """What the seller gets after the commission, which is at least 15 dollars.

    The payout is never negative.
    """
    commission = max(hammer_price * SELLER_PERCENT / 100, MINIMUM_COMMISSION)
    return round(max(hammer_price - commission, 0), 2)


def extended_end(end: int, bid_time: int) -> int:
    """End of the auction in seconds: a bid in the last two minutes leaves two more."""
    if bid_time > end:
        raise ValueError("bid came after the end")
    return max(end, bid_time + EXTENSION_SECONDS)


def results(lots: list[Lot]) -> dict[str, int]:
    """Close all lots and return the hammer prices of those that were sold."""
    sold = {}
    for lot in lots:
        outcome = lot.close()
        if outcome is not None:
            sold[lot.title.strip()] = outcome[1]
    return sold


def sell_through_rate(lots: list[Lot]) -> float:
    """Percentage of lots whose reserve is met, with one decimal."""
    if not lots:
        return 0.0
    return round(100 * sum(lot.reserve_met() for lot in lots) / len(lots), 1)


def top_bidders(lots: list[Lot], limit: int = 3) -> list[str]:
    """Bidders leading the most lots, most first, then by name."""
    leading: dict[str, int] = {}
    for lot in lots:
        name = lot.leader()
        if name is not None:
            leading[name] = leading.get(name, 0) + 1
    return sorted(leading, key=lambda name: (-leading[name], name))[:limit]

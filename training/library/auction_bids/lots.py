"""Auction lots with proxy bidding and an optional reserve price."""
from __future__ import annotations

from dataclasses import dataclass, field

from increments import increment_at, minimum_bid


@dataclass
class Lot:
    """A lot remembers each bidder's secret maximum, in the order of the bids."""

    title: str
    start_price: int = 1
    reserve: int | None = None
    maxima: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    def place(self, bidder: str, maximum: int) -> int:
        """Record a secret maximum and return the visible price.

        The leader may raise the own maximum to any higher amount; all others must
        offer at least the minimum bid. Raises ValueError for lower offers.
        """
        if self.closed:
            raise ValueError("the lot is closed")
        bidder = bidder.strip().lower()
        if bidder == self.leader():
            if maximum <= self.maxima[bidder]:
                raise ValueError("a new maximum must be higher")
            self.maxima[bidder] = maximum
            return self.price()
        lowest = minimum_bid(self.price(), bool(self.maxima))
        if maximum < lowest:
            raise ValueError(f"bid at least {lowest}")
        self.maxima.pop(bidder, None)
        self.maxima[bidder] = maximum
        return self.price()

    def leader(self) -> str | None:
        """Bidder with the highest maximum; the earlier bid wins a tie."""
        if not self.maxima:
            return None
        return max(self.maxima, key=lambda name: self.maxima[name])

    def price(self) -> int:
        """Visible price: one increment above the second highest maximum.

        It never exceeds the leader's own maximum. With a single bidder it is the
        starting price, or the reserve if the maximum reaches it.
        """
        ranked = sorted(self.maxima.values(), reverse=True)
        if not ranked:
            return self.start_price
        price = self.start_price
        if len(ranked) > 1:
            price = min(ranked[1] + increment_at(ranked[1]), ranked[0])
        if self.reserve is not None and ranked[0] >= self.reserve:
            price = max(price, self.reserve)
        return price

    def reserve_met(self) -> bool:
        """True without a reserve as soon as there is a bid."""
        if not self.maxima:
            return False
        return self.reserve is None or self.price() >= self.reserve

    def close(self) -> tuple[str, int] | None:
        """End the auction; (winner, price), or None if the lot is not sold."""
        self.closed = True
        if not self.reserve_met():
            return None
        return self.leader(), self.price()


def status_line(lot: Lot) -> str:
    """Text such as 'Clock: $120 (3 bidders, reserve not met)'."""
    count = len(lot.maxima)
    noun = "bidder" if count == 1 else "bidders"
    text = f"{lot.title.strip()}: ${lot.price():,} ({count} {noun}"
    if count > 0 and not lot.reserve_met():
        text += ", reserve not met"
    return text + ")"

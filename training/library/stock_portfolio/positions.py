"""Positions of shares bought in several lots (first in, first out)."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Lot:
    shares: int
    price: float
    fee: float = 0.0

    def cost(self) -> float:
        """What the lot cost, order fee included."""
        return self.shares * self.price + self.fee


@dataclass
class Position:
    symbol: str
    lots: list[Lot] = field(default_factory=list)
    realised: float = 0.0

    @property
    def shares(self) -> int:
        return sum(lot.shares for lot in self.lots)

    def buy(self, shares: int, price: float, fee: float = 0.0) -> int:
        """Add a lot and return the number of shares held."""
        if shares <= 0:
            raise ValueError("number of shares must be positive")
        self.lots.append(Lot(shares, price, fee))
        return self.shares

    def average_price(self) -> float:
        """Mean cost of a share including fees, 0 for an empty position."""
        if not self.shares:
            return 0.0
        return round(sum(lot.cost() for lot in self.lots) / self.shares, 4)

    def sell(self, shares: int, price: float, fee: float = 0.0) -> float:
        """Sell the oldest shares first and return the gain after the fees.

        The purchase fee of a lot is charged in proportion to the shares sold from it.
        """
        if not 0 < shares <= self.shares:
            raise ValueError(f"cannot sell {shares} of {self.shares} shares")
        gain = -fee
        while shares > 0:
            lot = self.lots[0]
            taken = min(shares, lot.shares)
            fee_part = lot.fee * taken / lot.shares
            gain += taken * (price - lot.price) - fee_part
            lot.fee -= fee_part
            lot.shares -= taken
            shares -= taken
            if lot.shares == 0:
                self.lots.pop(0)
        self.realised = round(self.realised + gain, 2)
        return round(gain, 2)

    def split(self, ratio: int) -> int:
        """Stock split: `ratio` new shares for each old one at a lower price."""
        if ratio < 1:
            raise ValueError("ratio must be at least 1")
        for lot in self.lots:
            lot.shares *= ratio
            lot.price /= ratio
        return self.shares


def clean_symbol(text: str) -> str:
    """Ticker in capital letters without an exchange suffix: ' sap.de ' is 'SAP'."""
    return text.strip().upper().partition(".")[0]

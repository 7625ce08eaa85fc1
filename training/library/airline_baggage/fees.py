"""Baggage fees in dollars."""
from __future__ import annotations

from dataclasses import dataclass, field

from dimensions import parse_size, size_class
from weights import check_bag, excess, parse_weight

ALLOWANCE_KG = {"economy": 23, "business": 32}
FREE_BAGS = {"light": 0, "economy": 1, "business": 2}
BAG_FEES = [35, 45, 150]
OVERWEIGHT_PER_KG = 12
SIZE_FEES = {"cabin": 0, "checked": 0, "oversize": 100, "sports": 175}
STATUS_EXTRA_BAGS = {"silver": 1, "gold": 2}


@dataclass
class Booking:
    fare: str = "economy"
    status: str = ""
    bags: list[tuple[str, str]] = field(default_factory=list)

    def add_bag(self, weight: str, size: str) -> int:
        """Check in a bag and return how many bags there are; too heavy ones are refused."""
        check_bag(parse_weight(weight))
        self.bags.append((weight, size))
        return len(self.bags)

    def free_bags(self) -> int:
        """Bags included in the fare, plus those for frequent flyers."""
        extra = STATUS_EXTRA_BAGS.get(self.status.strip().lower(), 0)
        return FREE_BAGS[self.fare] + extra

    def allowance(self) -> int:
        """Kilograms per bag; fares without an own entry have the economy allowance."""
        return ALLOWANCE_KG.get(self.fare, ALLOWANCE_KG["economy"])

    def bag_fees(self) -> int:
        """Fees for the bags beyond the free ones."""
        paid = len(self.bags) - self.free_bags()
        return sum(extra_bag_fee(number) for number in range(1, paid + 1))

    def total(self) -> float:
        """Bag fees plus overweight and size fees of every bag."""
        amount = float(self.bag_fees())
        for weight, size in self.bags:
            amount += overweight_fee(parse_weight(weight), self.allowance())
            amount += SIZE_FEES[size_class(parse_size(size))]
        return round(amount, 2)


def extra_bag_fee(number: int) -> int:
    """Fee of the n-th paid bag; from the third on they cost the same."""
    if number < 1:
        raise ValueError("bags are numbered from 1")
    return BAG_FEES[min(number, len(BAG_FEES)) - 1]


def overweight_fee(weight: float, allowance: float) -> float:
    """Fee for each kilogram, or part of it in proportion, above the allowance."""
    return round(excess(weight, allowance) * OVERWEIGHT_PER_KG, 2)


def tag_number(airline: str, serial: int) -> str:
    """Bag tag such as 'OS 004217': airline code and six digits."""
    return f"{airline.strip().upper()} {serial % 1_000_000:06d}"

"""Expense reports with receipts in several currencies."""
from __future__ import annotations

from dataclasses import dataclass, field

from mileage import mileage_allowance
from per_diem import trip_allowance

# units of the currency for one euro
EXCHANGE_RATES = {"EUR": 1.0, "USD": 1.25, "CHF": 0.96, "JPY": 160.0}
RECEIPT_NEEDED_FROM = 15.0
CATEGORY_LIMITS = {"hotel": 140.0, "meal": 35.0, "taxi": 60.0}
APPROVAL_LEVELS = [(250, "team lead"), (2000, "head of department")]


def to_euro(amount: float, currency: str = "EUR") -> float:
    """Convert an amount to euros, rounded to cents."""
    code = currency.strip().upper()
    if code not in EXCHANGE_RATES:
        raise ValueError(f"no rate for {code}")
    return round(amount / EXCHANGE_RATES[code], 2)


def reimbursable(category: str, amount: float) -> float:
    """Amount paid back: capped for categories with a limit."""
    limit = CATEGORY_LIMITS.get(category.strip().lower())
    if limit is None:
        return amount
    return min(amount, limit)


def approver(total: float) -> str:
    """Who has to approve a total: each level may approve up to and including its limit."""
    for limit, role in APPROVAL_LEVELS:
        if total <= limit:
            return role
    return "board"


@dataclass
class ExpenseReport:
    employee: str
    items: list = field(default_factory=list)

    def add_expense(self, category: str, amount: float, currency: str = "EUR",
                    receipt: bool = True) -> float:
        """Add an expense and return the euros that count; large ones need a receipt."""
        euros = to_euro(amount, currency)
        if euros >= RECEIPT_NEEDED_FROM and not receipt:
            raise ValueError(f"receipt missing for {euros:.2f} EUR")
        counted = reimbursable(category, euros)
        self.items.append((category.strip().lower(), counted))
        return counted

    def add_drive(self, km: float, passengers: int = 0) -> float:
        allowance = mileage_allowance(km, "car", passengers)
        self.items.append(("mileage", allowance))
        return allowance

    def add_trip(self, start: str, end: str, country: str | None = None) -> float:
        """Add the daily allowance of a trip; trips without allowance leave no item."""
        allowance = trip_allowance(start, end, country)
        if allowance > 0:
            self.items.append(("per diem", allowance))
        return allowance

    def total(self) -> float:
        return round(sum(amount for _, amount in self.items), 2)

    def by_category(self) -> dict[str, float]:
        """Sums by category, the largest first."""
        sums: dict[str, float] = {}
        for category, amount in self.items:
            sums[category] = round(sums.get(category, 0.0) + amount, 2)
        return dict(sorted(sums.items(), key=lambda pair: pair[1], reverse=True))

    def headline(self) -> str:
        """Title such as 'Ann Lee: 210.50 EUR, for team lead'."""
        total = self.total()
        return f"{self.employee.strip().title()}: {total:.2f} EUR, for {approver(total)}"

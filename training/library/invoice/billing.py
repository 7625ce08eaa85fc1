from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal


CENT = Decimal("0.01")


def money(value) -> Decimal:
    """Exact amount rounded half up to cents."""
    return Decimal(str(value)).quantize(CENT, rounding=ROUND_HALF_UP)


def show(amount: Decimal, currency: str = "EUR") -> str:
    """Amount with thousands separators and currency, such as '1,234.50 EUR'."""
    return f"{amount:,.2f} {currency}"


@dataclass
class InvoiceLine:
    description: str
    quantity: int
    unit_price: str
    tax_percent: int = 19

    def net(self) -> Decimal:
        """Quantity times unit price."""
        return money(self.quantity * Decimal(self.unit_price))

    def tax(self) -> Decimal:
        """Sales tax on the net amount."""
        return money(self.net() * self.tax_percent / 100)


@dataclass
class Invoice:
    number: str
    lines: list = field(default_factory=list)
    payments: list = field(default_factory=list)

    def add_line(self, description, quantity, unit_price, tax_percent=19):
        """Append a line; negative quantities are credits, zero is refused."""
        if quantity == 0:
            raise ValueError("quantity must not be zero")
        self.lines.append(InvoiceLine(description.strip(), quantity, unit_price, tax_percent))

    def net_total(self) -> Decimal:
        return sum((line.net() for line in self.lines), Decimal("0.00"))

    def tax_by_rate(self) -> dict:
        """Tax amounts as text, keyed by tax percent, lowest rate first."""
        totals: dict = {}
        for line in self.lines:
            totals[line.tax_percent] = totals.get(line.tax_percent, 0) + line.tax()
        return {rate: str(totals[rate]) for rate in sorted(totals)}

    def grand_total(self) -> Decimal:
        """Net amounts plus tax of all lines."""
        return sum((line.net() + line.tax() for line in self.lines), Decimal("0.00"))

    def pay(self, amount) -> str:
        """Book a payment and return the amount still open as text."""
        paid = money(amount)
        if paid <= 0:
            raise ValueError("payment must be positive")
        self.payments.append(paid)
        return str(self.open_amount())

    def open_amount(self) -> Decimal:
        """What is left to pay; never negative, even when too much was paid."""
        rest = self.grand_total() - sum(self.payments)
        return max(rest, Decimal("0.00"))

    def status(self) -> str:
        """'paid', 'partly paid' or 'open'."""
        if self.open_amount() == 0:
            return "paid"
        return "partly paid" if self.payments else "open"

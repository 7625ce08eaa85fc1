from dataclasses import dataclass

from discounts import apply_percent, quantity_discount, shipping_cost, voucher_value
from vat import gross_price


@dataclass
class CartLine:
    """One article in the cart with its net unit price."""

    sku: str
    unit_price: float
    quantity: int = 1
    category: str = "standard"

    def net_total(self):
        """Price of all pieces after the quantity discount, without VAT."""
        full_price = self.unit_price * self.quantity
        return apply_percent(full_price, quantity_discount(self.quantity))

    def gross_total(self):
        return gross_price(self.net_total(), self.category)


class Cart:
    """A shopping cart that holds at most one line for each article number."""

    MAX_PER_ARTICLE = 99

    def __init__(self):
        self.lines = {}
        self.voucher = None

    def add(self, sku, unit_price, quantity=1, category="standard"):
        """Put an article in the cart; adding it again raises its quantity (99 at most)."""
        if quantity < 1:
            raise ValueError("quantity must be at least 1")
        sku = sku.strip().upper()
        line = self.lines.get(sku)
        if line is None:
            line = self.lines[sku] = CartLine(sku, unit_price, 0, category)
        line.quantity = min(line.quantity + quantity, self.MAX_PER_ARTICLE)
        return line.quantity

    def change_quantity(self, sku, quantity):
        """Set the quantity of an article; 0 takes it out of the cart."""
        sku = sku.strip().upper()
        if sku not in self.lines:
            raise KeyError(sku)
        if quantity <= 0:
            del self.lines[sku]
        else:
            self.lines[sku].quantity = quantity

    def item_count(self):
        """Number of pieces in the cart, over all lines."""
        return sum(line.quantity for line in self.lines.values())

    def subtotal(self):
        """Gross value of all lines before voucher and shipping."""
        return round(sum(line.gross_total() for line in self.lines.values()), 2)

    def total(self, express=False):
        """What the customer pays: the subtotal less the voucher, plus shipping.

        The shipping fee depends on the subtotal before the voucher.
        """
        subtotal = self.subtotal()
        due = subtotal
        if self.voucher is not None:
            due -= voucher_value(self.voucher, subtotal)
        return round(due + shipping_cost(subtotal, express), 2)


def summary_text(cart):
    """A line such as '3 items, 45.60' for the shop header, or 'empty cart'."""
    count = cart.item_count()
    if count == 0:
        return "empty cart"
    noun = "item" if count == 1 else "items"
    return f"{count} {noun}, {cart.subtotal():.2f}"

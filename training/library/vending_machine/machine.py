from collections import Counter

from coins import CoinBox, parse_coin, price_label
from slots import low_slots, parse_slot_code

MAX_CREDIT = 500


class VendingMachine:
    """States: 'idle' without credit, 'paying' with credit, 'service' with the door open."""

    def __init__(self, slots, box=None):
        self.slots = slots
        self.box = box or CoinBox()
        self.credit = 0
        self.door_open = False
        self.sold = []

    @property
    def state(self):
        if self.door_open:
            return "service"
        return "paying" if self.credit > 0 else "idle"

    def insert(self, text):
        """Take a coin and return the new credit; coins beyond MAX_CREDIT are refused."""
        if self.state == "service":
            raise ValueError("machine is in service")
        coin = parse_coin(text)
        if self.credit + coin > MAX_CREDIT:
            raise ValueError("too many coins")
        self.box.put_in(coin)
        self.credit += coin
        return self.credit

    def select(self, code):
        """Sell the product of a slot; returns its name and the list of change coins."""
        parse_slot_code(code)
        slot = self.slots.get(code.strip().upper())
        if slot is None or slot.stock == 0:
            raise ValueError("sold out")
        if self.credit < slot.price:
            raise ValueError(f"{price_label(slot.price - self.credit)} missing")
        change = self.box.pay_out(self.credit - slot.price)
        slot.drop_one()
        self.credit = 0
        self.sold.append((slot.product, slot.price))
        return slot.product, change

    def cancel(self):
        """Give the whole credit back as a list of coins."""
        coins = self.box.pay_out(self.credit)
        self.credit = 0
        return coins

    def takings(self):
        """Value of everything sold so far."""
        return sum(price for _product, price in self.sold)

    def display(self):
        """Text on the display of the machine."""
        if self.state == "service":
            return "Out of order"
        if self.state == "paying":
            return f"Credit {price_label(self.credit)}"
        if self.box.exact_change_only():
            return "Exact change only"
        return "Please insert coins"

    def needs_visit(self):
        """Whether a slot is empty or the small coins run out."""
        return bool(low_slots(self.slots, 0)) or self.box.exact_change_only()


def best_sellers(sold, count=3):
    """The products sold most often, ties in alphabetical order."""
    pieces = Counter(product for product, _price in sold)
    ranked = sorted(pieces, key=lambda product: (-pieces[product], product))
    return ranked[:count]

from collections import Counter

from menu import dish_key, price_at


class TableOrder:
    """Everything ordered at one table, kept apart by seat (1 to the number of seats)."""

    def __init__(self, table, seats):
        self.table = table
        self.seats = seats
        self.items = []
        self.closed = False

    def order(self, seat, dish, count=1):
        """Add dishes for a seat and return how many items the table has now."""
        if self.closed:
            raise ValueError("the bill is closed")
        if not 1 <= seat <= self.seats:
            raise ValueError(f"table {self.table} has no seat {seat}")
        self.items.extend([(seat, dish_key(dish))] * count)
        return len(self.items)

    def cancel(self, seat, dish):
        """Remove the dish once for that seat; tells whether it had been ordered."""
        entry = (seat, dish_key(dish))
        if entry not in self.items:
            return False
        self.items.remove(entry)
        return True

    def total(self, hour=20):
        return round(sum(price_at(dish, hour) for _, dish in self.items), 2)

    def seat_total(self, seat, hour=20):
        """Bill of a single seat."""
        return round(sum(price_at(dish, hour) for s, dish in self.items if s == seat), 2)

    def kitchen_ticket(self):
        """Lines such as '2 x lasagne', most ordered dishes first, then by name."""
        counts = Counter(dish for _, dish in self.items)
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return [f"{count} x {dish}" for dish, count in ordered]

    def close(self, hour=20):
        """Close the bill; nothing can be ordered after that. Returns the total."""
        self.closed = True
        return self.total(hour)


def empty_seats(order):
    """Seats that have not ordered anything yet."""
    busy = {seat for seat, _ in order.items}
    return [seat for seat in range(1, order.seats + 1) if seat not in busy]

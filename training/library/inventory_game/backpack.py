from items import normalise_name, weight_of

MAX_STACK = 20


class Backpack:
    def __init__(self, strength=10):
        self.strength = strength
        self.contents = {}

    def capacity(self):
        """Kilograms that can be carried: 5 plus 2 for each point of strength."""
        return 5 + 2 * self.strength

    def load(self):
        """Total weight of the contents in kilograms."""
        return sum(weight_of(name) * count for name, count in self.contents.items())

    def is_overloaded(self):
        return self.load() > self.capacity()

    def count(self, name):
        """How many pieces of the item are in the backpack."""
        return self.contents.get(normalise_name(name), 0)

    def add(self, name, amount=1):
        """Add pieces up to the stack limit; returns how many did not fit."""
        if amount < 1:
            raise ValueError("amount must be at least 1")
        name = normalise_name(name)
        fitting = min(amount, MAX_STACK - self.count(name))
        if fitting > 0:
            self.contents[name] = self.count(name) + fitting
        return amount - fitting

    def remove(self, name, amount=1):
        """Take pieces out; ValueError when there are too few. Empty stacks disappear."""
        name = normalise_name(name)
        if amount > self.count(name):
            raise ValueError(f"not enough {name}")
        self.contents[name] -= amount
        if self.contents[name] == 0:
            del self.contents[name]

    def speed(self, base=100):
        """Walking speed: full up to half load, 75% above it, 50% when overloaded."""
        if self.is_overloaded():
            return base * 50 // 100
        if self.load() > self.capacity() / 2:
            return base * 75 // 100
        return base

    def listing(self):
        """Lines such as '3x torch', heaviest stack first, then by name."""
        def sort_key(name):
            return (-weight_of(name) * self.contents[name], name)

        names = sorted(self.contents, key=sort_key)
        return [f"{self.contents[name]}x {name}" for name in names]

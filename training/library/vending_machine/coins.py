"""Coins of the machine. All amounts are in cents."""

ACCEPTED_COINS = (200, 100, 50, 20, 10, 5)
LOW_COIN_LIMIT = 50


def parse_coin(text):
    """Value of a coin such as '50c', '2 EUR' or '1eur'; ValueError if it is not accepted."""
    word = text.strip().lower().replace(" ", "")
    if word.endswith("eur"):
        value = int(word[:-3]) * 100
    elif word.endswith("c"):
        value = int(word[:-1])
    else:
        raise ValueError(f"not a coin: {text.strip()}")
    if value not in ACCEPTED_COINS:
        raise ValueError(f"coin not accepted: {text.strip()}")
    return value


def price_label(cents):
    """Price tag such as '1.20 EUR', or '80c' below one euro."""
    if cents < 100:
        return f"{cents}c"
    return f"{cents // 100}.{cents % 100:02d} EUR"


class CoinBox:
    """The coins inside the machine, as a number for each value."""

    def __init__(self, counts=None):
        self.counts = {coin: 0 for coin in ACCEPTED_COINS}
        for coin, count in (counts or {}).items():
            self.put_in(coin, count)

    def put_in(self, coin, count=1):
        """Add coins of one value and return how many of it are inside now."""
        if coin not in self.counts:
            raise ValueError(f"unknown coin: {coin}")
        self.counts[coin] += count
        return self.counts[coin]

    def content(self):
        """Total value of all coins inside."""
        return sum(coin * count for coin, count in self.counts.items())

    def change_for(self, amount):
        """Coins to give back for an amount, largest first, or None if they do not suffice.

        Coins are only proposed here, they stay in the box.
        """
        coins = []
        for coin in ACCEPTED_COINS:
            usable = min(amount // coin, self.counts[coin])
            coins += [coin] * usable
            amount -= coin * usable
        return coins if amount == 0 else None

    def pay_out(self, amount):
        """Take the change out of the box; ValueError, and nothing taken, if it is short."""
        coins = self.change_for(amount)
        if coins is None:
            raise ValueError("not enough change")
        for coin in coins:
            self.counts[coin] -= 1
        return coins

    def exact_change_only(self):
        """Whether the coins below 50 cents are worth less than 50 cents together."""
        small = sum(coin * n for coin, n in self.counts.items() if coin < 50)
        return small < LOW_COIN_LIMIT

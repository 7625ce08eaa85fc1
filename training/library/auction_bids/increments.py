"""Bid increments: how much the next bid must be at least. Amounts are whole dollars."""

# (from this price on, increment)
INCREMENTS = [(0, 1), (50, 5), (200, 10), (1000, 50), (5000, 250)]
CURRENCY_SIGNS = "$€£"


def increment_at(price: int) -> int:
    """Increment that applies at a price."""
    step = INCREMENTS[0][1]
    for start, increment in INCREMENTS:
        if price < start:
            break
        step = increment
    return step


def minimum_bid(price: int, has_bids: bool = True) -> int:
    """Lowest acceptable bid; the first bidder may offer the starting price itself."""
    if not has_bids:
        return price
    return price + increment_at(price)


def bid_ladder(price: int, count: int) -> list[int]:
    """The next minimum bids, if everybody bids as little as possible."""
    ladder = []
    for _ in range(count):
        price = minimum_bid(price)
        ladder.append(price)
    return ladder


def round_down_to_step(amount: int) -> int:
    """Largest multiple of the increment that does not exceed the amount."""
    step = increment_at(amount)
    return amount // step * step


def parse_bid(text: str) -> int:
    """Read a bid such as ' $1,250 ' or '2k' (thousands); it must be positive."""
    cleaned = text.strip().lower().lstrip(CURRENCY_SIGNS).replace(",", "")
    factor = 1
    if cleaned.endswith("k"):
        factor = 1000
        cleaned = cleaned[:-1]
    amount = int(float(cleaned) * factor)
    if amount <= 0:
        raise ValueError(f"not a valid bid: {text.strip()}")
    return amount


def steps_between(low: int, high: int) -> int:
    """How many minimum bids it takes to get from one price to at least another."""
    steps = 0
    while low < high:
        low = minimum_bid(low)
        steps += 1
    return steps

"""Tips and ways to split a bill."""
from orders import TableOrder

LARGE_PARTY = 6
SERVICE_PERCENT = 12.5


def tip(amount, percent=10):
    """Tip on an amount, rounded to cents."""
    if percent < 0:
        raise ValueError("tip cannot be negative")
    return round(amount * percent / 100, 2)


def round_up_tip(amount, step=5):
    """Tip that brings the bill up to the next multiple of the step, 0 if it is one already."""
    remainder = amount % step
    if remainder == 0:
        return 0.0
    return round(step - remainder, 2)


def service_charge(amount, guests):
    """Service charge that is added for parties of six or more."""
    if guests < LARGE_PARTY:
        return 0.0
    return round(amount * SERVICE_PERCENT / 100, 2)


def split_evenly(amount, guests):
    """Equal shares in which the first guests pay the odd cents."""
    if guests < 1:
        raise ValueError("at least one guest has to pay")
    cents = round(amount * 100)
    share, odd = divmod(cents, guests)
    return [(share + (1 if i < odd else 0)) / 100 for i in range(guests)]


def split_by_seat(order: TableOrder, hour=20, tip_percent=0):
    """Bill for every seat including its own tip; seats without orders are left out."""
    shares = {}
    for seat in range(1, order.seats + 1):
        amount = order.seat_total(seat, hour)
        if amount > 0:
            shares[seat] = round(amount + tip(amount, tip_percent), 2)
    return shares


def settle_debts(paid):
    """Who has to give what to whom, so that all have paid the same.

    `paid` maps names to amounts; the result lists (debtor, creditor, amount).
    """
    if not paid:
        return []
    mean = sum(paid.values()) / len(paid)
    balances = sorted((round(amount - mean, 2), name) for name, amount in paid.items())
    low, high = 0, len(balances) - 1
    moves = []
    while low < high:
        debt, debtor = balances[low]
        credit, creditor = balances[high]
        amount = round(min(-debt, credit), 2)
        if amount > 0:
            moves.append((debtor, creditor, amount))
        balances[low] = (round(debt + amount, 2), debtor)
        balances[high] = (round(credit - amount, 2), creditor)
        if balances[low][0] >= 0:
            low += 1
        if balances[high][0] <= 0:
            high -= 1
    return moves

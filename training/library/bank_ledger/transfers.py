"""Transfers between accounts, standing orders and daily limits."""
from accounts import Account

DAILY_LIMIT = 200_000
FOREIGN_FEE_PERCENT = 2
MIN_FOREIGN_FEE = 150


def transfer_fee(amount, foreign=False):
    """Domestic transfers are free; foreign ones cost 2%, at least 150 cents."""
    if not foreign:
        return 0
    return max(amount * FOREIGN_FEE_PERCENT // 100, MIN_FOREIGN_FEE)


class Ledger:
    """All accounts of the bank and the money moved today."""

    def __init__(self):
        self.accounts = {}
        self.moved_today = {}

    def open(self, number, owner, opening=0, overdraft=0):
        """Create an account; a number may be used only once."""
        if number in self.accounts:
            raise ValueError(f"account {number} exists")
        account = Account(number, owner.strip(), overdraft)
        if opening > 0:
            account.deposit(opening, "opening")
        self.accounts[number] = account
        return account

    def transfer(self, source, target, amount, foreign=False):
        """Move money and charge the fee to the source; returns the source balance.

        The daily limit counts the amounts without fees.
        """
        if source == target:
            raise ValueError("source and target are the same account")
        receiver = self.accounts[target]
        moved = self.moved_today.get(source, 0) + amount
        if moved > DAILY_LIMIT:
            raise ValueError("daily limit exceeded")
        fee = transfer_fee(amount, foreign)
        self.accounts[source].withdraw(amount + fee, f"to {target}")
        receiver.deposit(amount, f"from {source}")
        self.moved_today[source] = moved
        return self.accounts[source].balance

    def end_of_day(self):
        """Reset the daily limits and return the total that was moved."""
        total = sum(self.moved_today.values())
        self.moved_today.clear()
        return total

    def total_deposits(self):
        """Sum of all positive balances; overdrawn accounts do not reduce it."""
        return sum(max(account.balance, 0) for account in self.accounts.values())

    def find_by_owner(self, name):
        """Sorted account numbers of an owner, ignoring case and surrounding blanks."""
        wanted = name.strip().lower()
        return sorted(n for n, a in self.accounts.items() if a.owner.lower() == wanted)


def standing_order_months(start, end, every=1):
    """Months from start to end, both as (year, month) and included, in steps of `every`."""
    first = start[0] * 12 + start[1] - 1
    last = end[0] * 12 + end[1] - 1
    return [(index // 12, index % 12 + 1) for index in range(first, last + 1, every)]

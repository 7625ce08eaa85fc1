"""Bank accounts with statements and an overdraft limit. Amounts are whole cents."""


class InsufficientFunds(ValueError):
    """Raised when a withdrawal would exceed the overdraft limit."""


class Account:
    def __init__(self, number, owner, overdraft=0):
        self.number = number
        self.owner = owner
        self.overdraft = overdraft
        self.entries = []
        self.frozen = False

    @property
    def balance(self):
        return sum(amount for amount, _ in self.entries)

    def available(self):
        """What can be withdrawn now, the overdraft included; nothing from a frozen account."""
        if self.frozen:
            return 0
        return self.balance + self.overdraft

    def deposit(self, amount, memo=""):
        """Book a positive amount and return the new balance."""
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.entries.append((amount, memo.strip()))
        return self.balance

    def withdraw(self, amount, memo=""):
        """Take money out, down to the overdraft limit, and return the new balance."""
        if amount <= 0:
            raise ValueError("withdrawal must be positive")
        if amount > self.available():
            raise InsufficientFunds(f"only {self.available()} available")
        self.entries.append((-amount, memo.strip()))
        return self.balance

    def statement(self, last=5):
        """The latest entries, newest first, as (amount, memo, balance after it)."""
        rows = []
        running = 0
        for amount, memo in self.entries:
            running += amount
            rows.append((amount, memo, running))
        return rows[::-1][:last]

    def lowest_balance(self):
        """Smallest balance the account ever had, counting the empty start."""
        lowest = running = 0
        for amount, _ in self.entries:
            running += amount
            lowest = min(lowest, running)
        return lowest


def iban_checksum_ok(iban):
    """Validate an IBAN.

    The first four characters go to the end, letters count as 10 (A) to 35 (Z), and the
    resulting number must be 1 modulo 97.
    """
    compact = iban.replace(" ", "").upper()
    if len(compact) < 15 or not compact.isalnum():
        return False
    rearranged = compact[4:] + compact[:4]
    digits = "".join(str(int(char, 36)) for char in rearranged)
    return int(digits) % 97 == 1


def mask_number(number, visible=4):
    """Replace all but the last digits with stars."""
    hidden = max(len(number) - visible, 0)
    return "*" * hidden + number[hidden:]

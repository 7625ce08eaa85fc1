"""Points wallet: batches of points that expire, oldest points spent first."""
from dataclasses import dataclass, field

POINTS_PER_VOUCHER_EURO = 100
EXPIRY_MONTHS = 24


def add_months(month: str, count: int) -> str:
    """Month such as '2024-11' moved forward by a number of months."""
    year, number = map(int, month.split("-"))
    index = year * 12 + number - 1 + count
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def voucher_euros(points: int) -> int:
    """Vouchers come in steps of 5 euros; 100 points are worth one euro."""
    return points // POINTS_PER_VOUCHER_EURO // 5 * 5


@dataclass
class Wallet:
    member: str
    batches: list = field(default_factory=list)

    def earn(self, points: int, month: str) -> int:
        """Add a batch that is valid for 24 months and return the balance."""
        if points < 0:
            raise ValueError("points must not be negative")
        if points:
            self.batches.append([add_months(month, EXPIRY_MONTHS), points])
            self.batches.sort()
        return self.balance()

    def balance(self) -> int:
        return sum(points for _, points in self.batches)

    def burn(self, points: int) -> int:
        """Spend points, those that expire first, and return the balance left."""
        if points > self.balance():
            raise ValueError("not enough points")
        while points > 0:
            batch = self.batches[0]
            used = min(points, batch[1])
            batch[1] -= used
            points -= used
            if batch[1] == 0:
                self.batches.pop(0)
        return self.balance()

    def expire(self, month: str) -> int:
        """Remove batches whose expiry month is before the given month; returns points lost."""
        lost = sum(points for expiry, points in self.batches if expiry < month)
        self.batches = [batch for batch in self.batches if batch[0] >= month]
        return lost

    def expiring_within(self, month: str, months: int = 3) -> int:
        """Points whose expiry month is at most that many months away."""
        limit = add_months(month, months)
        return sum(points for expiry, points in self.batches if expiry <= limit)


def transfer_points(giver: Wallet, receiver: Wallet, points: int, month: str) -> int:
    """Give points to another member, who gets a fresh expiry; a tenth is kept as fee."""
    giver.burn(points)
    return receiver.earn(points - points // 10, month)

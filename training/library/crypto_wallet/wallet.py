"""A wallet that holds unspent coins (amounts in satoshi)."""

from fees import change_amount, is_worth_spending, transaction_fee
from units import coins_text, is_dust

CONFIRMATIONS_NEEDED = 3


class Wallet:
    def __init__(self, name, height=0):
        self.name = name
        self.height = height
        self.coins = {}
        self.labels = {}

    def receive(self, coin_id, sats, height=None):
        """Store a received coin; without a height it is not confirmed yet."""
        if coin_id in self.coins:
            raise ValueError(f"known coin: {coin_id}")
        if is_dust(sats):
            return False
        self.coins[coin_id] = (sats, height)
        return True

    def confirmations(self, coin_id):
        """Blocks that confirm a coin; the block that contains it is the first one."""
        height = self.coins[coin_id][1]
        if height is None:
            return 0
        return self.height - height + 1

    def confirmed_balance(self):
        """Sum of all coins with at least three confirmations."""
        return sum(sats for coin_id, (sats, _height) in self.coins.items()
                   if self.confirmations(coin_id) >= CONFIRMATIONS_NEEDED)

    def pending_balance(self):
        """Sum of the coins that wait for more confirmations."""
        return sum(sats for sats, _height in self.coins.values()) - self.confirmed_balance()

    def spendable(self, rate):
        """Ids of confirmed coins worth spending at a fee rate, the largest first."""
        usable = [coin_id for coin_id, (sats, _height) in self.coins.items()
                  if self.confirmations(coin_id) >= CONFIRMATIONS_NEEDED
                  and is_worth_spending(sats, rate)]
        return sorted(usable, key=lambda coin_id: self.coins[coin_id][0], reverse=True)

    def pick_coins(self, amount, rate):
        """Largest coins first until they pay for the amount and the fee of one output."""
        picked = []
        total = 0
        for coin_id in self.spendable(rate):
            picked.append(coin_id)
            total += self.coins[coin_id][0]
            if total >= amount + transaction_fee(len(picked), 1, rate):
                return picked
        raise ValueError("insufficient funds")

    def send(self, amount, rate):
        """Spend coins and return (fee, change); the change comes back unconfirmed."""
        if is_dust(amount):
            raise ValueError("amount is dust")
        picked = self.pick_coins(amount, rate)
        total = sum(self.coins[coin_id][0] for coin_id in picked)
        change = change_amount(total, amount, len(picked), rate)
        for coin_id in picked:
            del self.coins[coin_id]
        if change:
            self.coins[f"change of {picked[0]}"] = (change, None)
        return total - amount - change, change

    def label(self, address, text):
        """Remember a label for an address; an empty text removes it."""
        cleaned = text.strip()
        if cleaned:
            self.labels[address] = cleaned
        else:
            self.labels.pop(address, None)

    def summary(self):
        """'savings: 0.5 BTC (+0.1 BTC pending)'; nothing in brackets if nothing is pending."""
        text = f"{self.name}: {coins_text(self.confirmed_balance())}"
        pending = self.pending_balance()
        if pending:
            text += f" (+{coins_text(pending)} pending)"
        return text


def wealth_by_wallet(wallets):
    """(name, confirmed balance) of all wallets, the richest first, ties by name."""
    rows = [(wallet.name, wallet.confirmed_balance()) for wallet in wallets]
    return sorted(rows, key=lambda row: (-row[1], row[0]))

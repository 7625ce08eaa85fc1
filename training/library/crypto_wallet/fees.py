"""Sizes and fees of transactions; rates are in satoshi per virtual byte."""

from units import DUST_LIMIT

OVERHEAD_BYTES = 11
INPUT_BYTES = 68
OUTPUT_BYTES = 31
MAX_FEE_RATE = 500
LEVELS = {"fast": 2, "normal": 6, "slow": 24}


def transaction_size(inputs, outputs):
    """Size in virtual bytes of a transaction with some inputs and outputs."""
    return OVERHEAD_BYTES + inputs * INPUT_BYTES + outputs * OUTPUT_BYTES


def transaction_fee(inputs, outputs, rate):
    """Fee in satoshi; rates above MAX_FEE_RATE are taken for a mistake."""
    if not 1 <= rate <= MAX_FEE_RATE:
        raise ValueError(f"unreasonable fee rate: {rate}")
    return transaction_size(inputs, outputs) * rate


def rate_for_level(level, estimates):
    """Rate for 'fast', 'normal' or 'slow' from {blocks: rate}.

    The estimate for the largest number of blocks within the wanted time is taken; if
    there is none, the estimate for the fewest blocks.
    """
    blocks = LEVELS[level.strip().lower()]
    in_time = [known for known in estimates if known <= blocks]
    chosen = max(in_time) if in_time else min(estimates)
    return estimates[chosen]


def fee_share(fee, amount):
    """Fee in percent of the amount sent, two decimals."""
    return round(100 * fee / amount, 2)


def bumped_fee(old_fee, size, new_rate):
    """Fee of a replacement: the new rate, and at least a satoshi per byte more than before."""
    return max(size * new_rate, old_fee + size)


def change_amount(total_in, amount, inputs, rate):
    """Change that comes back, or 0 when it would be dust and is left to the miner.

    Raises ValueError if the inputs do not pay for the amount and the fee without change.
    """
    if total_in < amount + transaction_fee(inputs, 1, rate):
        raise ValueError("insufficient funds")
    change = total_in - amount - transaction_fee(inputs, 2, rate)
    return change if change >= DUST_LIMIT else 0


def is_worth_spending(coin, rate):
    """Whether a coin is worth more than the fee for its own input."""
    return coin > INPUT_BYTES * rate

"""Coin amounts. Inside the wallet everything is counted in satoshi (100 million a coin)."""

SATS_PER_COIN = 100_000_000
UNIT_SATS = {"btc": SATS_PER_COIN, "mbtc": 100_000, "bits": 100, "sat": 1}
DUST_LIMIT = 546


def parse_coins(text):
    """Satoshi from text such as '0.5 BTC', '12 mBTC' or '700 sat'; no unit means BTC."""
    number, _, unit = text.strip().partition(" ")
    factor = UNIT_SATS[unit.strip().lower() or "btc"]
    whole, _, fraction = number.partition(".")
    digits = len(str(factor)) - 1
    if len(fraction) > digits:
        raise ValueError(f"too many decimals: {number}")
    return int(whole or "0") * factor + int(fraction.ljust(digits, "0") or "0")


def coins_text(sats):
    """Amount in BTC without needless zeros, such as '0.015 BTC'."""
    sign = "-" if sats < 0 else ""
    whole, rest = divmod(abs(sats), SATS_PER_COIN)
    decimals = f"{rest:08d}".rstrip("0")
    number = f"{whole}.{decimals}" if decimals else str(whole)
    return f"{sign}{number} BTC"


def to_unit(sats, unit):
    """Amount in another unit as a float."""
    return sats / UNIT_SATS[unit.strip().lower()]


def fiat_value(sats, price_per_coin):
    """Value in a currency, rounded to cents."""
    return round(sats * price_per_coin / SATS_PER_COIN, 2)


def sats_for_fiat(amount, price_per_coin):
    """Whole satoshi that an amount of money buys, rounded down."""
    if price_per_coin <= 0:
        raise ValueError("price must be positive")
    return int(amount * SATS_PER_COIN // price_per_coin)


def is_dust(sats):
    """Outputs below the dust limit are not worth sending."""
    return sats < DUST_LIMIT


def short_address(address, keep=6):
    """Shorten an address in the middle: 'bc1q4m...9tx2z8'."""
    if len(address) <= 2 * keep + 3:
        return address
    return f"{address[:keep]}...{address[-keep:]}"

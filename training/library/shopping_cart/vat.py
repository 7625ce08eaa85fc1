"""VAT rates and the conversion between net and gross prices."""

STANDARD_RATE = 0.20
RATES = {
    "standard": STANDARD_RATE,
    "reduced": 0.05,
    "zero": 0.0,
}


def vat_rate(category):
    """Look up the rate of a VAT category, ignoring case and surrounding blanks.

    An empty category means the standard rate; an unknown one raises ValueError.
    """
    key = category.strip().lower()
    if not key:
        return STANDARD_RATE
    if key not in RATES:
        raise ValueError(f"unknown VAT category: {key}")
    return RATES[key]


def gross_price(net, category="standard"):
    """Add VAT to a net price and round to cents."""
    return round(net * (1 + vat_rate(category)), 2)


def net_price(gross, category="standard"):
    """Strip the VAT out of a gross price and round to cents."""
    return round(gross / (1 + vat_rate(category)), 2)


def vat_included(gross, category="standard"):
    """The VAT amount contained in a gross price."""
    return round(gross - net_price(gross, category), 2)


def vat_summary(lines):
    """Sum the VAT of (net, category) pairs by category, leaving out zero amounts."""
    totals = {}
    for net, category in lines:
        key = category.strip().lower() or "standard"
        amount = gross_price(net, category) - net
        totals[key] = totals.get(key, 0) + amount
    return {key: round(amount, 2) for key, amount in sorted(totals.items()) if amount > 0}

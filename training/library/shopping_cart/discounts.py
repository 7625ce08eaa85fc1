"""Voucher codes, quantity discounts and free shipping."""

FREE_SHIPPING_FROM = 50.0
SHIPPING_FEE = 4.95

# code -> (kind, value, minimum subtotal)
VOUCHERS = {
    "WELCOME10": ("percent", 10, 0),
    "SPRING5": ("amount", 5, 25),
    "SORRY8": ("amount", 8, 0),
    "BULK20": ("percent", 20, 200),
}


def quantity_discount(quantity):
    """Percentage off for buying many of one article: 5% from 10, 12% from 50 pieces."""
    if quantity >= 50:
        return 12
    if quantity >= 10:
        return 5
    return 0


def apply_percent(amount, percent):
    """Reduce an amount by a percentage between 0 and 100."""
    if percent < 0 or percent > 100:
        raise ValueError("percent must be between 0 and 100")
    return round(amount * (100 - percent) / 100, 2)


def voucher_value(code, subtotal):
    """How much money a voucher takes off the subtotal.

    Unknown codes and subtotals below the voucher's minimum give 0.
    A voucher is never worth more than the subtotal itself.
    """
    voucher = VOUCHERS.get(code.strip().upper())
    if voucher is None:
        return 0
    kind, value, minimum = voucher
    if subtotal < minimum:
        return 0
    if kind == "percent":
        return round(subtotal * value / 100, 2)
    return min(value, subtotal)


def best_voucher(codes, subtotal):
    """The code with the highest value for this subtotal, or None if none is worth anything."""
    best, best_value = None, 0
    for code in codes:
        value = voucher_value(code, subtotal)
        if value > best_value:
            best, best_value = code.strip().upper(), value
    return best


def shipping_cost(subtotal, express=False):
    """Shipping is free from 50.00 on and costs nothing for an empty cart.

    Express delivery always adds twice the normal fee.
    """
    if subtotal == 0:
        return 0.0
    cost = 0.0 if subtotal >= FREE_SHIPPING_FROM else SHIPPING_FEE
    if express:
        cost += 2 * SHIPPING_FEE
    return round(cost, 2)

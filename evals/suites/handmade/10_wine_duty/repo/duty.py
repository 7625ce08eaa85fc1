"""Duty on wine, by strength and volume.

The tax has two parts: a charge per litre of pure alcohol, whose rate depends on
the strength, and VAT on the price including that charge.
"""
from dataclasses import dataclass

# (strength up to and including, rate in euro per litre of pure alcohol)
BANDS = [
    (1.2, 0.0),
    (8.5, 18.0),
    (15.0, 24.5),
    (22.0, 28.0),
]
SPARKLING_SURCHARGE = 0.15  # per bottle
VAT = 0.20


@dataclass(frozen=True)
class Wine:
    label: str
    strength: float  # percent by volume
    bottle_ml: int = 750
    sparkling: bool = False


def rate_for(strength):
    for limit, rate in BANDS:
        if strength <= limit:
            return rate
    raise ValueError(f"{strength} % is not wine")


def pure_alcohol(wine):
    """Litres of pure alcohol in one bottle."""
    return wine.bottle_ml / 1000 * wine.strength / 100


def duty(wine, bottles=1):
    per_bottle = pure_alcohol(wine) * rate_for(wine.strength)
    if wine.sparkling:
        per_bottle += SPARKLING_SURCHARGE
    return round(per_bottle * bottles, 2)


def shelf_price(wine, net, bottles=1):
    """What the customer pays for `bottles` at a net price per bottle."""
    charge = duty(wine, bottles)
    goods = net * bottles
    return round((goods + charge) + goods * VAT, 2)


def invoice(lines):
    """Lines are (wine, net price, bottles); gives text lines and the total."""
    out, total = [], 0.0
    for wine, net, bottles in lines:
        amount = shelf_price(wine, net, bottles)
        total += amount
        out.append(f"{bottles:>3} x {wine.label:<24}{amount:>10.2f}")
    return out, round(total, 2)

"""Prices of the laundry, in cents."""
from garments import load_grams, parse_ticket

CLEANING = {
    "shirt": 290, "trousers": 550, "dress": 890, "coat": 1490, "sheet": 350, "towel": 120,
}
WASH_PER_KG = 320
MINIMUM_WASH = 800
EXPRESS_PERCENT = 50
IRONING = {"shirt": 180, "trousers": 220, "sheet": 200}


def wash_and_fold(ticket):
    """Price by weight, every started kilogram counts, at least the minimum price."""
    kilograms = -(-load_grams(parse_ticket(ticket)) // 1000)
    return max(kilograms * WASH_PER_KG, MINIMUM_WASH)


def cleaning_price(ticket):
    """Price by piece of everything on a ticket."""
    return sum(CLEANING[garment] * count for garment, count in parse_ticket(ticket).items())


def ironing_price(pieces):
    """Price of ironing; garments that are not on the ironing list are left out."""
    total = 0
    for garment, count in pieces.items():
        total += IRONING.get(garment, 0) * count
    return total


def shirt_pack(count):
    """Price of shirts when every full pack of five costs as much as four."""
    packs, single = divmod(count, 5)
    return (packs * 4 + single) * CLEANING["shirt"]


def with_express(price, hours):
    """Add the express surcharge for orders due in less than 24 hours."""
    if hours < 24:
        price += price * EXPRESS_PERCENT // 100
    return price


def stain_surcharge(stains, price):
    """Two stains are treated for free, each further one costs a tenth of the price."""
    extra = max(stains - 2, 0)
    return extra * price // 10


def pickup_fee(price, distance_km):
    """Pickup is free from 30 euros or within 2 km, else 90 cents a kilometre."""
    if price >= 3000 or distance_km <= 2:
        return 0
    return round(distance_km * 90)


def damage_payout(new_value, age_years):
    """Compensation for a ruined garment: a fifth less each full year, at least a tenth."""
    share = max(100 - 20 * int(age_years), 10)
    return new_value * share // 100

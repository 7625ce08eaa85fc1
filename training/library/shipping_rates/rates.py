# Prices by zone and weight, with surcharges and discounts. Prices in euros.

from parcels import Parcel

ZONES = {"DE": 1, "AT": 2, "FR": 2, "PL": 2, "CH": 3, "NO": 3, "US": 4, "JP": 4}
BASE_PRICE = {1: 4.5, 2: 9.0, 3: 14.0, 4: 22.0}
PRICE_PER_KG = {1: 0.8, 2: 1.5, 3: 2.5, 4: 6.0}
INCLUDED_KG = 2
SERVICE_FACTOR = {"economy": 0.9, "standard": 1.0, "express": 1.6}
FUEL_PERCENT = 6
ISLAND_FEE = 7.5
FREE_FROM = 75


def zone_of(country):
    """Zone of a two-letter country code, ignoring case; all others are in zone 4."""
    return ZONES.get(country.strip().upper(), 4)


def base_rate(zone, weight_kg):
    """Price of a zone that includes two kilograms; further ones are charged per kg."""
    extra = max(0, weight_kg - INCLUDED_KG)
    return round(BASE_PRICE[zone] + extra * PRICE_PER_KG[zone], 2)


def fuel_surcharge(price):
    """Surcharge in percent of the price, rounded to cents."""
    return round(price * FUEL_PERCENT / 100, 2)


def insurance_fee(value):
    """Free up to a value of 50, then 1 per started 100 of the value."""
    if value <= 50:
        return 0
    return int(-(-value // 100))


def is_island(postcode):
    """True for postcodes of islands, which start with 2749, 259 or 2649."""
    return postcode.strip().startswith(("2749", "259", "2649"))


def shipping_quote(parcel: Parcel, country, service="standard", postcode=""):
    """Price of a parcel with service and fuel; domestic island parcels pay a fee on top."""
    if parcel.problems():
        raise ValueError("parcel is too large: " + ", ".join(parcel.problems()))
    zone = zone_of(country)
    price = base_rate(zone, parcel.billable_kg()) * SERVICE_FACTOR[service]
    price += fuel_surcharge(price)
    if zone == 1 and is_island(postcode):
        price += ISLAND_FEE
    return round(price, 2)


def volume_discount(parcels_per_month):
    """Discount in percent: 5 from 50 parcels a month, 10 from 200, 15 from 1000."""
    for minimum, percent in ((1000, 15), (200, 10), (50, 5)):
        if parcels_per_month >= minimum:
            return percent
    return 0


def customer_pays(price, order_value, country="DE"):
    """Shipping the customer pays: nothing within zone 1 for orders from 75 on."""
    if zone_of(country) == 1 and order_value >= FREE_FROM:
        return 0
    return price


def cheapest_service(parcel, country, max_days, days_by_service):
    """(service, price) of the cheapest service that is fast enough, or None."""
    offers = [
        (shipping_quote(parcel, country, service), service)
        for service, days in days_by_service.items()
        if days <= max_days
    ]
    if not offers:
        return None
    price, service = min(offers)
    return service, price

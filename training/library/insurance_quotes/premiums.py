"""From risk factors to a premium in euros."""
from risk import HOUSEHOLD_DISCOUNT, combined_factor, risk_class

BASE_PREMIUM = {"liability": 280, "partial": 410, "full": 690}
DEDUCTIBLE_SAVINGS = {0: 0, 150: 8, 300: 15, 500: 22, 1000: 35}
INSURANCE_TAX = 0.19
INSTALMENT_SURCHARGE = {1: 0, 2: 3, 4: 5, 12: 8}


def deductible_discount(deductible):
    """Percent saved with a deductible; between two steps the lower step counts."""
    if deductible < 0:
        raise ValueError("deductible must not be negative")
    reached = [step for step in DEDUCTIBLE_SAVINGS if step <= deductible]
    return DEDUCTIBLE_SAVINGS[max(reached)]


def net_premium(cover, profile, deductible=0):
    """Yearly premium without tax; liability cover knows no deductible."""
    factor = combined_factor(profile)
    if risk_class(factor) == "declined":
        raise ValueError("risk is not insurable")
    premium = BASE_PREMIUM[cover] * factor
    if cover != "liability":
        premium *= (100 - deductible_discount(deductible)) / 100
    return round(premium, 2)


def with_insurance_tax(net):
    return round(net * (1 + INSURANCE_TAX), 2)


def instalment_amount(yearly, payments):
    """One of 1, 2, 4 or 12 payments a year; more payments cost a surcharge."""
    if payments not in INSTALMENT_SURCHARGE:
        raise ValueError("pay once, twice, four or twelve times a year")
    surcharge = 1 + INSTALMENT_SURCHARGE[payments] / 100
    return round(yearly * surcharge / payments, 2)


def short_term_premium(yearly, months):
    """Premium for less than a year: an eighth a month, but never more than the year."""
    if not 1 <= months <= 12:
        raise ValueError("between 1 and 12 months")
    return round(min(yearly, yearly * months / 8), 2)


def household_price(premiums):
    """Total for all contracts of a household; from the second one on each saves 5%.

    The most expensive contract is the one without the discount.
    """
    ordered = sorted(premiums, reverse=True)
    total = 0.0
    for position, premium in enumerate(ordered):
        if position > 0:
            premium *= 1 - HOUSEHOLD_DISCOUNT
        total += premium
    return round(total, 2)


def quote_line(cover, profile, deductible=0):
    """Line of a quote such as 'Full cover, 300 deductible: 698.05 a year'."""
    price = with_insurance_tax(net_premium(cover, profile, deductible))
    own_share = f", {deductible} deductible" if deductible else ""
    return f"{cover.capitalize()} cover{own_share}: {price:.2f} a year"


def rank_offers(offers):
    """Names of the insurers from the cheapest to the dearest offer, ties by name."""
    return sorted(offers, key=lambda insurer: (offers[insurer], insurer))

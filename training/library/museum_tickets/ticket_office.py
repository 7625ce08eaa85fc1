"""Prices of orders, in cents."""
from entry_slots import slot_for_arrival
from visitors import MIN_GROUP, admission, is_family, split_group

FAMILY_TICKET = 3200
GROUP_PERCENT = 20
TOUR_PRICE = 7500
AUDIO_GUIDE = 400
EVENING_FROM = 17
CANCEL_HOURS = 48


def order_price(ages):
    """Lowest price of an order: single tickets, family ticket or group discount.

    From ten visitors on a group gets 20% off the single tickets.
    """
    singles = sum(admission(age) for age in ages)
    price = singles
    if is_family(ages):
        price = min(price, FAMILY_TICKET)
    if len(ages) >= MIN_GROUP:
        price = min(price, singles * (100 - GROUP_PERCENT) // 100)
    return price


def evening_price(price, clock):
    """Half price, rounded down to 10 cents, for entry from 17:00 on."""
    if int(slot_for_arrival(clock)[:2]) >= EVENING_FROM:
        return price // 20 * 10
    return price


def guided_tour_price(size):
    """Price of guides for a group, which is split into tours of at most 25 people."""
    return len(split_group(size)) * TOUR_PRICE


def audio_guides_price(count, visitors):
    """Audio guides cost 4 euros, every fifth one is free; one for each visitor at most."""
    if count > visitors:
        raise ValueError("more guides than visitors")
    return (count - count // 5) * AUDIO_GUIDE


def refund(price, hours_before):
    """All back up to 48 hours before the visit, half until the visit starts, then nothing."""
    if hours_before >= CANCEL_HOURS:
        return price
    return price // 2 if hours_before > 0 else 0


def annual_pass_pays_off(pass_price, age, visits):
    """Whether an annual pass is cheaper than single tickets for the planned visits."""
    return pass_price < admission(age) * visits


def visits_to_pay_off(pass_price, age):
    """Fewest visits for which single tickets cost at least as much as the annual pass."""
    single = admission(age)
    if single == 0:
        return None
    return -(-pass_price // single)

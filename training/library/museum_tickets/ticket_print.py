"""Codes and texts printed on tickets."""
from entry_slots import slot_for_arrival


def ticket_code(day, slot, number):
    """Code such as '0503-1130-007' from a (month, day) pair, a slot and a number."""
    month, day_of_month = day
    return f"{month:02d}{day_of_month:02d}-{slot.replace(':', '')}-{number:03d}"


def code_is_for(code, day, slot):
    """Whether a code is valid for a day and slot; the last digits do not matter."""
    return code.strip().startswith(ticket_code(day, slot, 0)[:-3])


def receipt_line(ages, price):
    """Line such as '3 visitors: 34.00 EUR'."""
    noun = "visitor" if len(ages) == 1 else "visitors"
    return f"{len(ages)} {noun}: {price / 100:.2f} EUR"


def parse_ticket_code(code):
    """The (month, day), slot and number of a ticket code."""
    day, slot, number = code.strip().split("-")
    if len(day) != 4 or len(slot) != 4:
        raise ValueError(f"not a ticket code: {code.strip()}")
    return (int(day[:2]), int(day[2:])), f"{slot[:2]}:{slot[2:]}", int(number)


def is_in_time(code, clock):
    """Whether a visitor arrives in the slot of the ticket, not earlier or later."""
    _day, slot, _number = parse_ticket_code(code)
    return slot_for_arrival(clock) == slot

"""When an order is ready and what happens if nobody collects it."""
from datetime import date, timedelta

from garments import parse_ticket

WORK_DAYS = {"wash": 1, "cleaning": 2, "leather": 7}
CUT_OFF_HOUR = 11
FREE_STORAGE_DAYS = 14
STORAGE_CENTS_PER_DAY = 50
STEPS = ("received", "tagged", "cleaned", "ironed", "ready", "collected")


def is_open(day: date):
    """The shop is closed on Sundays."""
    return day.weekday() != 6


def ready_date(received: date, hour, service):
    """Day on which an order is ready.

    Work starts on the same day before 11 o'clock, otherwise on the next one; Sundays do
    not count as days of work.
    """
    days = WORK_DAYS[service.strip().lower()]
    if hour >= CUT_OFF_HOUR:
        days += 1
    day = received
    while days > 0:
        day += timedelta(days=1)
        if is_open(day):
            days -= 1
    return day


def storage_fee(ready: date, collected: date):
    """Fee in cents for leaving an order in the shop longer than 14 days."""
    extra = (collected - ready).days - FREE_STORAGE_DAYS
    return max(extra, 0) * STORAGE_CENTS_PER_DAY


class LaundryOrder:
    def __init__(self, number, ticket, ironing=True):
        self.number = number
        self.pieces = parse_ticket(ticket)
        self.ironing = ironing
        self.step = "received"

    def move_on(self):
        """Go to the next step and return it; orders without ironing skip that step."""
        if self.step == STEPS[-1]:
            raise ValueError("order was collected")
        index = STEPS.index(self.step) + 1
        if STEPS[index] == "ironed" and not self.ironing:
            index += 1
        self.step = STEPS[index]
        return self.step

    def tag_labels(self):
        """One label such as '17-02/05' for each piece of the order."""
        total = sum(self.pieces.values())
        return [f"{self.number}-{piece:02d}/{total:02d}" for piece in range(1, total + 1)]

    def missing_pieces(self, found):
        """What is still missing, given the {garment: number} found so far."""
        missing = {}
        for garment, count in self.pieces.items():
            lacking = count - found.get(garment, 0)
            if lacking > 0:
                missing[garment] = lacking
        return missing


def late_orders(due_dates, today):
    """Numbers of the orders due before today, the oldest first."""
    late = [number for number, due in due_dates.items() if due < today]
    return sorted(late, key=lambda number: (due_dates[number], number))


def promise_text(received: date, hour, service):
    """Sentence on the receipt, such as 'Ready on Tue 05.03.'"""
    return ready_date(received, hour, service).strftime("Ready on %a %d.%m.")

"""The product slots of the machine: rows A to F, columns 1 to 8."""
from dataclasses import dataclass

ROWS = "ABCDEF"
COLUMNS = 8


def parse_slot_code(text):
    """Row index and column index, both from 0, of a code such as 'b4'."""
    code = text.strip().upper()
    if len(code) != 2 or code[0] not in ROWS or not code[1].isdigit():
        raise ValueError(f"no such slot: {text.strip()}")
    column = int(code[1])
    if not 1 <= column <= COLUMNS:
        raise ValueError(f"no such slot: {text.strip()}")
    return ROWS.index(code[0]), column - 1


def motor_number(text):
    """Number of the motor behind a slot, counted row by row from 0."""
    row, column = parse_slot_code(text)
    return row * COLUMNS + column


def slot_of_motor(number):
    """The slot code for a motor number; the inverse of motor_number."""
    row, column = divmod(number, COLUMNS)
    if not 0 <= row < len(ROWS):
        raise ValueError(f"no such motor: {number}")
    return f"{ROWS[row]}{column + 1}"


@dataclass
class Slot:
    product: str
    price: int
    capacity: int = 10
    stock: int = 0

    def fill(self, count):
        """Put products in and return how many did not fit."""
        if count < 0:
            raise ValueError("count must not be negative")
        placed = min(count, self.capacity - self.stock)
        self.stock += placed
        return count - placed

    def drop_one(self):
        """Drop one product into the tray and return what is left in the slot."""
        if self.stock == 0:
            raise ValueError(f"{self.product} is sold out")
        self.stock -= 1
        return self.stock


def low_slots(slots, limit=2):
    """Codes of the slots with at most `limit` products left, emptiest first."""
    low = [code for code, slot in slots.items() if slot.stock <= limit]
    return sorted(low, key=lambda code: (slots[code].stock, code))


def refill_list(slots):
    """How many pieces of each product are needed to fill every slot up."""
    needed = {}
    for slot in slots.values():
        missing = slot.capacity - slot.stock
        if missing > 0:
            needed[slot.product] = needed.get(slot.product, 0) + missing
    return needed

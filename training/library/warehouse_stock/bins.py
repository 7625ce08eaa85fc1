"""Storage bins: address codes such as 'A-03-2' (aisle, rack, level) and capacity."""
from dataclasses import dataclass

LEVELS = 5
RACK_WIDTH_M = 1.2
AISLE_GAP_M = 3.5


def parse_bin(code: str) -> tuple[str, int, int]:
    """Split a bin code into (aisle, rack, level); lower case and outer blanks are fine."""
    aisle, rack, level = code.strip().upper().split("-")
    if len(aisle) != 1 or not aisle.isalpha():
        raise ValueError(f"bad aisle in {code!r}")
    if not 1 <= int(level) <= LEVELS:
        raise ValueError(f"bad level in {code!r}")
    return aisle, int(rack), int(level)


def format_bin(aisle: str, rack: int, level: int) -> str:
    """Inverse of parse_bin: the rack has two digits."""
    return f"{aisle.upper()}-{rack:02d}-{level}"


def distance_from_dock(code: str) -> float:
    """Walking distance in metres from the dock at rack 0 of aisle A."""
    aisle, rack, _level = parse_bin(code)
    aisle_index = ord(aisle) - ord("A")
    return round(aisle_index * AISLE_GAP_M + rack * RACK_WIDTH_M, 1)


def needs_ladder(code: str) -> bool:
    """Levels above the second one are out of reach."""
    return parse_bin(code)[2] > 2


@dataclass
class Bin:
    code: str
    max_weight_kg: float
    sku: str | None = None
    quantity: int = 0
    unit_weight_kg: float = 0.0

    def load_kg(self) -> float:
        return round(self.quantity * self.unit_weight_kg, 3)

    def room_for(self, unit_weight_kg: float) -> int:
        """How many more pieces of that weight the bin can carry."""
        return int((self.max_weight_kg - self.load_kg()) // unit_weight_kg)

    def put(self, sku: str, quantity: int, unit_weight_kg: float) -> int:
        """Store pieces as far as the weight allows; returns how many did not fit.

        A bin holds a single article at a time.
        """
        if self.quantity > 0 and self.sku != sku:
            raise ValueError(f"bin {self.code} holds {self.sku}")
        stored = min(quantity, self.room_for(unit_weight_kg))
        self.sku = sku
        self.unit_weight_kg = unit_weight_kg
        self.quantity += stored
        return quantity - stored

    def take(self, quantity: int) -> int:
        """Take out up to a quantity and return how many pieces were there to take."""
        taken = min(quantity, self.quantity)
        self.quantity -= taken
        if self.quantity == 0:
            self.sku = None
        return taken

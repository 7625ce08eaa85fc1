"""Pick lists and picking routes."""
from bins import Bin, distance_from_dock, needs_ladder, parse_bin

SECONDS_PER_METRE = 0.8
SECONDS_PER_PICK = 6
LADDER_SECONDS = 25


def allocate(bins: list[Bin], sku: str, quantity: int) -> list[tuple[str, int]]:
    """Reserve pieces, from the nearest bins first, as (bin code, pieces).

    Raises ValueError when the stock in all bins does not suffice.
    """
    holding = [b for b in bins if b.sku == sku and b.quantity > 0]
    picks = []
    for bin_ in sorted(holding, key=lambda b: distance_from_dock(b.code)):
        if quantity == 0:
            break
        pieces = min(quantity, bin_.quantity)
        picks.append((bin_.code, pieces))
        quantity -= pieces
    if quantity > 0:
        raise ValueError(f"{quantity} pieces of {sku} missing")
    return picks


def route(codes: list[str]) -> list[str]:
    """Snake route: aisles in order, racks upwards in A, C, ... and downwards in B, D, ..."""

    def position(code: str):
        aisle, rack, level = parse_bin(code)
        forward = (ord(aisle) - ord("A")) % 2 == 0
        return aisle, rack if forward else -rack, level

    return sorted(set(codes), key=position)


def pick_seconds(picks: list[tuple[str, int]]) -> int:
    """Handling time without walking; fetching the ladder counts once per bin."""
    seconds = 0
    for code, pieces in picks:
        seconds += pieces * SECONDS_PER_PICK
        if needs_ladder(code):
            seconds += LADDER_SECONDS
    return seconds


def walking_seconds(codes: list[str]) -> float:
    """Time to walk to the farthest bin and back to the dock."""
    farthest = max((distance_from_dock(code) for code in codes), default=0)
    return round(2 * farthest * SECONDS_PER_METRE, 1)


def stock_by_sku(bins: list[Bin]) -> dict[str, int]:
    """Pieces of each article over all bins, in alphabetical order."""
    totals: dict[str, int] = {}
    for bin_ in bins:
        if bin_.sku is not None:
            totals[bin_.sku] = totals.get(bin_.sku, 0) + bin_.quantity
    return dict(sorted(totals.items()))

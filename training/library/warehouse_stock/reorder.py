"""When to order new stock, and how much."""
import math

SAFETY_DAYS = 4


def average_demand(daily_sales: list[int], window: int = 7) -> float:
    """Mean of the last days in the window (all days if there are fewer), 0 without data."""
    recent = daily_sales[-window:]
    if not recent:
        return 0.0
    return round(sum(recent) / len(recent), 2)


def reorder_point(demand_per_day: float, lead_days: int) -> int:
    """Stock at which to order: demand of delivery time and safety days, rounded up."""
    return math.ceil(demand_per_day * (lead_days + SAFETY_DAYS))


def should_reorder(on_hand: int, on_order: int, point: int) -> bool:
    """Order when the stock, with what is on its way, is at or below the reorder point."""
    return on_hand + on_order <= point


def order_quantity(on_hand: int, on_order: int, target: int, pack_size: int = 1) -> int:
    """Pieces to order to reach the target stock, in full packs; 0 if there is enough."""
    missing = target - on_hand - on_order
    if missing <= 0:
        return 0
    return math.ceil(missing / pack_size) * pack_size


def economic_order_quantity(yearly_demand: int, order_cost: float, holding_cost: float) -> int:
    """Classic lot size: square root of 2 x demand x order cost / holding cost per piece."""
    if holding_cost <= 0:
        raise ValueError("holding cost must be positive")
    return round(math.sqrt(2 * yearly_demand * order_cost / holding_cost))


def days_of_cover(on_hand: int, demand_per_day: float) -> int | None:
    """Full days the stock will last, or None when there is no demand."""
    if demand_per_day == 0:
        return None
    return int(on_hand // demand_per_day)


def abc_class(revenue: dict[str, float]) -> dict[str, str]:
    """Class A up to 80% of the cumulated revenue, B up to 95%, C for the rest."""
    total = sum(revenue.values())
    classes = {}
    running = 0.0
    for sku, value in sorted(revenue.items(), key=lambda pair: -pair[1]):
        running += value
        share = running / total
        classes[sku] = "A" if share <= 0.8 else "B" if share <= 0.95 else "C"
    return classes

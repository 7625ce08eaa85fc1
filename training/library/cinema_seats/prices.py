"""Ticket prices by row, age, weekday and format."""
from rows import parse_seat

BASE_PRICE = 9.0
LOGE_ROWS = 2
LOGE_EXTRA = 2.5
FRONT_ROW_DISCOUNT = 1.5
FORMAT_EXTRA = {"2d": 0.0, "3d": 3.0, "imax": 5.0}


def row_extra(seat: str, row_count: int) -> float:
    """Extra charge for the last rows (loge), reduction for the front row."""
    row, _ = parse_seat(seat)
    if row >= row_count - LOGE_ROWS:
        return LOGE_EXTRA
    if row == 0:
        return -FRONT_ROW_DISCOUNT
    return 0.0


def age_percent(age: int) -> int:
    """Percent of the price to pay: 60 below 12 years, 80 from 65 on, otherwise 100."""
    if age < 12:
        return 60
    return 80 if age >= 65 else 100


def ticket_price(seat: str, row_count: int, age: int = 30, film_format: str = "2D") -> float:
    """Price of a ticket; the age reduction does not apply to the format charge."""
    price = (BASE_PRICE + row_extra(seat, row_count)) * age_percent(age) / 100
    return round(price + FORMAT_EXTRA[film_format.strip().lower()], 2)


def is_cinema_day(weekday: str) -> bool:
    """Tuesday is the cheap day, written in any case or as 'tue'."""
    return weekday.strip().lower()[:3] == "tue"


def booking_fee(tickets: int, online: bool = True) -> float:
    """Fee of 80 cents for each online ticket, at most for five of them."""
    if not online:
        return 0.0
    return round(min(tickets, 5) * 0.8, 2)


def order_total(prices: list[float], weekday: str, online: bool = True) -> float:
    """Total with fee; on cinema day the cheaper half of the tickets is half price.

    With an odd number of tickets the one in the middle costs the full price.
    """
    ordered = sorted(prices)
    if is_cinema_day(weekday):
        half = len(ordered) // 2
        ordered = [price / 2 for price in ordered[:half]] + ordered[half:]
    return round(sum(ordered) + booking_fee(len(prices), online), 2)

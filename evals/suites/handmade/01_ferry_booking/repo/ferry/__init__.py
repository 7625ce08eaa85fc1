from .booking import Booking, quote
from .passengers import Passenger

__all__ = ["Booking", "Passenger", "quote"]

from ferry import Booking, Passenger, quote
from ferry.passengers import fare_band


def test_fourteen_is_still_a_child():
    assert fare_band(Passenger("Kirsty", 14)) == "child"
    b = Booking("Oban", "Craignure").add(Passenger("Kirsty", 14))
    assert quote(b) == 210


def test_neighbouring_ages():
    assert fare_band(Passenger("a", 3)) == "infant"
    assert fare_band(Passenger("b", 4)) == "child"
    assert fare_band(Passenger("c", 15)) == "adult"
    assert fare_band(Passenger("d", 65)) == "senior"

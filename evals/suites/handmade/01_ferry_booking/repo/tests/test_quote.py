from ferry import Booking, Passenger, quote


def test_family_with_car():
    b = Booking("Oban", "Craignure", vehicle="car")
    b.add(Passenger("Iain", 41)).add(Passenger("Mairi", 39)).add(Passenger("Eilidh", 8))
    assert quote(b) == 420 + 420 + 210 + 1540


def test_resident_senior_return():
    b = Booking("Armadale", "Mallaig", is_return=True)
    b.add(Passenger("Morag", 70, resident=True))
    assert quote(b) == 2 * (270 - 81)

from tinysheet import Sheet
from tinysheet import address


def test_z_in_header_and_used():
    s = Sheet()
    s.set("Z3", 1)
    s.set("AA1", 2)
    assert s.header()[-3:] == ["Y", "Z", "AA"]
    assert s.used() == ["AA1", "Z3"]


def test_round_trip():
    for n in range(1500):
        assert address.column_number(address.column_letters(n)) == n


def test_known_columns():
    assert address.column_letters(51) == "AZ"
    assert address.column_letters(52) == "BA"
    assert address.column_letters(701) == "ZZ"
    assert address.column_letters(702) == "AAA"

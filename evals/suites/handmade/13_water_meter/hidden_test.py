from datetime import date
from decimal import Decimal

from water.bill import latest_bill
from water.meter import Meter


def meter(a, b, digits=5):
    m = Meter("40-7731", digits)
    m.read(date(2024, 1, 2), a)
    m.read(date(2024, 4, 2), b)
    return m


def test_rollover():
    assert meter(99990, 15).consumption()[0][1] == 25
    assert meter(999, 0, digits=3).consumption()[0][1] == 1


def test_bill_after_rollover():
    assert latest_bill(meter(99990, 15)) == Decimal("57.00")


def test_no_rollover():
    assert meter(100, 128).consumption()[0][1] == 28
    assert meter(100, 100).consumption()[0][1] == 0

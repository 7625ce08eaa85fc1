from datetime import date

import pytest

from water.meter import Meter


def test_consumption():
    m = Meter("W-1")
    m.read(date(2023, 1, 1), 100)
    m.read(date(2023, 4, 1), 128)
    m.read(date(2023, 7, 1), 171)
    assert [used for _, used in m.consumption()] == [28, 43]


def test_rejects_nonsense():
    m = Meter("W-1", digits=3)
    with pytest.raises(ValueError):
        m.read(date(2023, 1, 1), 1000)


def test_rollover_is_positive():
    m = Meter("W-1")
    m.read(date(2023, 1, 1), 99990)
    m.read(date(2023, 4, 1), 15)
    assert m.consumption()[0][1] > 0

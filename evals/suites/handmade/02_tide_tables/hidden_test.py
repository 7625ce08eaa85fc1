from datetime import datetime

import pytest

import harbour
import tides

TEXT = """
2024-05-01 00:02 1.1
2024-05-01 06:10 5.0
2024-05-01 12:20 1.3
2024-05-01 18:31 4.8
"""


def test_later_port():
    table = tides.table_for(TEXT, harbour.find("Lostwithiel"))
    high = tides.next_high(table, datetime(2024, 5, 1, 3, 0))
    assert high.when == datetime(2024, 5, 1, 6, 55)
    assert high.height == pytest.approx(2.1)


def test_earlier_port():
    table = tides.table_for(TEXT, harbour.find("Mevagissey"))
    assert table[1].when == datetime(2024, 5, 1, 6, 0)
    assert table[0].when == datetime(2024, 4, 30, 23, 52)


def test_standard_port_is_untouched():
    table = tides.table_for(TEXT)
    assert table[1].when == datetime(2024, 5, 1, 6, 10)
    assert tides.height_at(table, datetime(2024, 5, 1, 9, 15)) == pytest.approx(3.15)

import pytest

from duty import Wine, duty, invoice, shelf_price

RED = Wine("Red", 12.5)
FIZZ = Wine("Fizz", 11.0, sparkling=True)


def test_vat_on_goods_and_duty():
    assert shelf_price(RED, 10.0, 6) == pytest.approx(88.54)
    assert shelf_price(Wine("Must", 1.0), 2.0) == pytest.approx(2.40)


def test_invoice_total():
    lines, total = invoice([(RED, 10.0, 6), (FIZZ, 8.0, 1)])
    assert total == pytest.approx(88.54 + 12.20)
    assert lines[0].endswith("88.54")


def test_duty_alone():
    assert duty(RED, 6) == pytest.approx(13.78)
    assert duty(FIZZ) == pytest.approx(2.17)

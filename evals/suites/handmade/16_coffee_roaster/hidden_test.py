import pytest

from roastery.log import RoastLog


def test_no_batches():
    log = RoastLog()
    assert log.mean_loss("Kenya") == 0.0
    assert log.green_needed("Kenya", 10) == 10


def test_other_origin_only():
    log = RoastLog()
    log.add("Brazil", 10, 8.5)
    assert log.mean_loss("Kenya") == 0.0


def test_with_batches():
    log = RoastLog()
    log.add("Brazil", 10, 8.5)
    log.add("Brazil", 10, 8.0, roast="dark")
    assert log.mean_loss("Brazil") == pytest.approx(0.175)
    assert log.summary() == ["Brazil: 17.5% loss"]
    assert log.roasted("dark") == 8.0

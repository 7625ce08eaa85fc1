from knit.gauge import Gauge
from knit.shaping import decrease_rows
from knit.yarn import Yarn, balls


def test_cast_on():
    assert Gauge(22, 30).cast_on(40) == 88
    assert Gauge(22, 30).cast_on(40, multiple=6, extra=2) == 86


def test_decreases():
    assert decrease_rows(20, 16, 12) == [3, 6, 9, 12]


def test_small_thing_takes_one_ball():
    assert balls(Yarn("Alpaca", 100), 5) == 1

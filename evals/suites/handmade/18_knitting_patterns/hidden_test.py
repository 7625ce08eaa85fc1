from knit.gauge import Gauge
from knit.yarn import Yarn, balls, rectangle

WOOL = Yarn("Shetland", 120)


def test_enough_balls():
    assert balls(WOOL, 350) == 4
    assert balls(WOOL, 110) == 2
    assert balls(Yarn("Mohair", 200), 700) == 4


def test_one_is_enough():
    assert balls(WOOL, 5) == 1
    assert balls(WOOL, 0) == 1
    assert balls(WOOL, 100) == 1


def test_scarf():
    # 66 stitches x 450 rows x 0.012 = 356.4 m, with reserve 392 m
    assert rectangle(WOOL, Gauge(22, 30), 30, 150) == 4

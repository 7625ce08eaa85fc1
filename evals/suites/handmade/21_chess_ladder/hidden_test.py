from ladder.club import Club


def club():
    c = Club()
    c.join("Vera", games=50)
    c.join("Tom", games=50)
    return c


def test_black_loses():
    c = club()
    c.record("Vera", "Tom", "1-0")
    assert (c.player("Vera").rating, c.player("Tom").rating) == (1510, 1490)


def test_draw_between_equals():
    c = club()
    c.record("Vera", "Tom", "1/2")
    assert c.table() == [(1, "Tom", 1500), (1, "Vera", 1500)]


def test_black_wins():
    c = club()
    c.record("Vera", "Tom", "0-1")
    assert c.player("Tom").rating == 1510
    assert c.player("Vera").rating == 1490
    assert c.score_between("tom", "vera") == (1.0, 0.0)

from station.schedule import Schedule


def make():
    s = Schedule()
    s.add("Night Train", "23:00", 120, ["fri"])
    s.add("Late Jazz", "22:30", 90, ["thu"])
    s.add("News", "07:00", 15)
    return s


def test_listing_past_midnight():
    s = make()
    assert s.page("fri") == ["07:00-07:15 News", "23:00-01:00 Night Train"]
    assert s.page("thu")[-1] == "22:30-00:00 Late Jazz"


def test_all_day():
    s = Schedule()
    assert str(s.add("Carols", "12:00", 24 * 60, ["sun"])) == "12:00-12:00 Carols"


def test_rest_is_unchanged():
    s = make()
    assert s.on_air("sat", "00:59").title == "Night Train"
    assert s.on_air("sat", "01:00") is None
    assert s.airtime("News") == 105

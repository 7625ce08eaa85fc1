from station.schedule import Schedule


def test_on_air_after_midnight():
    s = Schedule()
    s.add("Night Train", "23:00", 120, ["fri"])
    assert s.on_air("sat", "00:30").title == "Night Train"
    assert s.on_air("sat", "01:00") is None


def test_page():
    s = Schedule()
    s.add("News", "07:00", 15)
    s.add("Dawn", "05:30", 90)
    assert s.page("tue") == ["05:30-07:00 Dawn", "07:00-07:15 News"]

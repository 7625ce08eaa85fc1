from museum.collection import Collection, Exhibit


def make():
    return Collection([
        Exhibit("B2", "Brass Sextant", 1820, "room 3"),
        Exhibit("A1", "Whaling log", 1799),
        Exhibit("C9", "Sextant case", 1901),
    ])


def test_search():
    assert [e.inventory for e in make().search("sextant")] == ["B2", "C9"]
    assert [e.inventory for e in make().search(until=1820)] == ["A1", "B2"]
    assert [e.inventory for e in make().search(only_on_show=True)] == ["B2"]

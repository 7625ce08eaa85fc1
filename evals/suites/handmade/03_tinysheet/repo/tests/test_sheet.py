from tinysheet import Sheet


def test_sum_and_reference():
    s = Sheet()
    s.set("A1", 4)
    s.set("A2", 6)
    s.set("B1", "=SUM(A1:A2)")
    s.set("C1", "=b1")
    assert s.get("C1") == 10


def test_header():
    s = Sheet()
    s.set("D1", "x")
    assert s.header() == ["A", "B", "C", "D"]


def test_wide_column():
    s = Sheet()
    s.set("AB7", 1)
    assert s.used() == ["AB7"]

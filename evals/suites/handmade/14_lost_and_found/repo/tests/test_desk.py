from datetime import date

from lostfound.desk import Desk


def test_search_by_tag():
    desk = Desk()
    scarf = desk.hand_in("scarf", "row F", date(2024, 3, 1), "wool", "Red ")
    assert desk.search("red") == [scarf]
    desk.claim(scarf, "Mr Lund")
    assert desk.search("red") == []

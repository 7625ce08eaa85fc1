from datetime import date

from lostfound.desk import Desk
from lostfound.items import Item

DAY = date(2024, 3, 1)


def test_tags_stay_with_their_item():
    desk = Desk()
    umbrella = desk.hand_in("umbrella", "foyer", DAY, "black")
    scarf = desk.hand_in("scarf", "row F", DAY, "red", "wool")
    assert desk.search("red") == [scarf]
    assert desk.search("black") == [umbrella]
    assert umbrella.tags == ["black"]


def test_new_item_has_no_tags():
    Item("glove", "bar", DAY).tag("leather")
    assert list(Item("hat", "bar", DAY).tags) == []


def test_tags_can_be_given():
    item = Item("keys", "box 3", DAY, tags=["metal"])
    item.tag("Metal")
    assert item.tags == ["metal"]

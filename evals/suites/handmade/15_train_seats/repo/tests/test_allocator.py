import pytest

from seating.allocator import Allocator, NoRoom
from seating.coach import Coach


def test_group_in_one_row():
    a = Allocator([Coach(1, 2)])
    assert a.book("R1", 3) == ["1-1A", "1-1B", "1-1C"]
    assert a.book("R2", 2) == ["1-2A", "1-2B"]
    assert a.seats_left() == 3


def test_full():
    a = Allocator([Coach(1, 1)])
    a.book("R1", 4)
    with pytest.raises(NoRoom):
        a.book("R2", 1)


def test_window():
    a = Allocator([Coach(7, 2)])
    assert a.book_window("W1") == "7-1A"

import pytest

from seating.allocator import Allocator, NoRoom
from seating.coach import Coach


def test_two_windows():
    a = Allocator([Coach(7, 2)])
    assert a.book_window("W1") == "7-1A"
    assert a.book_window("W2") == "7-1D"
    assert a.seats_left() == 6


def test_group_does_not_get_the_window_again():
    a = Allocator([Coach(7, 1)])
    a.book_window("W1")
    assert a.book("G", 2) == ["7-1B", "7-1C"]


def test_runs_out_and_cancel():
    a = Allocator([Coach(7, 1)])
    a.book_window("W1")
    a.book_window("W2")
    with pytest.raises(NoRoom):
        a.book_window("W3")
    a.cancel("W2")
    assert a.book_window("W4") == "7-1D"
    assert a.seats_left() == 2

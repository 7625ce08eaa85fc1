import pytest

from ladder import elo
from ladder.club import Club


def test_expected_is_fair():
    assert elo.expected(1500, 1500) == 0.5
    assert elo.expected(1900, 1500) > 0.9


def test_white_wins():
    club = Club()
    club.join("Vera", games=50)
    club.join("Tom", games=50)
    club.record("Vera", "tom", "1-0")
    assert club.player("vera").rating == 1510


def test_no_such_member():
    with pytest.raises(LookupError):
        Club().player("Nemo")

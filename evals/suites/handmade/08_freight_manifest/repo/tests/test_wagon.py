import pytest

from manifest.parcels import Parcel
from manifest.wagon import Wagon


def test_limits():
    wagon = Wagon(1, max_volume=2, max_kg=100)
    wagon.load(Parcel("a", 60, 100, 100, 100))
    assert not wagon.has_room(Parcel("b", 50, 10, 10, 10))
    assert not wagon.has_room(Parcel("c", 10, 200, 100, 100))
    with pytest.raises(OverflowError):
        wagon.load(Parcel("b", 50, 10, 10, 10))

from manifest import build_manifest
from manifest.build import lines
from manifest.parcels import Parcel


def test_one_crate():
    wagons = build_manifest([Parcel("K-11", 240, 120, 80, 90)])
    assert len(wagons) == 1
    assert lines(wagons) == ["WAGON 1: 240 kg, 0.86 m3", "  K-11"]


def test_limits_reach_the_wagon():
    wagons = build_manifest([Parcel("a", 60, 10, 10, 10), Parcel("b", 50, 10, 10, 10)],
                            max_kg=100, max_volume=3)
    assert (wagons[0].max_kg, wagons[0].max_volume) == (100, 3)
    assert [len(w.parcels) for w in wagons] == [1, 1]


def test_hazardous_apart():
    wagons = build_manifest([Parcel("a", 60, 10, 10, 10), Parcel("b", 50, 10, 10, 10, True)])
    assert len(wagons) == 2

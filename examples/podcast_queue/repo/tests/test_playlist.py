from podcast_queue.episodes import Episode
from podcast_queue.playlist import Playlist


def commute():
    return Playlist([Episode("Deep Sea", "Squid", 1200), Episode("Old Maps", "Coasts", 2400), Episode("Deep Sea", "Vents", 600)])


def test_total_seconds():
    assert commute().total_seconds() == 4200
    assert commute().total_seconds(speed=2.0) == 2100


def test_by_show():
    assert commute().by_show() == {"Deep Sea": 2, "Old Maps": 1}


def test_pick_for_skips_what_is_too_long():
    assert [episode.title for episode in commute().pick_for(35)] == ["Squid", "Vents"]


def test_pick_for_uses_the_time_up():
    assert [episode.title for episode in commute().pick_for(20)] == ["Squid"]
    assert [episode.title for episode in commute().pick_for(60)] == ["Squid", "Coasts"]

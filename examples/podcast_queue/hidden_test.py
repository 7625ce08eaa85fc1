from podcast_queue.episodes import Episode
from podcast_queue.playlist import Playlist


def titles(minutes, *lengths, speed=1.0):
    episodes = [Episode("Show", str(length), length) for length in lengths]
    return [episode.title for episode in Playlist(episodes).pick_for(minutes, speed)]


def test_an_exact_fit_is_picked():
    assert titles(20, 1200) == ["1200"]
    assert titles(10, 1200, speed=2.0) == ["1200"]


def test_the_last_second_counts():
    assert titles(20, 1201) == []
    assert titles(20, 1199) == ["1199"]


def test_several_episodes_fill_the_time():
    assert titles(30, 600, 1200, 60) == ["600", "1200"]
    assert titles(0, 600) == []

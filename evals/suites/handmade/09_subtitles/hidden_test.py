import subs
from subs import timecode
from subs.cue import Cue


def test_small_fractions():
    assert timecode.show(3723004) == "01:02:03,004"
    assert timecode.show(0) == "00:00:00,000"
    assert timecode.show(1075) == "00:00:01,075"


def test_round_trip():
    cues = [Cue(7, 2010, "a"), Cue(2099, 3100, "b\nc")]
    assert subs.load(subs.dump(cues)) == cues


def test_full_fraction():
    assert timecode.show(59_999) == "00:00:59,999"
    assert timecode.parse("00:00:01.5") == 1500

import subs
from subs.edit import delay

TEXT = """1
00:00:01,250 --> 00:00:03,500
Where is the lighthouse?

2
01:02:03,004 --> 01:02:05,900
Gone.
"""


def test_load():
    cues = subs.load(TEXT)
    assert [c.start for c in cues] == [1250, 3723004]


def test_delay_and_dump():
    out = subs.dump(delay(subs.load(TEXT)[:1], 250))
    assert out.startswith("1\n00:00:01,500 --> 00:00:03,750\n")

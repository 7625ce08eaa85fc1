"""Read a harbour's tide table and estimate the height between two turns."""
import math
from bisect import bisect_right
from datetime import datetime, timedelta

from harbour import Harbour


class Turn:
    """A high or a low water: when, and how many metres."""

    def __init__(self, when, height):
        self.when = when
        self.height = height

    def __repr__(self):
        return f"Turn({self.when:%Y-%m-%d %H:%M}, {self.height:.1f} m)"


def parse_line(line):
    stamp, height = line.rsplit(None, 1)
    return Turn(datetime.strptime(stamp, "%Y-%m-%d %H:%M"), float(height))


def load(text):
    turns = [parse_line(line) for line in text.splitlines() if line.strip()]
    turns.sort(key=lambda t: t.when)
    return turns


def shift(turns, harbour):
    """The table of a secondary port: same turns, later and scaled."""
    delta = timedelta(seconds=harbour.lag_minutes)
    return [Turn(t.when + delta, t.height * harbour.ratio) for t in turns]


def height_at(turns, when):
    """Height at a moment, by the cosine rule between the turns around it."""
    times = [t.when for t in turns]
    i = bisect_right(times, when)
    if i == 0 or i == len(turns):
        raise ValueError("outside the table")
    before, after = turns[i - 1], turns[i]
    part = (when - before.when) / (after.when - before.when)
    weight = (1 - math.cos(math.pi * part)) / 2
    return before.height + (after.height - before.height) * weight


def next_high(turns, when):
    for i, turn in enumerate(turns):
        if turn.when < when:
            continue
        neighbours = turns[max(i - 1, 0):i] + turns[i + 1:i + 2]
        if all(turn.height > n.height for n in neighbours):
            return turn
    return None


def table_for(text, harbour=None):
    turns = load(text)
    if harbour is not None:
        turns = shift(turns, harbour)
    return turns

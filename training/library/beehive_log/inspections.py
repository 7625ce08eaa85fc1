"""Inspections of hives and what they call for."""
from dataclasses import dataclass
from datetime import date

FRAMES_PER_BOX = 10
BEES_PER_FRAME = 2200
SWARM_SEASON = (4, 7)
INSPECTION_GAP = {"swarm": 7, "summer": 14, "winter": 60}
TEMPERS = ("calm", "nervous", "aggressive")
NUMBER_NOTES = {
    "brood": ("brood_frames", int),
    "bees": ("bee_frames", float),
    "cells": ("queen_cells", int),
}
SEEN_NOTES = {"queen": "queen_seen", "eggs": "eggs_seen"}


@dataclass
class Inspection:
    day: date
    brood_frames: int
    bee_frames: float
    queen_seen: bool = False
    eggs_seen: bool = False
    queen_cells: int = 0
    temper: str = "calm"

    def has_queen(self):
        """Fresh eggs prove a queen just as well as seeing her."""
        return self.queen_seen or self.eggs_seen

    def bees(self):
        """Estimated number of bees, rounded to hundreds."""
        return round(self.bee_frames * BEES_PER_FRAME / 100) * 100

    def may_swarm(self):
        """Whether there are queen cells in the months of the swarm season."""
        first, last = SWARM_SEASON
        return self.queen_cells > 0 and first <= self.day.month <= last


def parse_inspection(text):
    """Inspection from '2024-05-03; brood 6; bees 8.5; eggs; cells 2; nervous'.

    The words 'queen' and 'eggs' stand for what was seen; the number of brood and bee
    frames is 0 when it is left out.
    """
    day, *notes = [part.strip().lower() for part in text.split(";")]
    found = Inspection(date.fromisoformat(day), 0, 0)
    for note in notes:
        word, _, value = note.partition(" ")
        if word in NUMBER_NOTES:
            field, convert = NUMBER_NOTES[word]
            setattr(found, field, convert(value))
        elif word in SEEN_NOTES:
            setattr(found, SEEN_NOTES[word], True)
        elif word in TEMPERS:
            found.temper = word
        else:
            raise ValueError(f"unknown note: {note}")
    return found


def needs_box(inspection, boxes):
    """Add a box when bees cover at least 80% of all frames."""
    return inspection.bee_frames >= 0.8 * boxes * FRAMES_PER_BOX


def season_of(day):
    """'swarm' from April to July, 'summer' in August and September, else 'winter'."""
    first, last = SWARM_SEASON
    if first <= day.month <= last:
        return "swarm"
    return "summer" if day.month in (8, 9) else "winter"


def days_until_due(last, today):
    """Days until the next inspection, negative when it is overdue."""
    return INSPECTION_GAP[season_of(last)] - (today - last).days


def queenless_since(inspections):
    """Day of the first inspection of the latest run without a queen, or None."""
    since = None
    for inspection in sorted(inspections, key=lambda entry: entry.day):
        if inspection.has_queen():
            since = None
        elif since is None:
            since = inspection.day
    return since


def temper_score(inspections):
    """Mean temper from 1 (calm) to 3 (aggressive), one decimal; None without entries."""
    if not inspections:
        return None
    points = [TEMPERS.index(inspection.temper) + 1 for inspection in inspections]
    return round(sum(points) / len(points), 1)

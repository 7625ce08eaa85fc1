"""Pitches as semitones from middle C (C4 = 0), so lower notes are negative."""
import re

_STEP = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
_PITCH = re.compile(r"^([A-G])([#b]?)(\d)$")


def number(name):
    match = _PITCH.match(name)
    if not match:
        raise ValueError(f"not a pitch: {name!r}")
    step, sign, octave = match.groups()
    return _STEP[step] + {"#": 1, "b": -1, "": 0}[sign] + 12 * (int(octave) - 4)


def name(value):
    octave, step = divmod(value, 12)
    return f"{_NAMES[step]}{octave + 4}"

from dataclasses import dataclass

from .pitch import number


@dataclass(frozen=True)
class Instrument:
    name: str
    lowest: str
    highest: str
    transposition: int = 0  # written = sounding + transposition

    def can_play(self, value):
        return number(self.lowest) <= value <= number(self.highest)


ORCHESTRA = {
    i.name: i
    for i in (
        Instrument("flute", "C4", "D7"),
        Instrument("clarinet", "D3", "Bb6", 2),
        Instrument("bassoon", "Bb1", "E5"),
        Instrument("horn", "B1", "F5", 7),
        Instrument("violin", "G3", "A7"),
        Instrument("cello", "C2", "C6"),
    )
}

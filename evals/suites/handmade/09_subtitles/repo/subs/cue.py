from dataclasses import dataclass


@dataclass
class Cue:
    """One caption. Times are whole milliseconds from the start of the film."""

    start: int
    end: int
    text: str

    @property
    def duration(self):
        return self.end - self.start

    def reading_speed(self):
        """Characters per second, spaces not counted."""
        letters = len("".join(self.text.split()))
        return letters * 1000 / self.duration if self.duration else float("inf")

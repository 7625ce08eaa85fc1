from dataclasses import dataclass


@dataclass(frozen=True)
class Parcel:
    ref: str
    kg: float
    length_cm: int
    width_cm: int
    height_cm: int
    hazardous: bool = False

    @property
    def volume(self):
        """In cubic metres."""
        return self.length_cm * self.width_cm * self.height_cm / 1_000_000

"""Stitches and rows from a swatch of 10 by 10 centimetres."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Gauge:
    stitches: float  # per 10 cm
    rows: float      # per 10 cm

    def cast_on(self, cm, multiple=1, extra=0):
        """Stitches for a width: the nearest `multiple` of the pattern plus edges."""
        wanted = cm * self.stitches / 10 - extra
        repeats = max(1, round(wanted / multiple))
        return repeats * multiple + extra

    def rows_for(self, cm):
        return max(1, round(cm * self.rows / 10))

    def width(self, stitches):
        return stitches * 10 / self.stitches

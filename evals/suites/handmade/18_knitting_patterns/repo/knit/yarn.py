from dataclasses import dataclass

from .gauge import Gauge

RESERVE = 0.10


@dataclass(frozen=True)
class Yarn:
    name: str
    ball_m: int
    metres_per_stitch: float = 0.012


def metres(yarn, stitches, rows):
    return stitches * rows * yarn.metres_per_stitch


def balls(yarn, length_m):
    """Whole balls to buy for so many metres, with a tenth in reserve."""
    needed = length_m * (1 + RESERVE)
    return max(1, int(needed // yarn.ball_m))


def rectangle(yarn, gauge, width_cm, height_cm):
    """Balls for a plain rectangle such as a scarf."""
    stitches = gauge.cast_on(width_cm)
    rows = gauge.rows_for(height_cm)
    return balls(yarn, metres(yarn, stitches, rows))

from __future__ import annotations

from dataclasses import dataclass

from vectors import Point, midpoint


@dataclass(frozen=True)
class Box:
    """Axis-aligned rectangle; the borders belong to it."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def corners(self) -> list[Point]:
        """The four corners counter-clockwise, from the lower left one."""
        return [
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.right, self.top),
            (self.left, self.top),
        ]

    def center(self) -> Point:
        return midpoint((self.left, self.bottom), (self.right, self.top))

    def covers(self, p: Point) -> bool:
        """True when p is inside the box or on its border."""
        return self.left <= p[0] <= self.right and self.bottom <= p[1] <= self.top

    def touches(self, other: Box) -> bool:
        """True when the boxes share at least one point, a border point included."""
        if self.right < other.left or other.right < self.left:
            return False
        return self.bottom <= other.top and other.bottom <= self.top

    def padded(self, margin: float = 1) -> Box:
        """A box that is larger by the margin on all four sides."""
        return Box(
            self.left - margin, self.bottom - margin, self.right + margin, self.top + margin
        )

    def as_tuple(self) -> tuple[float, float, float, float]:
        return (self.left, self.bottom, self.right, self.top)


def bounding_box(points: list[Point]) -> Box:
    """The smallest box around all points."""
    if not points:
        raise ValueError("no points to enclose")
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def overlap_area(first: Box, second: Box) -> float:
    """Area of the region that both boxes cover; 0 when they do not meet."""
    width = min(first.right, second.right) - max(first.left, second.left)
    height = min(first.top, second.top) - max(first.bottom, second.bottom)
    if width <= 0 or height <= 0:
        return 0
    return width * height

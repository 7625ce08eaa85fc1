"""Points and directions in the plane, as (x, y) tuples."""
import math

Point = tuple[float, float]


def distance(a: Point, b: Point) -> float:
    """Straight-line distance between two points."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def taxicab_distance(a: Point, b: Point) -> float:
    """Distance when only horizontal and vertical steps are allowed."""
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def midpoint(a: Point, b: Point) -> Point:
    """The point half way between a and b."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def cross(origin: Point, a: Point, b: Point) -> float:
    """Cross product of origin->a and origin->b.

    Positive when the turn from a to b is counter-clockwise, zero on one line.
    """
    return (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0])


def orientation(a: Point, b: Point, c: Point) -> str:
    """Name the turn made when walking from a over b to c: left, right or straight."""
    turn = cross(a, b, c)
    if turn > 0:
        return "left"
    if turn < 0:
        return "right"
    return "straight"


def rotate_point(p: Point, degrees: float, center: Point = (0, 0)) -> Point:
    """Rotate p counter-clockwise around the center; coordinates rounded to 6 digits."""
    angle = math.radians(degrees)
    dx = p[0] - center[0]
    dy = p[1] - center[1]
    x = center[0] + dx * math.cos(angle) - dy * math.sin(angle)
    y = center[1] + dx * math.sin(angle) + dy * math.cos(angle)
    return (round(x, 6), round(y, 6))


def heading(a: Point, b: Point) -> float:
    """Compass bearing from a to b in degrees, 0 <= bearing < 360; up is 0, right is 90."""
    bearing = math.degrees(math.atan2(b[0] - a[0], b[1] - a[1]))
    return round(bearing % 360, 2)

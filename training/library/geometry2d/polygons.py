"""Polygons given as lists of corner points, without repeating the first one."""
from vectors import Point, cross, distance


def edges(corners: list[Point]) -> list[tuple[Point, Point]]:
    """Pairs of neighbouring corners, the last one joined to the first."""
    return list(zip(corners, corners[1:] + corners[:1]))


def perimeter(corners: list[Point]) -> float:
    """Length of the closed outline."""
    return sum(distance(start, end) for start, end in edges(corners))


def signed_area(corners: list[Point]) -> float:
    """Area by the shoelace formula; positive for counter-clockwise corners."""
    doubled = 0.0
    for (x1, y1), (x2, y2) in edges(corners):
        doubled += x1 * y2 - x2 * y1
    return doubled / 2


def area(corners: list[Point]) -> float:
    """Area of the polygon, whichever way round its corners are listed."""
    if len(corners) < 3:
        return 0.0
    return abs(signed_area(corners))


def centroid(corners: list[Point]) -> Point:
    """Centre of mass of the polygon's surface."""
    surface = signed_area(corners)
    if surface == 0:
        raise ValueError("polygon has no area")
    cx = cy = 0.0
    for (x1, y1), (x2, y2) in edges(corners):
        weight = x1 * y2 - x2 * y1
        cx += (x1 + x2) * weight
        cy += (y1 + y2) * weight
    return (round(cx / (6 * surface), 6), round(cy / (6 * surface), 6))


def is_convex(corners: list[Point]) -> bool:
    """True when all turns go the same way; straight corners are allowed."""
    if len(corners) < 3:
        return False
    count = len(corners)
    turns = [
        cross(corners[i], corners[(i + 1) % count], corners[(i + 2) % count])
        for i in range(count)
    ]
    return all(t >= 0 for t in turns) or all(t <= 0 for t in turns)


def contains_point(corners: list[Point], p: Point) -> bool:
    """Ray casting test for points that are not on the outline."""
    inside = False
    for (x1, y1), (x2, y2) in edges(corners):
        if (y1 > p[1]) != (y2 > p[1]):
            crossing = x1 + (p[1] - y1) * (x2 - x1) / (y2 - y1)
            if p[0] < crossing:
                inside = not inside
    return inside

CASES = {
    "vectors.distance": {
        "about": "the distance between two points",
        "cases": [
            "distance((0, 0), (3, 4))",
            "distance((1, 2), (6, 14))",
            "distance((2, 7), (2, 7))",
            "distance((-3, 1), (5, -5))",
        ],
    },
    "vectors.taxicab_distance": {
        "about": "the taxicab distance between two points",
        "cases": [
            "taxicab_distance((0, 0), (3, 4))",
            "taxicab_distance((5, 1), (2, 9))",
            "taxicab_distance((-1, 4), (-6, 2))",
            "taxicab_distance((3, 3), (3, 3))",
        ],
    },
    "vectors.midpoint": {
        "about": "the point half way between two points",
        "cases": [
            "midpoint((0, 0), (4, 10))",
            "midpoint((1, 7), (2, -3))",
            "midpoint((5, 6), (5, 6))",
        ],
    },
    "vectors.cross": {
        "about": "the cross product of two directions",
        "cases": [
            "cross((0, 0), (2, 1), (1, 3))",
            "cross((1, 2), (4, 3), (2, 7))",
            "cross((1, 1), (1, 5), (3, 2))",
            "cross((1, 1), (2, 2), (5, 5))",
        ],
    },
    "vectors.orientation": {
        "about": "the name of the turn between three points",
        "cases": [
            "orientation((0, 0), (1, 0), (2, 3))",
            "orientation((0, 0), (1, 0), (2, -3))",
            "orientation((0, 0), (1, 1), (3, 3))",
            "orientation((2, 5), (4, 1), (0, 0))",
            "orientation((0, 0), (1, 0), (2, 1))",
        ],
    },
    "vectors.rotate_point": {
        "about": "rotating a point",
        "cases": [
            "rotate_point((1, 0), 90)",
            "rotate_point((3, 2), 90, (1, 1))",
            "rotate_point((4, 7), 180, (3, 5))",
            "rotate_point((2, 0), 30)",
            "rotate_point((0, 5), -90, (2, 1))",
            "rotate_point((10, 4), 77)",
        ],
    },
    "vectors.heading": {
        "about": "the compass bearing between two points",
        "cases": [
            "heading((0, 0), (0, 5))",
            "heading((1, 1), (4, 1))",
            "heading((2, 3), (2, 0))",
            "heading((0, 0), (-2, 0))",
            "heading((1, 1), (3, 2))",
        ],
    },
    "polygons.edges": {
        "about": "the list of sides of a polygon",
        "cases": [
            "edges([(0, 0), (4, 0), (0, 3)])",
            "edges([(1, 2), (5, 6)])",
            "edges([])",
            "edges([(3, 1)])",
        ],
    },
    "polygons.perimeter": {
        "about": "the perimeter of a polygon",
        "cases": [
            "perimeter([(0, 0), (4, 0), (0, 3)])",
            "perimeter([(1, 1), (6, 1), (6, 3), (1, 3)])",
            "perimeter([])",
        ],
    },
    "polygons.signed_area": {
        "about": "the signed area of a polygon",
        "cases": [
            "signed_area([(0, 0), (4, 0), (0, 3)])",
            "signed_area([(0, 3), (4, 0), (0, 0)])",
            "signed_area([(1, 2), (5, 1), (6, 4)])",
            "signed_area([])",
        ],
    },
    "polygons.area": {
        "about": "the area of a polygon",
        "cases": [
            "area([(1, 1), (6, 1), (6, 3), (1, 3)])",
            "area([(0, 3), (4, 0), (0, 0)])",
            "area([(1, 2), (5, 6)])",
            "area([])",
            "area([(1, 2), (5, 1), (6, 4)])",
        ],
    },
    "polygons.centroid": {
        "about": "the centre of mass of a polygon",
        "cases": [
            "centroid([(1, 1), (6, 1), (6, 3), (1, 3)])",
            "centroid([(0, 0), (6, 0), (0, 3)])",
            "centroid([(0, 0), (1, 1), (3, 3)])",
            "centroid([(0, 3), (6, 0), (0, 0)])",
            "centroid([(0, 0), (1, 0), (0, 1)])",
        ],
    },
    "polygons.is_convex": {
        "about": "the check for a convex polygon",
        "cases": [
            "is_convex([(0, 0), (4, 0), (4, 3), (0, 3)])",
            "is_convex([(0, 3), (4, 3), (4, 0), (0, 0)])",
            "is_convex([(0, 0), (4, 0), (1, 1), (0, 4)])",
            "is_convex([(0, 0), (2, 0), (4, 0), (0, 3)])",
            "is_convex([(0, 0), (4, 0)])",
            "is_convex([(0, 3), (4, 0), (2, 0), (0, 0)])",
            "is_convex([(0, 0), (5, 1), (2, 4)])",
            "is_convex([(0, 0), (4, 0), (4, 4), (2, 3.5), (0, 4)])",
            "is_convex([(0, 0), (2, 1), (4, 0), (2, 5)])",
            "is_convex([(0, 0), (1, 0), (1, 1), (0.9, 0.5)])",
        ],
    },
    "polygons.contains_point": {
        "about": "the test whether a point is in a polygon",
        "cases": [
            "contains_point([(0, 0), (4, 0), (0, 3)], (1, 1))",
            "contains_point([(0, 0), (4, 0), (0, 3)], (3, 2))",
            "contains_point([(0, 0), (4, 0), (0, 3)], (-1, 1))",
            "contains_point([(0, 0), (8, 0), (8, 6), (4, 2), (0, 6)], (4, 3))",
            "contains_point([(0, 0), (8, 0), (8, 6), (4, 2), (0, 6)], (7, 4))",
            "contains_point([], (1, 1))",
            "contains_point([(0, 0), (4, 2), (0, 4)], (1, 2))",
            "contains_point([(0, 0), (4, 2), (0, 4)], (3, 3))",
        ],
    },
    "boxes.Box.width": {
        "about": "the width of a box",
        "cases": [
            "Box(1, 2, 6, 4).width",
            "Box(-2, 0, 1, 9).width",
            "Box(0, 1, 0, 8).width",
        ],
    },
    "boxes.Box.height": {
        "about": "the height of a box",
        "cases": [
            "Box(1, 2, 6, 4).height",
            "Box(-2, -3, 1, 9).height",
            "Box(1, 4, 9, 4).height",
        ],
    },
    "boxes.Box.corners": {
        "about": "the corner list of a box",
        "cases": [
            "Box(1, 2, 6, 4).corners()",
            "Box(-3, 0, 5, 7).corners()",
            "area(Box(1, 2, 6, 4).corners())",
        ],
    },
    "boxes.Box.center": {
        "about": "the centre of a box",
        "cases": [
            "Box(1, 2, 6, 4).center()",
            "Box(-3, 0, 5, 7).center()",
            "Box(0, 0, 3, 9).center()",
        ],
    },
    "boxes.Box.covers": {
        "about": "the test whether a box covers a point",
        "cases": [
            "Box(1, 2, 6, 4).covers((3, 3))",
            "Box(1, 2, 6, 4).covers((1, 3))",
            "Box(1, 2, 6, 4).covers((6, 4))",
            "Box(1, 2, 6, 4).covers((3, 2))",
            "Box(1, 2, 6, 4).covers((7, 3))",
            "Box(1, 2, 6, 4).covers((3, 5))",
            "Box(1, 2, 6, 4).covers((0, 3))",
            "Box(1, 2, 6, 4).covers((3, 1))",
        ],
    },
    "boxes.Box.touches": {
        "about": "the test whether two boxes meet",
        "cases": [
            "Box(0, 0, 4, 3).touches(Box(2, 1, 6, 5))",
            "Box(0, 0, 4, 3).touches(Box(4, 1, 6, 2))",
            "Box(4, 1, 6, 2).touches(Box(0, 0, 4, 3))",
            "Box(0, 0, 4, 3).touches(Box(1, 3, 2, 6))",
            "Box(1, 3, 2, 6).touches(Box(0, 0, 4, 3))",
            "Box(0, 0, 4, 3).touches(Box(5, 1, 6, 2))",
            "Box(5, 1, 6, 2).touches(Box(0, 0, 4, 3))",
            "Box(0, 0, 4, 3).touches(Box(1, 4, 3, 8))",
            "Box(1, 4, 3, 8).touches(Box(0, 0, 4, 3))",
        ],
    },
    "boxes.Box.padded": {
        "about": "the box with a margin around it",
        "cases": [
            "Box(1, 2, 6, 4).padded().as_tuple()",
            "Box(1, 2, 6, 4).padded(3).as_tuple()",
            "Box(1, 2, 6, 4).padded(0).as_tuple()",
        ],
    },
    "boxes.Box.as_tuple": {
        "about": "the tuple form of a box",
        "cases": [
            "Box(1, 2, 6, 4).as_tuple()",
            "Box(-8, 0, 5, 7).as_tuple()",
            "Box(0, 1, 2, 3).as_tuple()",
        ],
    },
    "boxes.bounding_box": {
        "about": "the smallest box around points",
        "cases": [
            "bounding_box([(1, 5), (4, 2), (3, 9)]).as_tuple()",
            "bounding_box([(7, 2)]).as_tuple()",
            "bounding_box([])",
            "bounding_box([(-1, 0), (-4, 8)]).as_tuple()",
        ],
    },
    "boxes.overlap_area": {
        "about": "the area that two boxes have in common",
        "cases": [
            "overlap_area(Box(0, 0, 4, 3), Box(1, 1, 6, 5))",
            "overlap_area(Box(0, 0, 4, 3), Box(4, 0, 6, 3))",
            "overlap_area(Box(0, 0, 4, 3), Box(6, 5, 8, 9))",
            "overlap_area(Box(0, 0, 9, 7), Box(2, 3, 5, 4))",
            "overlap_area(Box(0, 0, 4, 3), Box(1, 5, 3, 9))",
            "overlap_area(Box(0, 0, 4, 3), Box(3, 2, 9, 9))",
            "overlap_area(Box(0, 0, 4, 3), Box(0, 3.5, 4, 9))",
            "overlap_area(Box(0, 0, 4, 3), Box(3.5, 0, 4, 3))",
        ],
    },
}

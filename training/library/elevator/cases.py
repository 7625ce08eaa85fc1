CASES = {
    "floors.floor_label": {
        "about": "the label of a floor",
        "cases": [
            "floor_label(0)",
            "floor_label(-2)",
            "floor_label(7)",
            "floor_label(1)",
            "floor_label(-1)",
            "floor_label(-1) + floor_label(12)",
        ],
    },
    "floors.parse_floor": {
        "about": "reading the label of a floor",
        "cases": [
            "parse_floor(' g ')",
            "parse_floor('b2')",
            "parse_floor('12')",
            "parse_floor('13')",
            "parse_floor('B3')",
            "parse_floor('x')",
        ],
    },
    "floors.is_served": {
        "about": "the check whether a floor is served",
        "cases": [
            "is_served(-2)",
            "is_served(-3)",
            "is_served(12)",
            "is_served(13)",
            "is_served(0)",
        ],
    },
    "floors.direction_to": {
        "about": "the direction to a floor",
        "cases": [
            "direction_to(1, 4)",
            "direction_to(4, 1)",
            "direction_to(3, 3)",
        ],
    },
    "floors.travel_seconds": {
        "about": "the driving time between floors",
        "cases": [
            "travel_seconds(0, 5)",
            "travel_seconds(7, 3)",
            "travel_seconds(-2, 1)",
            "travel_seconds(4, 4)",
        ],
    },
    "floors.trip_seconds": {
        "about": "the time of a trip",
        "cases": [
            "trip_seconds(0, [3, 5])",
            "trip_seconds(4, [])",
            "trip_seconds(2, [9, 1])",
            "trip_seconds(6, [6])",
        ],
    },
    "floors.floors_passed": {
        "about": "the number of floors driven",
        "cases": [
            "floors_passed(0, [3, 5])",
            "floors_passed(2, [9, 1])",
            "floors_passed(2, [])",
            "floors_passed(-2, (4, 4))",
        ],
    },
    "cabin.Cabin.press": {
        "about": "requesting a stop",
        "cases": [
            ["c = Cabin()", "(c.press(5), c.stops, c.door_open)"],
            ["c = Cabin()", "(c.press(0), c.stops, c.door_open)"],
            ["c = Cabin()", "(c.press(13), c.stops)"],
            ["c = Cabin(3)", "(c.press(-2), c.press(-3), c.stops)"],
        ],
    },
    "cabin.Cabin.next_stop": {
        "about": "the next stop of the cabin",
        "cases": [
            "Cabin().next_stop()",
            ["c = Cabin(5)", "[c.press(f) for f in (7, 3, 9)]", "c.next_stop()"],
            [
                "c = Cabin(5)",
                "[c.press(f) for f in (4, 8, 10)]",
                "c.direction = 'up'",
                "c.next_stop()",
            ],
            [
                "c = Cabin(5)",
                "[c.press(f) for f in (4, 2)]",
                "c.direction = 'up'",
                "c.next_stop()",
            ],
            [
                "c = Cabin(5)",
                "[c.press(f) for f in (6, 1)]",
                "c.direction = 'down'",
                "c.next_stop()",
            ],
            ["c = Cabin(5)", "[c.press(f) for f in (6, 2)]", "c.next_stop()"],
        ],
    },
    "cabin.Cabin.step": {
        "about": "one step of the cabin",
        "cases": [
            ["c = Cabin()", "c.press(2)", "[(c.step(), c.door_open) for _ in range(4)]"],
            ["c = Cabin(3)", "c.press(2)", "(c.step(), c.direction, c.stops)"],
            ["c = Cabin(4)", "(c.step(), c.direction)"],
            ["c = Cabin(1)", "c.press(2)", "c.run(3)", "(c.direction, c.door_open)"],
            ["c = Cabin(1)", "c.press(1)", "(c.step(), c.door_open)"],
        ],
    },
    "cabin.Cabin.run": {
        "about": "the floors after several steps",
        "cases": [
            ["c = Cabin()", "c.press(3)", "c.run(5)"],
            ["c = Cabin(5)", "[c.press(f) for f in (6, 3, 8)]", "c.run(12)"],
            "Cabin(2).run(0)",
            ["c = Cabin(1)", "[c.press(f) for f in (2, -1, 1)]", "c.run(7)"],
        ],
    },
    "cabin.Cabin.capacity": {
        "about": "the capacity of the cabin",
        "cases": [
            "Cabin().capacity()",
            "Cabin(0, 400).capacity()",
            "Cabin(max_weight=74).capacity()",
            "Cabin(1, 75).capacity()",
            "Cabin().max_weight",
        ],
    },
    "cabin.Cabin.board": {
        "about": "the number of persons who enter",
        "cases": [
            "Cabin().board(3)",
            ["c = Cabin()", "c.press(0)", "(c.board(3), c.passengers)"],
            ["c = Cabin()", "c.press(0)", "(c.board(5), c.board(6), c.passengers)"],
            ["c = Cabin(max_weight=160)", "c.press(0)", "c.board(4)"],
        ],
    },
    "cabin.Cabin.leave": {
        "about": "persons who leave the cabin",
        "cases": [
            ["c = Cabin()", "c.press(0)", "c.board(5)", "c.leave(2)", "c.passengers"],
            "Cabin().leave(1)",
            ["c = Cabin()", "c.press(0)", "c.board(2)", "c.leave(2)", "c.passengers"],
        ],
    },
    "cabin.Cabin.display": {
        "about": "the text of the display",
        "cases": [
            "Cabin().display()",
            ["c = Cabin(2)", "c.press(9)", "c.step()", "c.display()"],
            ["c = Cabin(2)", "c.press(-1)", "c.step()", "c.display()"],
        ],
    },
    "dispatch.scan_order": {
        "about": "the order of stops in a sweep",
        "cases": [
            "scan_order(4, [7, 1, 9, 3])",
            "scan_order(4, [7, 1, 9, 3], 'down')",
            "scan_order(4, [4, 2, 6, 6])",
            "scan_order(5, [5, 8, 2], 'down')",
            "scan_order(0, [])",
        ],
    },
    "dispatch.downward_sweep": {
        "about": "the order of stops in a downward sweep",
        "cases": [
            "downward_sweep(4, [7, 1, 9, 3])",
            "downward_sweep(4, [4, 5])",
            "downward_sweep(2, [])",
            "downward_sweep(0, [3, 6])",
        ],
    },
    "dispatch.nearest_first": {
        "about": "the order of the nearest stops",
        "cases": [
            "nearest_first(4, [9, 1, 5])",
            "nearest_first(5, [7, 3])",
            "nearest_first(2, [2, 8, 8])",
            "nearest_first(0, [])",
            "nearest_first(5, [6, 8, 3, 1])",
        ],
    },
    "dispatch.suitability": {
        "about": "the score of a cabin",
        "cases": [
            "suitability(3, 'stay', 5, 'up')",
            "suitability(3, 'up', 5, 'up')",
            "suitability(3, 'up', 5, 'down')",
            "suitability(3, 'down', 5, 'up')",
            "suitability(9, 'down', 2, 'down')",
            "suitability(9, 'up', 2, 'up')",
        ],
    },
    "dispatch.choose_cabin": {
        "about": "the best cabin for a call",
        "cases": [
            "choose_cabin({'A': (0, 'stay'), 'B': (4, 'stay')}, 5, 'up')",
            "choose_cabin({'A': (9, 'up'), 'B': (1, 'up')}, 5, 'up')",
            "choose_cabin({'B': (3, 'stay'), 'A': (7, 'stay')}, 5, 'down')",
            "choose_cabin({'A': (4, 'up'), 'B': (6, 'down')}, 5, 'down')",
            "choose_cabin({}, 5, 'up')",
        ],
    },
    "dispatch.parking_floor": {
        "about": "the floor for parking",
        "cases": [
            "parking_floor([3, 5, 3, 0])",
            "parking_floor([6, 2])",
            "parking_floor([])",
            "parking_floor([], 4)",
            "parking_floor([8, 1, 8])",
        ],
    },
    "dispatch.is_peak": {
        "about": "the check for a peak period",
        "cases": [
            "is_peak(450)",
            "is_peak(449)",
            "is_peak(570)",
            "is_peak(569)",
            "is_peak(1020)",
            "is_peak(1110)",
            "is_peak(30, ((20, 40),))",
        ],
    },
    "dispatch.average_ride": {
        "about": "the average driving time",
        "cases": [
            "average_ride([(0, 3), (5, 1)])",
            "average_ride([])",
            "average_ride([(2, 2), (0, 1), (7, 8)])",
            "average_ride([(0, 1), (0, 2), (0, 2)])",
            "average_ride([(0, 1), (0, 1), (0, 2), (0, 1), (1, 3), (2, 5), (5, 6)])",
        ],
    },
}

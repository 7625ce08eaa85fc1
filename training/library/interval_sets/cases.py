CASES = {
    "spans.make_span": {
        "about": "the check of the ends of a span",
        "cases": [
            "make_span(2, 7)",
            "make_span(4, 4)",
            "make_span(5, 3)",
            "make_span(-3, -1)",
        ],
    },
    "spans.span_length": {
        "about": "the length of a span",
        "cases": [
            "span_length((2, 7))",
            "span_length((4, 4))",
            "span_length((-3, 2))",
        ],
    },
    "spans.holds": {
        "about": "the test whether a span holds a value",
        "cases": [
            "holds((2, 7), 2)",
            "holds((2, 7), 7)",
            "holds((2, 7), 6)",
            "holds((2, 7), 1)",
            "holds((4, 4), 4)",
        ],
    },
    "spans.overlaps": {
        "about": "the test whether two spans overlap",
        "cases": [
            "overlaps((1, 5), (4, 9))",
            "overlaps((1, 5), (5, 9))",
            "overlaps((5, 9), (1, 5))",
            "overlaps((1, 9), (3, 4))",
            "overlaps((6, 8), (1, 3))",
            "overlaps((1, 3), (6, 8))",
        ],
    },
    "spans.intersection": {
        "about": "the common part of two spans",
        "cases": [
            "intersection((1, 5), (4, 9))",
            "intersection((4, 9), (1, 5))",
            "intersection((1, 5), (5, 9))",
            "intersection((1, 9), (3, 4))",
        ],
    },
    "spans.shift": {
        "about": "moving a span",
        "cases": [
            "shift((2, 7), 3)",
            "shift((2, 7), -4)",
            "shift((0, 1), 0)",
        ],
    },
    "spans.gap_between": {
        "about": "the distance between two spans",
        "cases": [
            "gap_between((1, 4), (9, 12))",
            "gap_between((9, 12), (1, 4))",
            "gap_between((1, 5), (3, 8))",
            "gap_between((1, 5), (5, 8))",
            "gap_between((1, 5), (6, 8))",
            "gap_between((4, 6), (-3, 1))",
        ],
    },
    "spans.parse_span": {
        "about": "reading a span from text",
        "cases": [
            "parse_span('3-8')",
            "parse_span(' 5 ')",
            "parse_span('8-3')",
            "parse_span(' 2 - 4 ')",
            "parse_span('a-b')",
        ],
    },
    "span_set.merge": {
        "about": "joining the spans of a set",
        "cases": [
            "merge([(5, 8), (1, 3), (2, 4)])",
            "merge([(1, 3), (3, 5)])",
            "merge([(1, 9), (2, 4)])",
            "merge([])",
            "merge([(4, 4), (1, 2)])",
            "merge([(1, 3), (4, 5)])",
            "merge([(1, 6), (2, 3), (5, 8)])",
        ],
    },
    "span_set.subtract": {
        "about": "taking a span out of a set",
        "cases": [
            "subtract([(1, 9)], (3, 5))",
            "subtract([(1, 4), (6, 9)], (3, 7))",
            "subtract([(1, 4)], (4, 8))",
            "subtract([(1, 4)], (0, 5))",
            "subtract([(2, 6)], (2, 4))",
            "subtract([(2, 6)], (4, 6))",
            "subtract([], (1, 2))",
        ],
    },
    "span_set.common": {
        "about": "the values that two sets share",
        "cases": [
            "common([(1, 5), (8, 12)], [(3, 9)])",
            "common([(1, 3)], [(3, 5)])",
            "common([], [(1, 2)])",
            "common([(1, 9)], [(6, 8), (2, 4)])",
        ],
    },
    "span_set.complement": {
        "about": "the gaps between the spans of a set",
        "cases": [
            "complement([(3, 5), (7, 8)], (0, 10))",
            "complement([], (2, 6))",
            "complement([(0, 9)], (2, 6))",
            "complement([(0, 3)], (2, 6))",
            "complement([(8, 9)], (2, 6))",
        ],
    },
    "span_set.covered": {
        "about": "the number of integers in a set",
        "cases": [
            "covered([(1, 4), (6, 8)])",
            "covered([(1, 5), (3, 8)])",
            "covered([])",
            "covered([(2, 2), (0, 1)])",
        ],
    },
    "span_set.contains": {
        "about": "the test whether a set contains a value",
        "cases": [
            "contains([(1, 4), (6, 8)], 7)",
            "contains([(1, 4), (6, 8)], 4)",
            "contains([(1, 4), (6, 8)], 1)",
            "contains([], 1)",
        ],
    },
    "span_set.parse_set": {
        "about": "reading a set from text",
        "cases": [
            "parse_set('1-4, 7, 9-12')",
            "parse_set(' 7, ,3-5,')",
            "parse_set('')",
            "parse_set('1-3,3-6,2')",
            "parse_set('9-2')",
        ],
    },
    "span_set.format_set": {
        "about": "the text form of a set",
        "cases": [
            "format_set([(1, 4), (7, 8)])",
            "format_set([])",
            "format_set([(0, 2)])",
            "format_set(parse_set('5, 9-12'))",
        ],
    },
    "bookings.free_slots": {
        "about": "the list of free slots",
        "cases": [
            "free_slots([(560, 700), (720, 1000)], 20)",
            "free_slots([(570, 991)])",
            "free_slots([])",
            "free_slots([(0, 600), (590, 800)], 60, (480, 860))",
            "free_slots([(540, 1020)])",
            "free_slots([(560, 980)], minimum=41)",
        ],
    },
    "bookings.first_free_start": {
        "about": "the earliest free start",
        "cases": [
            "first_free_start([(540, 600), (650, 900)], 60)",
            "first_free_start([(540, 600), (650, 900)], 50)",
            "first_free_start([(540, 1000)], 60)",
            "first_free_start([], 15)",
        ],
    },
    "bookings.conflicts": {
        "about": "the list of bookings that clash",
        "cases": [
            "conflicts({'zoe': (600, 660), 'amy': (630, 700), 'ben': (700, 720)})",
            "conflicts({'b': (1, 9), 'c': (2, 4), 'a': (3, 5)})",
            "conflicts({})",
            "conflicts({'a': (1, 5)})",
        ],
    },
    "bookings.rooms_needed": {
        "about": "the number of rooms that are needed",
        "cases": [
            "rooms_needed([(1, 5), (3, 8), (4, 6)])",
            "rooms_needed([(1, 5), (5, 8)])",
            "rooms_needed([])",
            "rooms_needed([(9, 12), (1, 4)])",
            "rooms_needed([(1, 9), (2, 3), (4, 5)])",
        ],
    },
    "bookings.clock_text": {
        "about": "the clock text of a minute",
        "cases": [
            "clock_text(545)",
            "clock_text(0)",
            "clock_text(1439)",
            "clock_text(60)",
            "clock_text(59)",
        ],
    },
    "bookings.slot_text": {
        "about": "the text of a time slot",
        "cases": [
            "slot_text((540, 630))",
            "slot_text((0, 5))",
            "slot_text((605, 1020))",
        ],
    },
}

CASES = {
    "duration_parse.unit_seconds": {
        "about": "the number of seconds in a unit",
        "cases": [
            "unit_seconds(' Minutes ')",
            "unit_seconds('h')",
            "unit_seconds('hrs')",
            "unit_seconds('W')",
            "unit_seconds('sec')",
            "unit_seconds('d')",
            "unit_seconds('fortnight')",
        ],
    },
    "duration_parse.duration_seconds": {
        "about": "the number of seconds parsed from a duration",
        "cases": [
            "duration_seconds('1h30m')",
            "duration_seconds('2 Days, 4 hours')",
            "duration_seconds(' -90s ')",
            "duration_seconds('1.5h')",
            "duration_seconds('1h x')",
            "duration_seconds('')",
        ],
    },
    "duration_parse.parse_colon_time": {
        "about": "the number of seconds parsed from a time with colons",
        "cases": [
            "parse_colon_time('1:02:03')",
            "parse_colon_time('75:30')",
            "parse_colon_time('5:60')",
            "parse_colon_time('1:59:59')",
            "parse_colon_time('12')",
            "parse_colon_time('1:2:3:4')",
        ],
    },
    "duration_parse.parse_iso_duration": {
        "about": "the number of seconds parsed from an ISO duration",
        "cases": [
            "parse_iso_duration(' p1dt2h30m ')",
            "parse_iso_duration('P2W3D')",
            "parse_iso_duration('PT45S')",
            "parse_iso_duration('2H')",
        ],
    },
    "duration_parse.parse_any": {
        "about": "the number of seconds parsed from any notation",
        "cases": [
            "parse_any(' 90 ')",
            "parse_any('1:30')",
            "parse_any('pt2m')",
            "parse_any('2h 5s')",
            "parse_any('soon')",
        ],
    },
    "humanise.break_down": {
        "about": "the list of units of a duration",
        "cases": [
            "break_down(694861)",
            "break_down(-90)",
            "break_down(604800)",
            "break_down(0)",
        ],
    },
    "humanise.compact_text": {
        "about": "the compact notation of a duration",
        "cases": [
            "compact_text(5400)",
            "compact_text(0)",
            "compact_text(-172800)",
            "compact_text(59)",
            "compact_text(90061)",
        ],
    },
    "humanise.count_unit": {
        "about": "the count with its unit",
        "cases": [
            "count_unit(1, 'hour')",
            "count_unit(3, 'day')",
            "count_unit(0, 'week')",
        ],
    },
    "humanise.in_words": {
        "about": "the duration in words",
        "cases": [
            "in_words(7500)",
            "in_words(90061)",
            "in_words(90061, 3)",
            "in_words(3600)",
            "in_words(0)",
        ],
    },
    "humanise.colon_text": {
        "about": "the clock text of a duration",
        "cases": [
            "colon_text(65)",
            "colon_text(3599)",
            "colon_text(3600)",
            "colon_text(36125)",
            "colon_text(0)",
        ],
    },
    "humanise.time_ago": {
        "about": "the description of how long ago something was",
        "cases": [
            "time_ago(44)",
            "time_ago(45)",
            "time_ago(7300)",
            "time_ago(-259200)",
            "time_ago(-44)",
        ],
    },
    "humanise.decimal_hours": {
        "about": "the number of hours as a decimal",
        "cases": [
            "decimal_hours(5400)",
            "decimal_hours(1000)",
            "decimal_hours(1000, 1)",
            "decimal_hours(0)",
        ],
    },
    "duration_sums.total_duration": {
        "about": "the total of durations",
        "cases": [
            "total_duration(['1h30m', '45', ' ', '0:30'])",
            "total_duration([])",
            "total_duration(['pt1h', '1d'])",
        ],
    },
    "duration_sums.average_seconds": {
        "about": "the average duration in seconds",
        "cases": [
            "average_seconds(['1m', '2m', '90s'])",
            "average_seconds(['1s', '2s'])",
            "average_seconds([])",
        ],
    },
    "duration_sums.round_up_to_step": {
        "about": "the duration rounded up",
        "cases": [
            "round_up_to_step(1)",
            "round_up_to_step(900)",
            "round_up_to_step(901)",
            "round_up_to_step(125, 60)",
            "round_up_to_step(0)",
            "round_up_to_step(5, 0)",
            "round_up_to_step(7, 1)",
        ],
    },
    "duration_sums.round_nearest": {
        "about": "the duration rounded to the nearest step",
        "cases": [
            "round_nearest(89)",
            "round_nearest(90)",
            "round_nearest(140, 100)",
            "round_nearest(29)",
            "round_nearest(150, 100)",
        ],
    },
    "duration_sums.remaining": {
        "about": "the remaining time of a plan",
        "cases": [
            "remaining('2h', ['30m', '15'])",
            "remaining('1h', ['50m', '20m'])",
            "remaining('1h', [])",
        ],
    },
    "duration_sums.LapTimer.split": {
        "about": "the lap time of a split",
        "cases": [
            ["t = LapTimer()", "[t.split(s) for s in (62, 130, 191)]"],
            ["t = LapTimer()", "t.split(62)", "t.split(62)"],
            "LapTimer().split(0)",
            "LapTimer().split(1)",
        ],
    },
    "duration_sums.LapTimer.laps": {
        "about": "the list of lap times",
        "cases": [
            ["t = LapTimer()", "[t.split(s) for s in (62, 130, 191)]", "t.laps()"],
            "LapTimer().laps()",
        ],
    },
    "duration_sums.LapTimer.fastest_lap": {
        "about": "the number of the fastest lap",
        "cases": [
            ["t = LapTimer()", "[t.split(s) for s in (62, 130, 191, 260)]", "t.fastest_lap()"],
            ["t = LapTimer()", "[t.split(s) for s in (70, 130, 190)]", "t.fastest_lap()"],
            "LapTimer().fastest_lap()",
        ],
    },
}

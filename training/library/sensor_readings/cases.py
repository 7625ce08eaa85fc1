CASES = {
    "calibration.to_voltage": {
        "about": "the voltage of a raw value",
        "cases": [
            "to_voltage(1023)",
            "to_voltage(0)",
            "to_voltage(512)",
            "to_voltage(300, 3.3)",
            "to_voltage(1024)",
            "to_voltage(-1)",
        ],
    },
    "calibration.temperature_from_voltage": {
        "about": "the temperature of a sensor voltage",
        "cases": [
            "temperature_from_voltage(0.5)",
            "temperature_from_voltage(0.75)",
            "temperature_from_voltage(0.314)",
            "temperature_from_voltage(0.7137)",
        ],
    },
    "calibration.celsius_to_fahrenheit": {
        "about": "the temperature in Fahrenheit",
        "cases": [
            "celsius_to_fahrenheit(0)",
            "celsius_to_fahrenheit(100)",
            "celsius_to_fahrenheit(-40)",
            "celsius_to_fahrenheit(21.5)",
            "celsius_to_fahrenheit(21.37)",
        ],
    },
    "calibration.two_point_calibration": {
        "about": "the gain and offset of a calibration",
        "cases": [
            "two_point_calibration((0, 1), (10, 21))",
            "two_point_calibration((2, 3), (6, 5))",
            "two_point_calibration((4, 1), (4, 9))",
            "two_point_calibration((100, 0), (20, 40))",
        ],
    },
    "calibration.apply_calibration": {
        "about": "the calibrated values",
        "cases": [
            "apply_calibration([1, 2.5], (2, -1))",
            "apply_calibration([], (2, 1))",
            "apply_calibration([10], (0.333, 0.5))",
            "apply_calibration([10.126], (0.5, 0.3))",
        ],
    },
    "calibration.interpolate_table": {
        "about": "the value read from a table",
        "cases": [
            "interpolate_table([(0, 10), (4, 30), (5, 0)], 1)",
            "interpolate_table([(0, 10), (4, 30), (5, 0)], 4.5)",
            "interpolate_table([(1, 10), (4, 30)], -3)",
            "interpolate_table([(1, 10), (4, 30)], 9)",
            "interpolate_table([(0, 10), (4, 30), (5, 0)], 4)",
            "interpolate_table([(2, 7)], 2)",
        ],
    },
    "calibration.parse_reading": {
        "about": "reading a sensor line",
        "cases": [
            "parse_reading('kitchen: 21.5 C')",
            "parse_reading(' Hall : 40 ppm ')",
            "parse_reading('attic:-3')",
            "parse_reading('attic')",
            "parse_reading('attic: ')",
            "parse_reading('Attic: warm')",
        ],
    },
    "smoothing.moving_average": {
        "about": "the moving average",
        "cases": [
            "moving_average([1, 2, 6, 10])",
            "moving_average([4, 8, 1], 2)",
            "moving_average([5, 7], 1)",
            "moving_average([])",
            "moving_average([1], 0)",
            "moving_average([1, 2, 2])",
            "moving_average([0, 0.5, 2, 3, 1], 4)",
        ],
    },
    "smoothing.exponential_smoothing": {
        "about": "the exponentially smoothed series",
        "cases": [
            "exponential_smoothing([10, 20, 0])",
            "exponential_smoothing([10, 20, 30], 0.2)",
            "exponential_smoothing([], 0.3)",
            "exponential_smoothing([1, 5], 1)",
            "exponential_smoothing([1], 0)",
            "exponential_smoothing([1], 1.1)",
            "exponential_smoothing([1, 2, 4], 0.37)",
        ],
    },
    "smoothing.despike": {
        "about": "the series without spikes",
        "cases": [
            "despike([10, 11, 50, 12], 5)",
            "despike([10, 15, 21], 5)",
            "despike([], 3)",
            "despike([20, 4, 19], 5)",
        ],
    },
    "smoothing.fill_gaps": {
        "about": "the series with filled gaps",
        "cases": [
            "fill_gaps([1, None, 3, None])",
            "fill_gaps([None, None, 5, 6])",
            "fill_gaps([None])",
            "fill_gaps([0, None, 2])",
        ],
    },
    "smoothing.downsample": {
        "about": "the block means",
        "cases": [
            "downsample([1, 3, 5, 7, 10], 2)",
            "downsample([1, 2, 6], 3)",
            "downsample([], 2)",
            "downsample([4, 5], 1)",
            "downsample([1, 2, 2], 3)",
        ],
    },
    "smoothing.rates_of_change": {
        "about": "the change per minute",
        "cases": [
            "rates_of_change([(0, 20), (30, 21), (150, 19)])",
            "rates_of_change([(5, 1)])",
            "rates_of_change([(10, 4), (100, 10)])",
            "rates_of_change([])",
            "rates_of_change([(0, 1), (7, 2)])",
        ],
    },
    "smoothing.is_stuck": {
        "about": "the check for a stuck sensor",
        "cases": [
            "is_stuck([1, 4, 4, 4, 4, 4])",
            "is_stuck([4, 4, 4, 4])",
            "is_stuck([4, 4, 4, 4, 5])",
            "is_stuck([1, 7, 7], 2)",
            "is_stuck([3, 3, 3, 3, 3])",
            "is_stuck([1, 3, 3, 3, 3])",
        ],
    },
    "alerts.check_limits": {
        "about": "the check of a value against its limits",
        "cases": [
            "check_limits('temperature', 5)",
            "check_limits('temperature', 4.9)",
            "check_limits(' CO2 ', 1201)",
            "check_limits('humidity', 70)",
            "check_limits('humidity', 29)",
            "check_limits('pressure', 1)",
            "check_limits('humidity', 30)",
            "check_limits('humidity', 71)",
            "check_limits('co2', 0)",
            "check_limits('co2', -1)",
        ],
    },
    "alerts.co2_quality": {
        "about": "the air quality",
        "cases": [
            "co2_quality(799)",
            "co2_quality(800)",
            "co2_quality(1199)",
            "co2_quality(1200)",
            "co2_quality(2000)",
            "co2_quality(1999)",
        ],
    },
    "alerts.Alarm.update": {
        "about": "the state of the alarm",
        "cases": [
            ["a = Alarm(10)", "[a.update(v) for v in (11, 12, 13, 10)]"],
            ["a = Alarm(10, 2)", "[a.update(v) for v in (11, 9, 11, 10, 11, 12)]"],
            ["a = Alarm(10, 1, hysteresis=3)", "[a.update(v) for v in (11, 9, 8, 7, 8)]"],
            ["a = Alarm(5, 1)", "[a.update(v) for v in (5, 6, 5)]"],
            ["a = Alarm(5)", "a.update(9)", "a.active"],
        ],
    },
    "alerts.longest_excess": {
        "about": "the longest run above the threshold",
        "cases": [
            "longest_excess([5, 9, 9, 2, 9, 8, 7, 1], 6)",
            "longest_excess([6, 6], 6)",
            "longest_excess([], 1)",
            "longest_excess([9, 9, 9, 1, 9], 3)",
        ],
    },
    "alerts.summarize": {
        "about": "the summary of the values",
        "cases": [
            "summarize('temperature', [4, 20, 36, 35])",
            "summarize('humidity', [])",
            "summarize('Humidity', [50, 40])",
        ],
    },
    "alerts.health": {
        "about": "the state of a sensor",
        "cases": [
            "health([1, 2], 100, 400)",
            "health([1, 2], 100, 401)",
            "health([3, 3, 3, 3, 3], 100, 150)",
            "health([1, 2], 0, 61, timeout=60)",
            "health([], 0, 10)",
        ],
    },
}

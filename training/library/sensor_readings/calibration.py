"""Turn raw sensor values into physical quantities."""

ADC_STEPS = 1023
REFERENCE_VOLTAGE = 5.0


def to_voltage(raw, reference=REFERENCE_VOLTAGE):
    """Voltage of a 10 bit converter value from 0 to 1023, rounded to 3 digits."""
    if raw < 0 or raw > ADC_STEPS:
        raise ValueError(f"raw value out of range: {raw}")
    return round(raw * reference / ADC_STEPS, 3)


def temperature_from_voltage(voltage):
    """Degrees Celsius of a sensor that gives 0.5 V at 0 degrees and 10 mV per degree."""
    return round((voltage - 0.5) * 100, 1)


def celsius_to_fahrenheit(celsius):
    return round(celsius * 9 / 5 + 32, 1)


def two_point_calibration(low, high):
    """Return (gain, offset) so that gain * measured + offset gives the true value.

    low and high are (measured, true) pairs.
    """
    low_measured, low_true = low
    high_measured, high_true = high
    if high_measured == low_measured:
        raise ValueError("measured values must differ")
    gain = (high_true - low_true) / (high_measured - low_measured)
    offset = low_true - gain * low_measured
    return (gain, offset)


def apply_calibration(values, calibration):
    """Correct measured values with (gain, offset), rounded to 2 digits."""
    gain, offset = calibration
    return [round(gain * value + offset, 2) for value in values]


def interpolate_table(points, x):
    """Look up x in a table of (x, y) points sorted by x, linear between two points.

    Outside the table the first or the last y is returned.
    """
    if x <= points[0][0]:
        return points[0][1]
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        if x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def parse_reading(line):
    """Read 'kitchen: 21.5 C' into (sensor, value, unit).

    The sensor comes back in lower case and the unit in upper case; it may be missing ('').
    """
    sensor, colon, rest = line.partition(":")
    parts = rest.split()
    if not colon or not parts:
        raise ValueError(f"cannot read {line!r}")
    unit = parts[1].upper() if len(parts) > 1 else ""
    return (sensor.strip().lower(), float(parts[0]), unit)

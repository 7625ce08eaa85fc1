"""Vital signs and the early warning score that sums them up."""

REQUIRED_SIGNS = ("pulse", "breaths", "systolic", "temperature", "oxygen")


def parse_vitals(text):
    """Signs from a line such as 'pulse 92, bp 130/85, temp 37.8'.

    Blood pressure gives two entries, 'systolic' and 'diastolic'; names may be written in
    any case.
    """
    signs = {}
    for part in text.split(","):
        name, value = part.lower().split()
        if name == "bp":
            systolic, diastolic = value.split("/")
            signs["systolic"] = int(systolic)
            signs["diastolic"] = int(diastolic)
        elif name == "temp":
            signs["temperature"] = float(value)
        else:
            signs[name] = int(value.rstrip("%"))
    return signs


def missing_signs(signs):
    """Signs that still have to be measured, in the usual order."""
    return [name for name in REQUIRED_SIGNS if signs.get(name) is None]


def pulse_points(pulse):
    """0 from 51 to 90, 1 for 41 to 50 and 91 to 110, 2 for 111 to 130, 3 outside of that."""
    if pulse <= 40 or pulse > 130:
        return 3
    if pulse > 110:
        return 2
    if pulse <= 50 or pulse > 90:
        return 1
    return 0


def breathing_points(breaths):
    """0 from 12 to 20 breaths a minute, 1 from 9, 2 for 21 to 24, 3 outside of that."""
    if breaths <= 8 or breaths >= 25:
        return 3
    if breaths >= 21:
        return 2
    if breaths <= 11:
        return 1
    return 0


def oxygen_points(percent, extra_oxygen=False):
    """0 from 96%, 1 from 94%, 2 from 92%, else 3; plus 2 for a patient on oxygen."""
    points = 3
    for limit, value in ((96, 0), (94, 1), (92, 2)):
        if percent >= limit:
            points = value
            break
    return points + 2 if extra_oxygen else points


def temperature_points(celsius):
    """0 above 36 up to 38, 1 above 35 up to 39, 2 above 39, 3 for 35.0 and less."""
    if celsius <= 35.0:
        return 3
    if celsius > 39.0:
        return 2
    if celsius <= 36.0 or celsius > 38.0:
        return 1
    return 0


def pressure_points(systolic):
    """3 up to 90 or from 220, 2 up to 100, 1 up to 110, else 0."""
    if systolic <= 90 or systolic >= 220:
        return 3
    if systolic <= 100:
        return 2
    return 1 if systolic <= 110 else 0


def mean_pressure(systolic, diastolic):
    """Mean arterial pressure: the diastolic value plus a third of the difference."""
    return round(diastolic + (systolic - diastolic) / 3, 1)

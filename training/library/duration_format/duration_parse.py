"""Parse durations; all results are whole seconds unless stated otherwise."""
import re

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
UNIT_SECONDS = {"s": 1, "m": MINUTE, "h": HOUR, "d": DAY, "w": WEEK}
UNIT_WORDS = {
    "sec": "s", "second": "s", "min": "m", "minute": "m", "hr": "h", "hour": "h",
    "day": "d", "week": "w",
}
TOKEN = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")


def unit_seconds(unit):
    """Return the seconds of a unit such as 'm', 'min', 'Minutes' or 'h'."""
    unit = unit.strip().lower()
    if unit not in UNIT_SECONDS:
        unit = UNIT_WORDS.get(unit.rstrip("s"), unit)
    if unit not in UNIT_SECONDS:
        raise ValueError(f"unknown unit {unit!r}")
    return UNIT_SECONDS[unit]


def duration_seconds(text):
    """Parse '1h30m', '2 days 4 hours' or '90s'; a leading minus makes it negative."""
    body = text.strip().lower()
    sign = 1
    if body.startswith("-"):
        sign = -1
        body = body[1:]
    total = 0
    for number, unit in TOKEN.findall(body):
        total += float(number) * unit_seconds(unit)
    if TOKEN.sub("", body).strip(" ,") or not TOKEN.search(body):
        raise ValueError(f"not a duration: {text!r}")
    return sign * round(total)


def parse_colon_time(text):
    """Parse 'H:MM:SS' or 'M:SS'; all parts but the first must be below 60."""
    parts = [int(part) for part in text.split(":")]
    if len(parts) not in (2, 3):
        raise ValueError("expected M:SS or H:MM:SS")
    if any(part >= 60 for part in parts[1:]):
        raise ValueError("minutes and seconds must be below 60")
    total = 0
    for part in parts:
        total = total * 60 + part
    return total


def parse_iso_duration(text):
    """Parse an ISO 8601 duration such as 'P1DT2H30M' (no months or years)."""
    body = text.strip().upper()
    if not body.startswith("P"):
        raise ValueError("an ISO duration starts with P")
    days, _, clock = body[1:].partition("T")
    total = 0
    for number, unit in re.findall(r"(\d+)([WD])", days):
        total += int(number) * UNIT_SECONDS[unit.lower()]
    for number, unit in re.findall(r"(\d+)([HMS])", clock):
        total += int(number) * UNIT_SECONDS[unit.lower()]
    return total


def parse_any(text):
    """Parse a duration in any of the three notations; bare digits are minutes."""
    text = text.strip()
    if text.isdigit():
        return int(text) * MINUTE
    if ":" in text:
        return parse_colon_time(text)
    if text.upper().startswith("P"):
        return parse_iso_duration(text)
    return duration_seconds(text)

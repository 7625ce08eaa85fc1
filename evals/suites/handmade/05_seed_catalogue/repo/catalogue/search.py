from .seeds import MONTHS


def in_season(span, month):
    """Is the month within the span? A span such as (10, 2) runs over new year."""
    first, last = span
    if first <= last:
        return first <= month <= last
    return month >= first or month <= last


def to_sow(rows, month):
    return [r for r in rows if in_season(r["sow"], month)]


def to_harvest(rows, month):
    return [r for r in rows if in_season(r["sow"], month)]


def of_kind(rows, kind):
    return [r for r in rows if r["kind"] == kind.lower()]


def cheapest(rows, kind):
    """The packet of a kind with the lowest price per seed."""
    found = of_kind(rows, kind)
    if not found:
        return None
    return min(found, key=lambda r: r["price"] / r["packet"])


def calendar(rows):
    """Month name -> (names to sow, names to harvest), for the leaflet."""
    out = {}
    for number, label in enumerate(MONTHS, start=1):
        sow = sorted(r["name"] for r in to_sow(rows, number))
        harvest = sorted(r["name"] for r in to_harvest(rows, number))
        if sow or harvest:
            out[label] = (sow, harvest)
    return out

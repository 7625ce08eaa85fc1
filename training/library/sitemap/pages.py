"""Pages of a web site as they appear in a sitemap."""
from dataclasses import dataclass
from datetime import date

DEFAULT_PRIORITY = 0.5
CHANGE_DAYS = {"daily": 1, "weekly": 7, "monthly": 30, "yearly": 365}


@dataclass
class Page:
    loc: str
    changed: date | None = None
    frequency: str = "monthly"
    priority: float = DEFAULT_PRIORITY

    def days_since_change(self, today: date) -> int | None:
        """Days since the last change, None if it is not known."""
        if self.changed is None:
            return None
        return (today - self.changed).days

    def is_due(self, today: date) -> bool:
        """A page is due for a visit when its change period has passed; unknown ones are."""
        days = self.days_since_change(today)
        return days is None or days >= CHANGE_DAYS[self.frequency]


def page_level(loc: str) -> int:
    """Number of folders and names in the path: 0 for the home page, 2 for '/a/b'."""
    path = loc.partition("://")[2].partition("/")[2]
    return len([part for part in path.split("/") if part])


def level_priority(level: int) -> float:
    """1.0 for the home page, 0.2 less for each level, but at least 0.2."""
    return max(round(1.0 - 0.2 * level, 1), 0.2)


def clamp_priority(value: float) -> float:
    """Priority limited to 0.0 to 1.0, with one decimal."""
    return round(min(max(value, 0.0), 1.0), 1)


def guess_frequency(changes: list[date]) -> str:
    """Shortest frequency that is not shorter than the average time between changes.

    Fewer than two changes count as 'yearly', as do averages beyond a year.
    """
    if len(changes) < 2:
        return "yearly"
    ordered = sorted(changes)
    average = (ordered[-1] - ordered[0]).days / (len(ordered) - 1)
    for name, days in CHANGE_DAYS.items():
        if average <= days:
            return name
    return "yearly"


def page_from_record(record: dict) -> Page:
    """Page from a dict with 'loc' and perhaps 'lastmod' (ISO), 'changefreq', 'priority'.

    Without a priority the level of the page decides. Unknown frequencies raise ValueError.
    """
    loc = record["loc"].strip()
    frequency = record.get("changefreq", "monthly").strip().lower()
    if frequency not in CHANGE_DAYS:
        raise ValueError(f"unknown frequency {frequency}")
    lastmod = record.get("lastmod")
    changed = date.fromisoformat(lastmod[:10]) if lastmod else None
    priority = record.get("priority", level_priority(page_level(loc)))
    return Page(loc, changed, frequency, clamp_priority(priority))

"""Compare two states of a site and plan visits."""
from datetime import date

from pages import Page


def by_section(pages: list[Page]) -> dict[str, list[str]]:
    """Sorted addresses per first folder of the path; pages at the top belong to ''."""
    sections: dict[str, list[str]] = {}
    for page in pages:
        path = page.loc.partition("://")[2].partition("/")[2]
        folder, slash, _ = path.partition("/")
        sections.setdefault(folder if slash else "", []).append(page.loc)
    return {name: sorted(sections[name]) for name in sorted(sections)}


def site_diff(old: list[Page], new: list[Page]) -> dict[str, list[str]]:
    """Sorted addresses under 'added', 'removed' and 'updated' (changed at a later date)."""
    before = {page.loc: page for page in old}
    after = {page.loc: page for page in new}
    updated = []
    for loc in before.keys() & after.keys():
        earlier, later = before[loc].changed, after[loc].changed
        if later is not None and (earlier is None or later > earlier):
            updated.append(loc)
    return {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "updated": sorted(updated),
    }


class VisitPlan:
    """Decides which pages a crawler visits on a day with a limited number of requests."""

    def __init__(self, pages: list[Page], daily_limit: int = 100):
        self.pages = pages
        self.daily_limit = daily_limit
        self.visited: dict[str, date] = {}

    def due_pages(self, today: date) -> list[str]:
        """Addresses to visit today: due and not yet visited today, by priority."""
        due = [page for page in self.pages
               if page.is_due(today) and self.visited.get(page.loc) != today]
        due.sort(key=lambda page: page.priority, reverse=True)
        return [page.loc for page in due[:self.daily_limit]]

    def visit(self, loc: str, today: date, content_changed: bool = False) -> None:
        """Note a visit; a change of the content becomes the date of the page."""
        self.visited[loc] = today
        for page in self.pages:
            if page.loc == loc and content_changed:
                page.changed = today

    def coverage(self) -> float:
        """Share of the pages visited so far, in percent with one decimal."""
        if not self.pages:
            return 0.0
        seen = sum(1 for page in self.pages if page.loc in self.visited)
        return round(100 * seen / len(self.pages), 1)

    def never_visited(self, prefix: str = "") -> list[str]:
        """Sorted addresses with a prefix that were not visited yet."""
        return sorted(page.loc for page in self.pages
                      if page.loc.startswith(prefix) and page.loc not in self.visited)

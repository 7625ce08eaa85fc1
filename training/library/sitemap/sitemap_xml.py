"""Write sitemaps and split long ones."""
from pages import DEFAULT_PRIORITY, Page

MAX_PAGES = 50000
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def escape_xml(text: str) -> str:
    """Replace the five characters that XML reserves."""
    return "".join(ESCAPES.get(char, char) for char in text)


def page_entry(page: Page) -> str:
    """The url element of a page; the default priority and unknown dates are left out."""
    parts = [f"<loc>{escape_xml(page.loc)}</loc>"]
    if page.changed is not None:
        parts.append(f"<lastmod>{page.changed.isoformat()}</lastmod>")
    if page.priority != DEFAULT_PRIORITY:
        parts.append(f"<priority>{page.priority}</priority>")
    return "<url>" + "".join(parts) + "</url>"


def split_pages(pages: list[Page], limit: int = MAX_PAGES) -> list[list[Page]]:
    """Cut the pages into parts of at most limit pages, the most important ones first."""
    if limit < 1:
        raise ValueError("limit must be at least 1")
    ordered = sorted(pages, key=lambda page: (-page.priority, page.loc))
    return [ordered[start:start + limit] for start in range(0, len(ordered), limit)]


def part_names(count: int, stem: str = "sitemap") -> list[str]:
    """File names of the parts: 'sitemap.xml' for one, else 'sitemap-1.xml' and so on."""
    if count == 1:
        return [f"{stem}.xml"]
    return [f"{stem}-{number}.xml" for number in range(1, count + 1)]


def index_entries(parts: list[list[Page]], base: str) -> list[dict]:
    """Dicts {'loc', 'lastmod'} of the sitemap index; lastmod is the latest change."""
    entries = []
    for name, part in zip(part_names(len(parts)), parts):
        dates = [page.changed for page in part if page.changed is not None]
        latest = max(dates).isoformat() if dates else None
        entries.append({"loc": f"{base.rstrip('/')}/{name}", "lastmod": latest})
    return entries

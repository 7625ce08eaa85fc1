"""Counts and sums over the hits of an access log."""
from access_lines import Hit

SIZE_UNITS = ("B", "KB", "MB", "GB")


def status_classes(hits: list[Hit]) -> dict[str, int]:
    """Number of hits per status class, such as {'2xx': 5, '4xx': 1}, in order."""
    counts: dict[str, int] = {}
    for hit in hits:
        name = f"{hit.status // 100}xx"
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


def failure_percent(hits: list[Hit]) -> float:
    """Percentage of hits with an error, one decimal; 0.0 for an empty log."""
    if not hits:
        return 0.0
    failed = sum(1 for hit in hits if hit.is_error())
    return round(100 * failed / len(hits), 1)


def top_paths(hits: list[Hit], limit: int = 3) -> list[tuple[str, int]]:
    """Most viewed pages with their page views; ties in alphabetical order."""
    views: dict[str, int] = {}
    for hit in hits:
        if hit.is_page_view():
            views[hit.path] = views.get(hit.path, 0) + 1
    ranked = sorted(views.items(), key=lambda item: (-item[1], item[0]))
    return ranked[:limit]


def bytes_by_path(hits: list[Hit]) -> dict[str, int]:
    """Bytes sent per path, the largest sum first."""
    totals: dict[str, int] = {}
    for hit in hits:
        totals[hit.path] = totals.get(hit.path, 0) + hit.size
    return dict(sorted(totals.items(), key=lambda item: item[1], reverse=True))


def readable_size(size: int) -> str:
    """Size with a unit: '999 B', '1.5 KB'; the units are powers of 1024, up to GB."""
    value = float(size)
    for unit in SIZE_UNITS:
        if value < 1024 or unit == SIZE_UNITS[-1]:
            break
        value /= 1024
    return f"{size} B" if unit == "B" else f"{value:.1f} {unit}"


def hits_per_hour(hits: list[Hit]) -> list[int]:
    """24 numbers of hits, the first one for the hour after midnight."""
    hours = [0] * 24
    for hit in hits:
        hours[hit.minute // 60] += 1
    return hours


def broken_paths(hits: list[Hit], at_least: int = 2) -> list[dict]:
    """Paths not found (404) at least that often, as {'path', 'count'}, most first."""
    missing: dict[str, int] = {}
    for hit in hits:
        if hit.status == 404:
            missing[hit.path] = missing.get(hit.path, 0) + 1
    rows = [{"path": path, "count": n} for path, n in missing.items() if n >= at_least]
    return sorted(rows, key=lambda row: row["count"], reverse=True)

"""How long a response may be kept in a cache; all times in seconds."""
from header_fields import split_commas

HEURISTIC_SHARE = 0.1
HEURISTIC_LIMIT = 86400


def cache_directives(value):
    """Return the directives of a Cache-Control field; those without a value map to True."""
    directives = {}
    for part in split_commas(value):
        name, equals, text = part.partition("=")
        text = text.strip().strip('"')
        directives[name.strip().lower()] = int(text) if text.isdigit() else text or True
    return directives


def may_store(control, shared=False):
    """Return whether a cache may store a response; shared caches respect 'private'."""
    directives = cache_directives(control)
    if "no-store" in directives:
        return False
    return not (shared and "private" in directives)


def freshness_lifetime(control, shared=False, since_change=None):
    """Return the seconds a response stays fresh.

    Shared caches prefer s-maxage to max-age. Without either, a tenth of the time since
    the last change counts, at most one day; 0 if that time is not known.
    """
    directives = cache_directives(control)
    if "no-cache" in directives:
        return 0
    if shared and "s-maxage" in directives:
        return directives["s-maxage"]
    if "max-age" in directives:
        return directives["max-age"]
    if since_change is None:
        return 0
    return min(int(since_change * HEURISTIC_SHARE), HEURISTIC_LIMIT)


def current_age(age_header, stored_at, now):
    """Return the age of a stored response: its Age field plus the time in the cache."""
    return age_header + max(now - stored_at, 0)


def cache_decision(control, age, since_change=None):
    """Return 'fresh', 'stale' or 'revalidate' for a private cache.

    A response is fresh while its age is below its lifetime. Stale ones may be used for
    the time of stale-while-revalidate after that, unless must-revalidate forbids it.
    """
    directives = cache_directives(control)
    lifetime = freshness_lifetime(control, False, since_change)
    if age < lifetime:
        return "fresh"
    grace = directives.get("stale-while-revalidate", 0)
    if "must-revalidate" not in directives and age < lifetime + grace:
        return "stale"
    return "revalidate"

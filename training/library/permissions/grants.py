"""Permission strings such as 'invoice:read' with wildcards."""

WILDCARD = "*"
LEVELS = ["none", "viewer", "editor", "admin", "owner"]


def parse_permission(text):
    """Split 'Resource:Action' into lower case parts; a bare resource means any action."""
    resource, _, action = text.strip().lower().partition(":")
    if not resource:
        raise ValueError("permission without a resource")
    return resource, action or WILDCARD


def covers(granted, wanted):
    """True if a granted permission includes the wanted one; '*' matches any part."""
    granted_resource, granted_action = parse_permission(granted)
    resource, action = parse_permission(wanted)
    if granted_resource not in (WILDCARD, resource):
        return False
    return granted_action in (WILDCARD, action)


def path_allows(granted_path, path):
    """True if path is the granted folder itself or lies anywhere below it."""
    base = granted_path.rstrip("/")
    return path == base or path.startswith(base + "/")


def level_at_least(level, minimum):
    """Compare two access levels; unknown levels count as 'none'."""
    rank = LEVELS.index(level) if level in LEVELS else 0
    return rank >= LEVELS.index(minimum)


def strongest(levels):
    """Strongest of several access levels, 'none' when there are none."""
    return max(levels, key=LEVELS.index, default=LEVELS[0])


def compact(permissions):
    """Sorted 'resource:action' texts without those that another one in the list covers."""
    unique = {":".join(parse_permission(text)) for text in permissions}
    kept = [
        item for item in unique
        if not any(other != item and covers(other, item) for other in unique)
    ]
    return sorted(kept)

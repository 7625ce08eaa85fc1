from access import set_path
from path_steps import format_path


def flatten(value, steps=()):
    """Return {path: value} for all plain values; empty dicts and lists count as plain."""
    if isinstance(value, dict) and value:
        children = value.items()
    elif isinstance(value, list) and value:
        children = enumerate(value)
    else:
        return {format_path(steps): value}
    flat = {}
    for step, child in children:
        flat.update(flatten(child, (*steps, step)))
    return flat


def unflatten(flat):
    """Return the nested dicts for paths that contain only keys."""
    document = {}
    for path, value in flat.items():
        set_path(document, path, value)
    return document


def diff(old, new):
    """Return {path: (old value, new value)} for differing plain values, None if absent."""
    before, after = flatten(old), flatten(new)
    changes = {}
    for path in sorted(before.keys() | after.keys()):
        left, right = before.get(path), after.get(path)
        if left != right:
            changes[path] = (left, right)
    return changes


def describe_change(path, old, new):
    """Return a line that starts with '+' (added), '-' (removed) or '~' (changed)."""
    if old is None:
        return f"+ {path} = {new!r}"
    if new is None:
        return f"- {path} = {old!r}"
    return f"~ {path}: {old!r} -> {new!r}"


def depth(value):
    """Return how many dicts and lists are nested; 0 for a plain value."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return 0
    return 1 + max((depth(child) for child in value), default=0)


def deep_merge(base, extra):
    """Return base with extra merged into it: dicts key by key, everything else replaced."""
    if not (isinstance(base, dict) and isinstance(extra, dict)):
        return extra
    merged = dict(base)
    for key, value in extra.items():
        merged[key] = deep_merge(base[key], value) if key in base else value
    return merged


def prune(value):
    """Return a copy without None, empty strings, empty dicts and empty lists, at any depth."""
    if isinstance(value, dict):
        pruned = {key: prune(child) for key, child in value.items()}
        return {key: child for key, child in pruned.items() if child not in (None, "", {}, [])}
    if isinstance(value, list):
        pruned = [prune(child) for child in value]
        return [child for child in pruned if child not in (None, "", {}, [])]
    return value


def count_types(value):
    """Return how often each type name occurs among the plain values."""
    counts = {}
    for leaf in flatten(value).values():
        name = type(leaf).__name__
        counts[name] = counts.get(name, 0) + 1
    return counts

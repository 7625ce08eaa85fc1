"""Read and change values inside nested dicts and lists."""
from path_steps import parse_path

MISSING = object()


def step_into(value, step):
    """Return the value behind one step, or MISSING."""
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step, MISSING)
    if isinstance(value, list) and isinstance(step, int):
        if -len(value) <= step < len(value):
            return value[step]
    return MISSING


def get_path(document, path, default=None):
    """Return the value at a path, or the default if there is none."""
    value = document
    for step in parse_path(path):
        value = step_into(value, step)
        if value is MISSING:
            return default
    return value


def has_path(document, path):
    """Return whether there is a value at the path; None counts as a value."""
    return get_path(document, path, MISSING) is not MISSING


def set_path(document, path, value):
    """Set a value in place, creating missing dicts on the way, and return the document.

    An index one past the end of a list appends to it.
    """
    steps = parse_path(path)
    target = document
    for step in steps[:-1]:
        inner = step_into(target, step)
        if inner is MISSING:
            if not isinstance(target, dict):
                raise ValueError(f"cannot create {path!r}")
            inner = target[step] = {}
        target = inner
    last = steps[-1]
    if isinstance(target, list) and last == len(target):
        target.append(value)
    else:
        target[last] = value
    return document


def delete_path(document, path):
    """Remove the value at a path in place; return whether there was one."""
    steps = parse_path(path)
    if not steps or not has_path(document, path):
        return False
    target = document
    for step in steps[:-1]:
        target = step_into(target, step)
    del target[steps[-1]]
    return True


def increment(document, path, amount=1):
    """Add an amount to the number at a path (0 if there is none) and return the sum."""
    total = get_path(document, path, 0) + amount
    set_path(document, path, total)
    return total


def pluck(records, path):
    """Return the values at a path of all records that have one."""
    return [get_path(record, path) for record in records if has_path(record, path)]

"""Paths into nested data, such as 'orders[0].items[-1].name'."""
import re

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(-?\d+)\]|\[\"([^\"]*)\"\]")


def parse_path(path):
    """Return the steps of a path: str for keys and int for list indexes.

    Keys that are not plain names are written as ["the key"].
    """
    steps = []
    pos = 0
    while pos < len(path):
        found = STEP.match(path, pos)
        if found is None:
            raise ValueError(f"bad path at position {pos}")
        name, index, quoted = found.groups()
        if index is not None:
            steps.append(int(index))
        else:
            steps.append(name if name is not None else quoted)
        pos = found.end()
    return steps


def format_path(steps):
    """Return the path for a list of steps; the reverse of parse_path."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif NAME.fullmatch(step):
            path += f".{step}" if path else step
        else:
            path += f'["{step}"]'
    return path


def parent_path(path):
    """Return the path without its last step ('' for a single step)."""
    return format_path(parse_path(path)[:-1])


def is_below(path, ancestor):
    """Return whether a path lies strictly below another one."""
    steps, upper = parse_path(path), parse_path(ancestor)
    return len(steps) > len(upper) and steps[:len(upper)] == upper


def matches_pattern(path, pattern):
    """Return whether a path has the form of a pattern in which '*' stands for one step.

    The steps of the pattern are separated by '/', as in 'orders/*/price'.
    """
    steps = parse_path(path)
    wanted = pattern.split("/")
    if len(steps) != len(wanted):
        return False
    return all(want in ("*", str(step)) for want, step in zip(wanted, steps))

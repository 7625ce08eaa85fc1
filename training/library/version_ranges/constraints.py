"""Check versions against constraints such as '>=1.2, <2.0', '^1.4' or '~2.3.1'."""
from semver import Version, compare, read_version

OPERATORS = (">=", "<=", "!=", "==", ">", "<", "^", "~")


def split_constraint(text: str) -> tuple[str, str]:
    """Split '>= 1.2' into operator and version; without an operator '==' is meant."""
    text = text.strip()
    for operator in OPERATORS:
        if text.startswith(operator):
            return operator, text[len(operator):].strip()
    return "==", text


def caret_limit(text: str) -> str:
    """Return the version that '^' stops before: the leftmost nonzero part plus one."""
    version = read_version(text)
    if version.major > 0:
        return str(Version(version.major + 1))
    if version.minor > 0:
        return str(Version(0, version.minor + 1))
    return str(Version(0, 0, version.patch + 1))


def tilde_limit(text: str) -> str:
    """Return the first version that '~' excludes: '~1.2.3' stays in 1.2, '~1' stays in 1."""
    version = read_version(text)
    if "." not in text:
        return str(Version(version.major + 1))
    return str(Version(version.major, version.minor + 1))


def check_one(version: str, operator: str, wanted: str) -> bool:
    """Return whether the version satisfies a single operator and version."""
    order = compare(version, wanted)
    if operator == "^":
        return order >= 0 and compare(version, caret_limit(wanted)) < 0
    if operator == "~":
        return order >= 0 and compare(version, tilde_limit(wanted)) < 0
    results = {
        "==": order == 0, "!=": order != 0,
        ">": order > 0, ">=": order >= 0,
        "<": order < 0, "<=": order <= 0,
    }
    return results[operator]


def satisfies(version: str, constraint: str) -> bool:
    """Return whether a version meets every comma-separated part of a constraint.

    An empty constraint and '*' allow everything.
    """
    for part in constraint.split(","):
        if part.strip() in ("", "*"):
            continue
        operator, wanted = split_constraint(part)
        if not check_one(version, operator, wanted):
            return False
    return True


def satisfies_any(version: str, constraint: str) -> bool:
    """Return whether one of the alternatives separated by '||' is satisfied."""
    return any(satisfies(version, part) for part in constraint.split("||"))

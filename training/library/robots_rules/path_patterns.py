"""Patterns of robots.txt: '*' stands for any characters, a final '$' for the end."""


def pattern_weight(pattern: str) -> int:
    """Number of characters that count for the precedence of a rule, without '*' and '$'."""
    return len(pattern.removesuffix("$").replace("*", ""))


def path_fits(pattern: str, path: str) -> bool:
    """Whether a path starts with the pattern, or matches it up to its end with '$'."""
    anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    if anchored and len(pieces) == 1:
        return path == pieces[0]
    position = len(pieces[0])
    middle = pieces[1:-1] if anchored else pieces[1:]
    for piece in middle:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return not anchored or path[position:].endswith(pieces[-1])


def clean_path(link: str) -> str:
    """Path and query of a link, without host and fragment; '/' if it is empty."""
    rest = link.partition("#")[0]
    if "://" in rest:
        rest = rest.partition("://")[2]
        slash = rest.find("/")
        rest = rest[slash:] if slash >= 0 else ""
    return rest if rest.startswith("/") else "/" + rest


def is_redundant(pattern: str, others: list[str]) -> bool:
    """Whether another plain pattern is a prefix of this one and covers all its paths."""
    plain = [other for other in others if "*" not in other and not other.endswith("$")]
    return any(other != pattern and pattern.startswith(other) for other in plain)

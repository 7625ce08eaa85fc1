"""Match paths against patterns with '*', '?', '[abc]' and '**'."""
from path_parts import split_path


def expand_braces(pattern):
    """Return the patterns meant by one pair of braces: 'a.{py,md}' gives a.py and a.md."""
    start = pattern.find("{")
    end = pattern.find("}", start)
    if start == -1 or end == -1:
        return [pattern]
    head, tail = pattern[:start], pattern[end + 1:]
    return [head + choice.strip() + tail for choice in pattern[start + 1:end].split(",")]


def match_set(char, choices):
    """Return whether a character is in a set like 'abc' or 'a-f0-9'; '!' in front negates."""
    negated = choices.startswith("!")
    if negated:
        choices = choices[1:]
    found = False
    pos = 0
    while pos < len(choices):
        if choices[pos + 1:pos + 2] == "-" and pos + 2 < len(choices):
            found = found or choices[pos] <= char <= choices[pos + 2]
            pos += 3
        else:
            found = found or char == choices[pos]
            pos += 1
    return found != negated


def match_name(name, pattern):
    """Return whether one path part matches a pattern; '*' may stand for nothing."""
    if not pattern:
        return not name
    if pattern[0] == "*":
        return match_name(name, pattern[1:]) or (name != "" and match_name(name[1:], pattern))
    if not name:
        return False
    if pattern[0] == "[" and "]" in pattern:
        end = pattern.index("]")
        return match_set(name[0], pattern[1:end]) and match_name(name[1:], pattern[end + 1:])
    if pattern[0] in ("?", name[0]):
        return match_name(name[1:], pattern[1:])
    return False


def match_parts(parts, patterns):
    """Match a list of path parts; the pattern '**' stands for any number of parts."""
    if not patterns:
        return not parts
    if patterns[0] == "**":
        if match_parts(parts, patterns[1:]):
            return True
        return bool(parts) and match_parts(parts[1:], patterns)
    if not parts or not match_name(parts[0], patterns[0]):
        return False
    return match_parts(parts[1:], patterns[1:])


def match_path(path, pattern):
    """Return whether the whole path matches the pattern, braces included."""
    parts = split_path(path)
    return any(match_parts(parts, split_path(each)) for each in expand_braces(pattern))


def select_paths(paths, pattern, limit=None):
    """Return the sorted paths that match the pattern, at most limit of them."""
    return sorted(path for path in paths if match_path(path, pattern))[:limit]

from glob_match import match_path
from path_parts import extension, split_path


def clean_rules(text):
    """Return the rules of an ignore file without comments ('#') and blank lines."""
    rules = []
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            rules.append(line)
    return rules


def rule_matches(rule, path):
    """Return whether a rule covers a path.

    A rule without a slash applies in every folder, one that ends with a slash covers
    everything below the folder, and a leading slash ties the rule to the root.
    """
    folder_only = rule.endswith("/")
    rooted = "/" in rule.rstrip("/")
    pattern = rule.strip("/")
    if folder_only:
        pattern += "/*/**"
    if not rooted:
        pattern = "**/" + pattern
    return match_path(path, pattern)


class IgnoreRules:
    """The rules of an ignore file; the last rule that covers a path decides."""

    def __init__(self, text):
        self.rules = clean_rules(text)

    def ignores(self, path):
        """Return True when the path is ignored; a rule that starts with '!' keeps it."""
        ignored = False
        for rule in self.rules:
            keep = rule.startswith("!")
            if rule_matches(rule[1:] if keep else rule, path):
                ignored = not keep
        return ignored

    def kept(self, paths):
        """Return the paths that are not ignored, in the given order."""
        return [path for path in paths if not self.ignores(path)]


def count_extensions(paths):
    """Return the number of paths for each extension, most frequent first, then by name."""
    counts = {}
    for path in paths:
        key = extension(path)
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def path_depth(path):
    """Return how many folders lie above the file, the root not counted."""
    parts = [part for part in split_path(path) if part != "/"]
    return max(0, len(parts) - 1)

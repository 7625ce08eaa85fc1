from log_lines import LogEntry

LEVELS = ["DEBUG", "INFO", "WARN", "ERROR", "FATAL"]
ALIASES = {"WARNING": "WARN", "ERR": "ERROR", "CRITICAL": "FATAL", "TRACE": "DEBUG"}


def canonical_level(name: str) -> str:
    """Return the standard name of a level, whatever its case or alias."""
    level = name.strip().upper()
    level = ALIASES.get(level, level)
    if level not in LEVELS:
        raise ValueError(f"unknown level {name!r}")
    return level


def level_rank(name: str) -> int:
    """Return 0 for DEBUG up to 4 for FATAL."""
    return LEVELS.index(canonical_level(name))


def at_least(entries: list[LogEntry], threshold: str = "WARN") -> list[LogEntry]:
    """Return the entries whose level is the threshold or more severe."""
    lowest = level_rank(threshold)
    return [entry for entry in entries if level_rank(entry.level) >= lowest]


def count_levels(entries: list[LogEntry]) -> dict[str, int]:
    """Return the number of entries of each level seen, most severe level first."""
    counts = {}
    for level in reversed(LEVELS):
        count = sum(1 for entry in entries if canonical_level(entry.level) == level)
        if count > 0:
            counts[level] = count
    return counts


def worst_level(entries: list[LogEntry]) -> str | None:
    """Return the most severe level of the entries, or None for an empty log."""
    if not entries:
        return None
    return LEVELS[max(level_rank(entry.level) for entry in entries)]


def noisy_sources(entries: list[LogEntry], minimum: int = 2) -> list[str]:
    """Return the sources with at least minimum errors, most errors first, then by name."""
    errors: dict[str, int] = {}
    for entry in at_least(entries, "ERROR"):
        errors[entry.source] = errors.get(entry.source, 0) + 1
    noisy = [source for source, count in errors.items() if count >= minimum]
    return sorted(noisy, key=lambda source: (-errors[source], source))

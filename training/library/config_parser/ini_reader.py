"""Read ini-like configuration text into a dict of sections."""

COMMENT_MARKS = ("#", ";")
DEFAULT_SECTION = "general"


def strip_comment(line: str) -> str:
    """Return the line without its comment and outer blanks.

    A comment mark counts only at the start of the line or after a blank, so that
    values such as 'colour=#fff' are kept whole.
    """
    for pos, char in enumerate(line):
        if char in COMMENT_MARKS and (pos == 0 or line[pos - 1].isspace()):
            return line[:pos].strip()
    return line.strip()


def section_name(line: str) -> str | None:
    """Return the lower-case name of a '[section]' line, or None for any other line."""
    line = line.strip()
    if not (line.startswith("[") and line.endswith("]")):
        return None
    name = line[1:-1].strip().lower()
    if not name:
        raise ValueError("section name is empty")
    return name


def split_option(line: str) -> tuple[str, str]:
    """Split 'key = value' or 'key: value' at whichever separator comes first."""
    positions = [line.find(mark) for mark in "=:" if mark in line]
    if not positions:
        raise ValueError(f"not an option: {line!r}")
    pos = min(positions)
    key = line[:pos].strip().lower()
    return key, line[pos + 1:].strip()


def unquote(value: str) -> str:
    """Remove one pair of matching single or double quotes around the value."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value


def parse_config(text: str) -> dict[str, dict[str, str]]:
    """Parse the text into {section: {key: value}}; a later option replaces an earlier one.

    Options before the first section header belong to the 'general' section.
    """
    config: dict[str, dict[str, str]] = {}
    current = DEFAULT_SECTION
    for raw in text.splitlines():
        line = strip_comment(raw)
        if not line:
            continue
        name = section_name(line)
        if name is not None:
            current = name
            config.setdefault(current, {})
            continue
        key, value = split_option(line)
        config.setdefault(current, {})[key] = unquote(value)
    return config

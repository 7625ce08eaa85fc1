from flags import Option

COLUMN_GAP = 2
MAX_LABEL = 24


def option_label(option: Option) -> str:
    """Return '-o, --output OUTPUT', or with four blanks in place of a missing short form."""
    short = f"-{option.short}, " if option.short else " " * 4
    value = "" if option.switch else " " + option.name.upper()
    return f"{short}--{option.name}{value}"


def option_note(option: Option) -> str:
    """Return the help of an option followed by its choices and its default in brackets."""
    notes = []
    if option.choices:
        notes.append("one of " + ", ".join(option.choices))
    if option.default is not None and not option.switch:
        notes.append(f"default: {option.default}")
    suffix = f" [{'; '.join(notes)}]" if notes else ""
    return (option.help + suffix).strip()


def option_lines(options: list[Option]) -> list[str]:
    """Return one aligned line per option, sorted by name.

    A label of more than 24 characters stands on a line of its own.
    """
    ordered = sorted(options, key=lambda option: option.name)
    labels = [option_label(option) for option in ordered]
    width = max((len(label) for label in labels if len(label) <= MAX_LABEL), default=0)
    lines = []
    for option, label in zip(ordered, labels):
        note = option_note(option)
        if len(label) > MAX_LABEL:
            lines.append(label)
            label = ""
        lines.append((label.ljust(width + COLUMN_GAP) + note).rstrip())
    return lines


def usage_line(program: str, options: list[Option], arguments: list[str]) -> str:
    """Return 'usage: prog [options] SRC [DST]'; arguments with '?' at the end are optional."""
    parts = ["usage:", program]
    if options:
        parts.append("[options]")
    for argument in arguments:
        if argument.endswith("?"):
            parts.append(f"[{argument[:-1].upper()}]")
        else:
            parts.append(argument.upper())
    return " ".join(parts)


def edit_distance(left: str, right: str) -> int:
    """Return how many insertions, deletions and replacements turn left into right."""
    previous = list(range(len(right) + 1))
    for row, char in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            replaced = previous[column - 1] + (char != other)
            current.append(min(previous[column] + 1, current[column - 1] + 1, replaced))
        previous = current
    return previous[-1]


def suggest(word: str, known: list[str], limit: int = 2) -> str | None:
    """Return the known command nearest to a mistyped one, at most limit edits away."""
    if not known:
        return None
    best = min(known, key=lambda name: (edit_distance(word.lower(), name), name))
    return best if edit_distance(word.lower(), best) <= limit else None

"""Turn values into cell texts and align them."""

ALIGNMENTS = {"<": str.ljust, ">": str.rjust, "^": str.center}
ELLIPSIS = "…"


def cell_text(value, decimals=2):
    """Return the text of a cell: '' for None, yes/no for bools, floats with decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{decimals}f}"
    return str(value)


def fit_cell(text, width):
    """Cut a text to the width; the last character of a cut text is an ellipsis."""
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    return text[:width - 1] + ELLIPSIS


def place(text, width, alignment="<"):
    """Return a text of exactly the width, aligned with '<', '>' or '^'."""
    if alignment not in ALIGNMENTS:
        raise ValueError(f"unknown alignment {alignment!r}")
    return ALIGNMENTS[alignment](fit_cell(text, width), width)


def natural_alignment(values):
    """Return '>' for a column of numbers, '<' for others; None fits both.

    Bools are no numbers, and a column without values is aligned to the left.
    """
    known = [value for value in values if value is not None]
    if not known:
        return "<"
    for value in known:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "<"
    return ">"


def pad_decimals(texts):
    """Pad number texts with blanks on the right so that their decimal points line up."""
    tails = [len(text) - text.index(".") if "." in text else 0 for text in texts]
    widest = max(tails, default=0)
    return [text + " " * (widest - tail) for text, tail in zip(texts, tails)]


def cell_lines(text, width):
    """Break a text at blanks into lines of at most the width; longer words are cut off."""
    lines = []
    current = ""
    for word in text.split():
        candidate = f"{current} {word}" if current else word
        if len(candidate) <= width:
            current = candidate
            continue
        if current:
            lines.append(current)
        current = fit_cell(word, width)
    lines.append(current)
    return lines

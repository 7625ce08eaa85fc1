from anchors import AnchorRegistry, plain_heading
from headings import find_headings

INDENT = "  "


def table_of_contents(text, max_level=3):
    """Return the lines of a nested link list of the headings down to max_level.

    The outermost heading level that occurs is not indented.
    """
    headings = find_headings(text)
    if not headings:
        return []
    top = min(heading.level for heading in headings)
    registry = AnchorRegistry()
    lines = []
    for heading in headings:
        anchor = registry.register(heading.text)
        if heading.level <= max_level:
            indent = INDENT * (heading.level - top)
            lines.append(f"{indent}- [{plain_heading(heading.text)}](#{anchor})")
    return lines


def numbered_headings(text):
    """Return the headings with '1', '1.1', '1.2', '2' and so on in front of their text.

    A level that was skipped shows as 0.
    """
    counters = []
    numbered = []
    for heading in find_headings(text):
        while len(counters) < heading.level:
            counters.append(0)
        counters = counters[:heading.level]
        counters[-1] += 1
        number = ".".join(str(counter) for counter in counters)
        numbered.append(f"{number} {heading.text}")
    return numbered


def section_path(text, line):
    """Return the headings that enclose a line (counted from 1), outermost first."""
    path = []
    for heading in find_headings(text):
        if heading.line > line:
            break
        while path and path[-1].level >= heading.level:
            path.pop()
        path.append(heading)
    return [heading.text for heading in path]


def skipped_levels(text):
    """Return the line numbers of headings more than one level deeper than the one before."""
    skipped = []
    previous = 0
    for heading in find_headings(text):
        if heading.level > previous + 1:
            skipped.append(heading.line)
        previous = heading.level
    return skipped


def shift_headings(text, steps):
    """Return the levels of the headings moved by some steps, kept between 1 and 6."""
    return [max(1, min(6, heading.level + steps)) for heading in find_headings(text)]


def section_lengths(text):
    """Return (heading text, number of lines below it up to the next heading)."""
    headings = find_headings(text)
    total = len(text.splitlines())
    ends = [heading.line - 1 for heading in headings[1:]] + [total]
    return [(heading.text, end - heading.line) for heading, end in zip(headings, ends)]

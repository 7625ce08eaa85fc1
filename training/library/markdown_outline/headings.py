"""Find the headings of a Markdown text."""
from dataclasses import dataclass

MAX_LEVEL = 6
FENCES = ("```", "~~~")


@dataclass
class Heading:
    level: int
    text: str
    line: int


def heading_level(line):
    """Return the level 1 to 6 of a '#' heading line, or 0 if the line is no heading.

    The marks must be followed by a blank or by the end of the line.
    """
    marks = len(line) - len(line.lstrip("#"))
    if marks == 0 or marks > MAX_LEVEL:
        return 0
    if len(line) > marks and line[marks] != " ":
        return 0
    return marks


def heading_text(line):
    """Return the text of a heading line without leading marks and closing marks."""
    text = line.lstrip("#").strip()
    body = text.rstrip("#")
    if body != text and (not body or body.endswith(" ")):
        text = body.rstrip()
    return text


def underline_level(line):
    """Return 1 for a line of '=' signs, 2 for a line of '-' signs and 0 otherwise."""
    stripped = line.strip()
    if stripped and set(stripped) == {"="}:
        return 1
    if len(stripped) >= 2 and set(stripped) == {"-"}:
        return 2
    return 0


def blank_code_lines(lines):
    """Return the lines with everything in fenced code blocks, fences included, made empty."""
    result = []
    fence = None
    for line in lines:
        mark = line.strip()[:3]
        if fence is None and mark in FENCES:
            fence = mark
            result.append("")
        elif fence is not None:
            if mark == fence:
                fence = None
            result.append("")
        else:
            result.append(line)
    return result


def find_headings(text):
    """Return the headings of a text in order, with line numbers counted from 1."""
    headings = []
    lines = blank_code_lines(text.splitlines())
    for number, line in enumerate(lines, start=1):
        level = heading_level(line)
        if level > 0:
            headings.append(Heading(level, heading_text(line), number))
            continue
        previous = lines[number - 2] if number > 1 else ""
        level = underline_level(line)
        if level > 0 and previous.strip() and heading_level(previous) == 0:
            headings.append(Heading(level, previous.strip(), number - 1))
    return headings

"""Titles and names as they are filed in the catalogue."""
from __future__ import annotations

import re

from isbn_numbers import to_isbn13

ARTICLES = {"en": ("the ", "a ", "an "), "de": ("der ", "die ", "das ", "ein ", "eine "),
            "fr": ("le ", "la ", "les ", "un ", "une ", "l'")}
NAME_PARTICLES = ("von", "van", "de", "der", "den", "du", "di")
NAME_SUFFIXES = ("jr", "sr", "ii", "iii")
MAX_AUTHORS = 3


def filing_title(title: str, language: str = "en") -> str:
    """Title for filing: lower case, single blanks, without one leading article."""
    text = " ".join(title.lower().split())
    for article in ARTICLES.get(language, ()):
        if text.startswith(article) and len(text) > len(article):
            return text[len(article):]
    return text


def filing_order_key(title: str) -> str:
    """Key for sorting titles: numbers by value, so that 'Part 9' is before 'Part 10'."""
    return re.sub(r"\d+", lambda match: match.group().zfill(6), filing_title(title))


def inverted_name(name: str) -> str:
    """'Ludwig van Beethoven' becomes 'Beethoven, Ludwig van'.

    A suffix goes to the end, as in 'King, Martin Luther, Jr.'; 'Plato' stays as it is.
    """
    parts = name.split()
    suffix = []
    if len(parts) > 1 and parts[-1].rstrip(".").lower() in NAME_SUFFIXES:
        suffix = [parts.pop()]
    given = [" ".join(parts[:-1])] if len(parts) > 1 else []
    return ", ".join(parts[-1:] + given + suffix)


def family_name(name: str, keep_particles: bool = False) -> str:
    """Last part of a name, on request with the particles before it ('van Beethoven')."""
    parts = name.split()
    start = len(parts) - 1
    while keep_particles and start > 0 and parts[start - 1].lower() in NAME_PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def authors_statement(names: list[str]) -> str:
    """'A', 'A and B' or 'A, B and C'; more than three are 'A [and 3 others]'."""
    if not names:
        return "[anonymous]"
    if len(names) > MAX_AUTHORS:
        return f"{names[0]} [and {len(names) - 1} others]"
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def browse_letter(title: str, language: str = "en") -> str:
    """Capital letter under which a title is listed; '0-9' for digits, '#' for the rest."""
    first = filing_title(title, language)[:1]
    if first.isdigit():
        return "0-9"
    return first.upper() if first.isalpha() else "#"


def index_by_letter(titles: list[str]) -> dict[str, list[str]]:
    """Titles grouped by their browse letter, sorted within each group."""
    groups: dict[str, list[str]] = {}
    for title in sorted(titles, key=filing_order_key):
        groups.setdefault(browse_letter(title), []).append(title)
    return groups


def catalogue_line(title: str, names: list[str], year: int, isbn: str = "") -> str:
    """Entry such as 'Emma / Jane Austen. 2003. 9780141439587', the ISBN only if given."""
    line = f"{title.strip()} / {authors_statement(names)}. {year}."
    if isbn:
        line += f" {to_isbn13(isbn)}"
    return line

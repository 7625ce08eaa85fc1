"""Filters that change a value before it is written into the text."""
from placeholders import split_filter

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escape_html(value: object) -> str:
    """Return the value as text that is safe in HTML; None becomes empty."""
    if value is None:
        return ""
    return "".join(ESCAPES.get(char, char) for char in str(value))


def filter_cut(value: str, argument: str | None) -> str:
    """Cut the value to a number of characters (20 by default), marking the cut with '~'."""
    limit = int(argument) if argument else 20
    if len(value) <= limit:
        return value
    return value[:limit - 1] + "~"


def filter_money(value: str, argument: str | None) -> str:
    """Write a number with thousands commas and two decimals, in front of the currency."""
    amount = f"{float(value):,.2f}"
    return f"{amount} {argument}" if argument else amount


def filter_plural(value: str, argument: str | None) -> str:
    """Return the count with its noun: '1 file', '3 files'."""
    count = int(value)
    noun = argument or "item"
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def filter_default(value: str, argument: str | None) -> str:
    """Return the argument when the value is blank."""
    return value if value.strip() else (argument or "")


FILTERS = {
    "upper": lambda value, argument: value.upper(),
    "title": lambda value, argument: value.title(),
    "cut": filter_cut,
    "money": filter_money,
    "plural": filter_plural,
    "default": filter_default,
}


def apply_filters(value: object, specs: list[str]) -> str:
    """Apply the filters from left to right; an unknown filter is an error."""
    text = "" if value is None else str(value)
    for spec in specs:
        name, argument = split_filter(spec)
        if name not in FILTERS:
            raise ValueError(f"unknown filter {name!r}")
        text = FILTERS[name](text, argument)
    return text

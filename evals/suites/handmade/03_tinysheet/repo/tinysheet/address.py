"""A1-style addresses. Rows and columns are counted from zero inside."""
import re

_ADDRESS = re.compile(r"^([A-Z]+)([1-9][0-9]*)$")


def column_number(letters):
    number = 0
    for ch in letters:
        number = number * 26 + ord(ch) - ord("A") + 1
    return number - 1


def column_letters(number):
    letters = ""
    number += 1
    while number > 0:
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest - 1) + letters
    return letters


def parse(address):
    match = _ADDRESS.match(address.upper())
    if not match:
        raise ValueError(f"bad address: {address!r}")
    letters, row = match.groups()
    return int(row) - 1, column_number(letters)


def show(row, column):
    return f"{column_letters(column)}{row + 1}"


def block(text):
    """All the (row, column) pairs of a range such as B2:C4."""
    start, _, end = text.partition(":")
    r1, c1 = parse(start)
    r2, c2 = parse(end or start)
    return [
        (r, c)
        for r in range(min(r1, r2), max(r1, r2) + 1)
        for c in range(min(c1, c2), max(c1, c2) + 1)
    ]

"""Keeping shelves of call numbers in order."""
from __future__ import annotations

from bisect import bisect_right

from call_numbers import main_class, shelf_key


def in_bay(text: str, first: str, last: str) -> bool:
    """Whether a book belongs between two call numbers, both included."""
    return shelf_key(first) <= shelf_key(text) <= shelf_key(last)


def insert_position(shelf: list[str], text: str) -> int:
    """Index at which a book goes into a sorted shelf, behind equal call numbers."""
    return bisect_right([shelf_key(book) for book in shelf], shelf_key(text))


def misplaced(shelf: list[str]) -> list[str]:
    """Books that stand behind a book with a higher call number."""
    wrong = []
    highest = None
    for book in shelf:
        key = shelf_key(book)
        if highest is not None and key < highest:
            wrong.append(book)
        else:
            highest = key
    return wrong


def bay_signs(shelf: list[str], per_bay: int) -> list[str]:
    """Signs such as '510 KNU - 823 ROW' for bays filled in order with `per_bay` books."""
    signs = []
    for start in range(0, len(shelf), per_bay):
        bay = shelf[start:start + per_bay]
        signs.append(f"{bay[0]} - {bay[-1]}")
    return signs


def class_shares(shelf: list[str]) -> dict[str, int]:
    """Number of books in each main class that occurs, largest first."""
    counts: dict[str, int] = {}
    for book in shelf:
        name = main_class(book)
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

"""Dewey call numbers such as '823.914 ROW v.2 c.3' and their order on the shelf."""
from __future__ import annotations

MAIN_CLASSES = ("general", "philosophy", "religion", "society", "language",
                "science", "technology", "arts", "literature", "history")
COLLECTION_PREFIXES = {"REF": "reference", "J": "juvenile", "OV": "oversize"}


def split_call_number(text: str) -> dict[str, str | int]:
    """Parts of a call number: class number, author letters, volume (0) and copy (1)."""
    number, letters, *rest = text.strip().upper().split()
    parts = {"number": number, "letters": letters, "volume": 0, "copy": 1}
    for piece in rest:
        if piece.startswith("V."):
            parts["volume"] = int(piece[2:])
        elif piece.startswith("C."):
            parts["copy"] = int(piece[2:])
        else:
            raise ValueError(f"unknown part: {piece}")
    return parts


def shelf_key(text: str) -> tuple[str, str, int, int]:
    """Key for the shelf order; class numbers are compared digit by digit."""
    parts = split_call_number(text)
    whole, _, decimals = parts["number"].partition(".")
    return f"{int(whole):03d}.{decimals}", parts["letters"], parts["volume"], parts["copy"]


def main_class(text: str) -> str:
    """Name of the main class of a call number: 823.914 is literature."""
    whole = split_call_number(text)["number"].partition(".")[0]
    return MAIN_CLASSES[int(whole) // 100]


def collection_of(text: str) -> tuple[str, str]:
    """Collection and the call number without its prefix: 'REF 030 ENC' is a reference."""
    first, _, rest = text.strip().partition(" ")
    name = COLLECTION_PREFIXES.get(first.upper())
    if name is None:
        return "general", text.strip()
    return name, rest.strip()


def author_letters(surname: str, count: int = 3) -> str:
    """First letters of a surname in capitals; Mc counts as Mac, signs are left out."""
    letters = "".join(char for char in surname.upper() if char.isalpha())
    if letters.startswith("MC"):
        letters = "MAC" + letters[2:]
    return letters[:count]

"""Standard numbers of books and periodicals with their check digits."""
from __future__ import annotations

BOOKLAND = "978"
GROUP_LANGUAGES = {
    "0": "English", "1": "English", "2": "French", "3": "German", "88": "Italian",
}


def compact_number(text: str) -> str:
    """A number without prefix word, hyphens and blanks: 'isbn 0-306-1x' is '03061X'."""
    word = text.strip().upper()
    for prefix in ("ISBN", "ISSN"):
        if word.startswith(prefix):
            word = word[len(prefix):].lstrip(":")
    return word.replace("-", "").replace(" ", "")


def modulo_eleven_char(digits: str) -> str:
    """Check character of an ISBN-10 or ISSN: the last digit has weight 2, 10 is 'X'."""
    total = sum(int(d) * weight for weight, d in enumerate(reversed(digits), start=2))
    check = -total % 11
    return "X" if check == 10 else str(check)


def modulo_ten_digit(digits: str) -> str:
    """Check digit of twelve digits weighted 1, 3, 1, 3 and so on."""
    total = 0
    for position, digit in enumerate(digits):
        weight = 3 if position % 2 == 1 else 1
        total += int(digit) * weight
    return str(-total % 10)


def number_kind(text: str) -> str | None:
    """'isbn10', 'isbn13' or 'issn' for a number with a right check digit, else None."""
    number = compact_number(text)
    body, check = number[:-1], number[-1:]
    if not body.isdigit():
        return None
    if len(number) == 13 and check == modulo_ten_digit(body):
        return "isbn13"
    if len(number) in (8, 10) and check == modulo_eleven_char(body):
        return "issn" if len(number) == 8 else "isbn10"
    return None


def to_isbn13(text: str) -> str:
    """Thirteen digits for any valid ISBN; ValueError for everything else."""
    kind = number_kind(text)
    number = compact_number(text)
    if kind == "isbn13":
        return number
    if kind != "isbn10":
        raise ValueError(f"not an ISBN: {text.strip()}")
    body = BOOKLAND + number[:-1]
    return body + modulo_ten_digit(body)


def to_isbn10(text: str) -> str | None:
    """The old ten character form, or None for a number outside of the 978 range."""
    number = to_isbn13(text)
    if not number.startswith(BOOKLAND):
        return None
    body = number[3:-1]
    return body + modulo_eleven_char(body)


def language_area(text: str) -> str:
    """Language area by the registration group after 978, 'other' if it is not known."""
    number = to_isbn13(text)
    if not number.startswith(BOOKLAND):
        return "other"
    group = number[3:]
    for length in (1, 2):
        if group[:length] in GROUP_LANGUAGES:
            return GROUP_LANGUAGES[group[:length]]
    return "other"


def issn_text(text: str) -> str:
    """An ISSN as printed: '0317-8471'."""
    number = compact_number(text)
    if number_kind(number) != "issn":
        raise ValueError(f"not an ISSN: {text.strip()}")
    return f"{number[:4]}-{number[4:]}"

"""Meaning of the first digits of an EAN-13."""
from gtin import clean_code, gtin_check_digit

# (first prefix, last prefix, origin), both inclusive
ORIGINS = [
    (0, 19, "US"),
    (20, 29, "in-store"),
    (300, 379, "FR"),
    (400, 440, "DE"),
    (500, 509, "GB"),
    (760, 769, "CH"),
    (977, 977, "magazine"),
    (978, 979, "book"),
]


def origin_of(text: str) -> str:
    """Country or use of an EAN-13 by its three-digit prefix, else 'other'."""
    prefix = int(clean_code(text)[:3])
    for first, last, origin in ORIGINS:
        if first <= prefix <= last:
            return origin
    return "other"


def is_store_label(text: str) -> bool:
    """Whether a code is printed in the store itself: 13 digits starting with 2."""
    code = clean_code(text)
    return len(code) == 13 and code.startswith("2")


def weighed_item(text: str) -> dict:
    """Read a scale label 2 IIIII C WWWWW K: item number and weight in grams.

    The digit C is not used. Raise ValueError for other codes and wrong check digits.
    """
    code = clean_code(text)
    if not is_store_label(code):
        raise ValueError("not a store label")
    if int(code[12]) != gtin_check_digit(code[:12]):
        raise ValueError("wrong check digit")
    return {"item": code[1:6], "grams": int(code[7:12])}


def scale_label(item: str, grams: int) -> str:
    """The 13-digit label for goods of up to 99999 grams."""
    if not 0 < grams <= 99999:
        raise ValueError("weight out of range")
    body = f"2{item:0>5}0{grams:05d}"
    return body + str(gtin_check_digit(body))


def book_number(text: str) -> str | None:
    """The ISBN-10 of a 978 code, or None if the book has none."""
    code = clean_code(text)
    if len(code) != 13 or not code.startswith("978"):
        return None
    body = code[3:12]
    total = sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1)))
    check = -total % 11
    return body + ("X" if check == 10 else str(check))

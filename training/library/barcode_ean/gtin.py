"""Trade item numbers: EAN-8, EAN-13, UPC-A and GTIN-14."""

KINDS = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "GTIN-14"}


def weighted_sum(digits: str) -> int:
    """Sum of the digits with weights 3, 1, 3, 1 ... counted from the right."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        weight = 3 if position % 2 == 0 else 1
        total += int(digit) * weight
    return total


def gtin_check_digit(body: str) -> int:
    """Check digit that follows the body; it makes the sum a multiple of ten."""
    return -weighted_sum(body) % 10


def with_check_digit(body: str) -> str:
    """The complete number for a body of 7, 11, 12 or 13 digits."""
    if not body.isdigit() or len(body) + 1 not in KINDS:
        raise ValueError("body must have 7, 11, 12 or 13 digits")
    return body + str(gtin_check_digit(body))


def clean_code(text: str) -> str:
    """The digits of a scanned code, without blanks and hyphens."""
    code = text.strip().replace(" ", "").replace("-", "")
    if not code.isdigit():
        raise ValueError(f"not a number: {code}")
    return code


def code_kind(text: str) -> str | None:
    """'EAN-13' and the like for a valid code, None for a bad length or check digit."""
    code = clean_code(text)
    kind = KINDS.get(len(code))
    if kind is None or gtin_check_digit(code[:-1]) != int(code[-1]):
        return None
    return kind


def to_gtin14(text: str) -> str:
    """Any valid code as 14 digits, filled up with zeros on the left."""
    if code_kind(text) is None:
        raise ValueError("invalid code")
    return clean_code(text).zfill(14)


def repair_digit(text: str) -> str:
    """Fill in the one digit marked '?' of a 13-digit code."""
    if text.count("?") != 1 or len(text) != 13:
        raise ValueError("expected 13 characters with one '?'")
    for digit in "0123456789":
        code = text.replace("?", digit)
        if code_kind(code):
            return code
    raise ValueError("code cannot be repaired")

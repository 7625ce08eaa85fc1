"""Postcode rules of a few countries."""
import re

PATTERNS = {
    "DE": r"\d{5}",
    "US": r"\d{5}(-\d{4})?",
    "NL": r"[1-9]\d{3} [A-Z]{2}",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}",
    "CA": r"[A-Z]\d[A-Z] \d[A-Z]\d",
}
# number of characters after the blank
TAIL_LENGTHS = {"NL": 2, "GB": 3, "CA": 3}


def tidy_postcode(postcode: str, country: str) -> str:
    """Write a postcode in upper case with the blank where the country puts it."""
    text = postcode.strip().upper()
    tail = TAIL_LENGTHS.get(country)
    if tail is None:
        return text
    text = text.replace(" ", "")
    return f"{text[:-tail]} {text[-tail:]}"


def is_valid_postcode(postcode: str, country: str) -> bool:
    """Check the form of a postcode; countries without a rule accept any non-blank text."""
    pattern = PATTERNS.get(country)
    if pattern is None:
        return bool(postcode.strip())
    return re.fullmatch(pattern, tidy_postcode(postcode, country)) is not None


def postal_area(postcode: str, country: str) -> str:
    """Return the part that names the area: letters in GB, the first digits elsewhere."""
    code = tidy_postcode(postcode, country)
    if country == "GB":
        return re.match(r"[A-Z]*", code).group()
    if country == "US":
        return code[:3]
    return code[:2]


def in_postcode_range(postcode: str, first: int, last: int) -> bool:
    """Check whether the leading digits of a postcode lie from first to last, inclusive."""
    digits = re.match(r"\s*(\d+)", postcode)
    if digits is None:
        return False
    return first <= int(digits.group(1)) <= last

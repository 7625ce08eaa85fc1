"""Parse addresses and compare them."""
import re
from dataclasses import dataclass

from postcodes import is_valid_postcode, tidy_postcode

STREET_WORDS = {"st": "street", "rd": "road", "ave": "avenue", "sq": "square", "ln": "lane"}
NUMBER_FIRST = ("US", "GB", "CA")


@dataclass(frozen=True)
class Address:
    street: str
    number: str
    postcode: str
    city: str
    country: str = "DE"

    def street_line(self) -> str:
        """House number before the street in English-speaking countries, else after it."""
        parts = [self.street, self.number]
        if self.country in NUMBER_FIRST:
            parts.reverse()
        return " ".join(part for part in parts if part)

    def city_line(self) -> str:
        """City and postcode; the postcode comes first except in the US, GB and CA."""
        if self.country in NUMBER_FIRST:
            return f"{self.city} {self.postcode}"
        return f"{self.postcode} {self.city}"

    def missing(self) -> list[str]:
        """Names of the fields that are blank, in order."""
        fields = ("street", "number", "postcode", "city")
        return [name for name in fields if not getattr(self, name).strip()]


def split_street(line: str) -> tuple[str, str]:
    """Split 'Hauptstr. 12a' or '12a High Road' into the street and the house number."""
    line = " ".join(line.split())
    first = re.fullmatch(r"(\d+[a-z]?) (.+)", line, re.IGNORECASE)
    if first:
        return first.group(2), first.group(1).lower()
    last = re.fullmatch(r"(.+?) (\d+ ?[a-z]?)", line, re.IGNORECASE)
    if last:
        return last.group(1), last.group(2).replace(" ", "").lower()
    return line, ""


def parse_address(text: str, country: str = "DE") -> Address:
    """Parse 'street number, postcode city'; ValueError without a comma or a valid postcode."""
    street_line, comma, rest = text.partition(",")
    if not comma:
        raise ValueError("expected 'street number, postcode city'")
    street, number = split_street(street_line)
    words = rest.split()
    size = 2 if country in ("NL", "GB", "CA") else 1
    postcode = " ".join(words[:size])
    if not is_valid_postcode(postcode, country):
        raise ValueError(f"bad postcode: {postcode}")
    return Address(street, number, tidy_postcode(postcode, country),
                   " ".join(words[size:]), country)


def street_key(street: str) -> str:
    """Street name for comparison: lower case, no dots, abbreviations at the end written out."""
    words = street.lower().replace(".", "").split()
    if words:
        words[-1] = STREET_WORDS.get(words[-1], words[-1])
    return " ".join(words)


def same_address(one: Address, other: Address) -> bool:
    """Whether two addresses mean the same house; the spelling of the city does not count."""
    return (street_key(one.street) == street_key(other.street)
            and one.number.lower() == other.number.lower()
            and one.postcode == other.postcode
            and one.country == other.country)

"""A checkout that scans codes and adds up prices."""
from dataclasses import dataclass

from gtin import clean_code, code_kind
from prefixes import is_store_label, weighed_item


@dataclass
class Article:
    name: str
    cents: int
    per_kilo: bool = False

    def price(self, grams: int = 0) -> int:
        """Price in cents; goods sold by weight cost cents per kilogram, rounded."""
        if self.per_kilo:
            return round(self.cents * grams / 1000)
        return self.cents


class Checkout:
    """Articles are registered by code, or by five-digit item number for weighed goods."""

    def __init__(self):
        self.articles = {}
        self.lines = []

    def register(self, key, article):
        """Make an article known; ValueError if the key is taken."""
        if key in self.articles:
            raise ValueError(f"{key} is taken")
        self.articles[key] = article

    def scan(self, text):
        """Add one scanned code to the bill and return its price in cents."""
        if code_kind(text) is None:
            raise ValueError("unreadable code")
        code = clean_code(text)
        grams = 0
        if is_store_label(code):
            label = weighed_item(code)
            code, grams = label["item"], label["grams"]
        article = self.articles[code]
        price = article.price(grams)
        self.lines.append({"code": code, "name": article.name, "cents": price})
        return price

    def void_last(self, code):
        """Remove the latest line of a code; return False if there is none."""
        for index in range(len(self.lines) - 1, -1, -1):
            if self.lines[index]["code"] == code:
                del self.lines[index]
                return True
        return False

    def total_cents(self):
        """The sum of all lines."""
        return sum(line["cents"] for line in self.lines)

    def bill(self):
        """Quantity and cents per article name, as nested dicts in scanning order."""
        entries = {}
        for line in self.lines:
            entry = entries.setdefault(line["name"], {"count": 0, "cents": 0})
            entry["count"] += 1
            entry["cents"] += line["cents"]
        return entries

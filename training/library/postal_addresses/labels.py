"""Address labels for parcels and letters."""
from address import Address

COUNTRY_NAMES = {"DE": "Germany", "US": "United States", "GB": "United Kingdom",
                 "NL": "Netherlands", "CA": "Canada"}
LABEL_WIDTH = 30


def label_rows(name: str, address: Address, sender_country: str = "DE") -> list[str]:
    """Lines of a label; the country in capitals closes labels for foreign mail only."""
    rows = [name.strip(), address.street_line(), address.city_line()]
    if address.country != sender_country:
        country = COUNTRY_NAMES.get(address.country, address.country)
        rows.append(country.upper())
    return [row for row in rows if row]


def fits_label(rows: list[str], width: int = LABEL_WIDTH, height: int = 5) -> bool:
    """Whether no row is wider than the label and the rows are not too many."""
    return len(rows) <= height and all(len(row) <= width for row in rows)


def shorten_row(row: str, width: int = LABEL_WIDTH) -> str:
    """Cut a row to the width; the last character kept becomes a dot."""
    if len(row) <= width:
        return row
    return row[:width - 1].rstrip() + "."


def group_by_city(records: list[dict]) -> dict[str, list[str]]:
    """Sorted recipient names per city (title case) for records {'name', 'city'}."""
    cities: dict[str, list[str]] = {}
    for record in records:
        city = record["city"].strip().title()
        cities.setdefault(city, []).append(record["name"])
    return {city: sorted(names) for city, names in cities.items()}


def walking_order(numbers: list[str]) -> list[str]:
    """House numbers along the odd side going out, then back along the even side."""
    def value(number):
        return int("".join(char for char in number if char.isdigit()))

    odd = [number for number in numbers if value(number) % 2 == 1]
    even = [number for number in numbers if value(number) % 2 == 0]
    odd.sort(key=lambda number: (value(number), number))
    even.sort(key=lambda number: (value(number), number), reverse=True)
    return odd + even

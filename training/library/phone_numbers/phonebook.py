"""A phone book that keeps numbers in one standard form."""
from dataclasses import dataclass, field

from phone import phone_problem, split_e164, to_e164


@dataclass
class Contact:
    name: str
    numbers: list[str] = field(default_factory=list)

    def main_number(self) -> str | None:
        """The number that was added first, or None."""
        return self.numbers[0] if self.numbers else None


class Phonebook:
    """Contacts by name; names are compared without regard to case and outer blanks."""

    def __init__(self, home: str = "GB"):
        self.home = home
        self.contacts: dict[str, Contact] = {}

    def add_number(self, name: str, text: str) -> bool:
        """Store a number for a contact; False if the contact has it already."""
        problem = phone_problem(text, self.home)
        if problem:
            raise ValueError(f"number is {problem}")
        number = to_e164(text, self.home)
        contact = self.contacts.setdefault(name.strip().lower(), Contact(name.strip()))
        if number in contact.numbers:
            return False
        contact.numbers.append(number)
        return True

    def main_of(self, name: str) -> str | None:
        """The main number of a contact, None for unknown names."""
        contact = self.contacts.get(name.strip().lower())
        return contact.main_number() if contact else None

    def caller_name(self, text: str, unknown: str = "unknown") -> str:
        """The name shown for an incoming call."""
        number = to_e164(text, self.home)
        for contact in self.contacts.values():
            if number in contact.numbers:
                return contact.name
        return unknown

    def by_country(self) -> dict[str, int]:
        """How many stored numbers each country has."""
        counts: dict[str, int] = {}
        for contact in self.contacts.values():
            for number in contact.numbers:
                country = split_e164(number)["country"]
                counts[country] = counts.get(country, 0) + 1
        return counts

    def shared_numbers(self) -> dict[str, list[str]]:
        """Numbers that belong to more than one contact, with the sorted names."""
        owners: dict[str, list[str]] = {}
        for contact in self.contacts.values():
            for number in contact.numbers:
                owners.setdefault(number, []).append(contact.name)
        return {number: sorted(names) for number, names in owners.items() if len(names) > 1}


def call_minutes(calls: list[dict]) -> dict[str, int]:
    """Total started minutes per number for calls {'number', 'seconds'}; missed ones are 0 s."""
    totals: dict[str, int] = {}
    for call in calls:
        started = (call["seconds"] + 59) // 60
        if started:
            totals[call["number"]] = totals.get(call["number"], 0) + started
    return totals

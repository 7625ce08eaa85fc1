"""Stored blood units, their expiry and how they are issued."""
from dataclasses import dataclass
from datetime import date, timedelta

from groups import can_give_plasma, can_give_red_cells, parse_group

SHELF_LIFE_DAYS = {"red cells": 42, "platelets": 5, "plasma": 730}
EXPIRY_WARNING_DAYS = 7


@dataclass
class BloodUnit:
    number: str
    group: str
    component: str
    collected: date

    def expires_on(self):
        """Last day on which the unit may be used."""
        return self.collected + timedelta(days=SHELF_LIFE_DAYS[self.component])

    def is_usable(self, today):
        return self.collected <= today <= self.expires_on()

    def days_left(self, today):
        """Days until the last day of use, 0 on that day, None once it has passed."""
        left = (self.expires_on() - today).days
        return left if left >= 0 else None

    def suits(self, recipient):
        """Whether the unit may be given to a recipient's blood group."""
        if self.component == "red cells":
            return can_give_red_cells(self.group, recipient)
        return can_give_plasma(self.group, recipient)


class BloodStock:
    def __init__(self):
        self.units = []
        self.discarded = 0

    def add(self, number, group, component, collected):
        """Store a unit and return its last day of use as text."""
        if component not in SHELF_LIFE_DAYS:
            raise ValueError(f"unknown component: {component}")
        unit = BloodUnit(number, parse_group(group), component, collected)
        self.units.append(unit)
        return unit.expires_on().isoformat()

    def count(self, group, component, today):
        """Usable units of exactly this group."""
        wanted = parse_group(group)
        return sum(1 for unit in self.units
                   if unit.group == wanted and unit.component == component
                   and unit.is_usable(today))

    def issue(self, recipient, component, today):
        """Take out the best unit for a recipient and return its number, or None.

        A unit of the same group is preferred to a merely compatible one; among these the
        one that expires first is issued.
        """
        wanted = parse_group(recipient)
        usable = [u for u in self.units if u.component == component
                  and u.is_usable(today) and u.suits(wanted)]
        if not usable:
            return None
        best = min(usable, key=lambda u: (u.group != wanted, u.expires_on()))
        self.units.remove(best)
        return best.number

    def discard_expired(self, today):
        """Throw away the units whose last day has passed; returns their numbers."""
        expired = [unit for unit in self.units if unit.days_left(today) is None]
        for unit in expired:
            self.units.remove(unit)
        self.discarded += len(expired)
        return [unit.number for unit in expired]

    def expiring_soon(self, today, days=EXPIRY_WARNING_DAYS):
        """Numbers of usable units with at most `days` days left, the most urgent first."""
        soon = [u for u in self.units if u.is_usable(today) and u.days_left(today) <= days]
        return [unit.number for unit in sorted(soon, key=BloodUnit.expires_on)]

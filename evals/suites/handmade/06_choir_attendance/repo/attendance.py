"""Who came to rehearsal, and which section is too thin to sing on Sunday."""
from collections import defaultdict

SECTIONS = ("soprano", "alto", "tenor", "bass")


class Register:
    def __init__(self):
        self.section_of = {}
        self.rehearsals = []

    def enrol(self, name, section):
        if section not in SECTIONS:
            raise ValueError(f"no such section: {section}")
        self.section_of[name] = section

    def rehearsal(self, day, present):
        unknown = set(present) - set(self.section_of)
        if unknown:
            raise ValueError(f"not enrolled: {', '.join(sorted(unknown))}")
        self.rehearsals.append((day, frozenset(present)))

    def rate(self, name):
        """Share of the rehearsals that this singer attended, 0 to 1."""
        if not self.rehearsals:
            return 0.0
        came = sum(name in present for _, present in self.rehearsals)
        return came / len(self.rehearsals)

    def by_section(self, day):
        """How many of each section came on a day."""
        counts = defaultdict(int)
        for when, present in self.rehearsals:
            if when == day:
                for name in present:
                    counts[self.section_of[name]] += 1
        return dict(counts)

    def longest_absence(self, name):
        """The most rehearsals in a row that this singer missed."""
        longest = run = 0
        for _, present in self.rehearsals:
            run = 0 if name in present else run + 1
            longest = max(longest, run)
        return longest

    def thin_sections(self, day, least=2):
        counts = self.by_section(day)
        thin = []
        for section in SECTIONS:
            if counts.get(section, 0) < least:
                thin.append(section)
            return thin

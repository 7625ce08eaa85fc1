import itertools
from datetime import date, timedelta

KEEP_DAYS = 90
_numbers = itertools.count(1)


class Item:
    """Something handed in at the desk."""

    def __init__(self, what, where, day, tags=[]):
        self.number = next(_numbers)
        self.what = what
        self.where = where
        self.day = day
        self.tags = tags
        self.claimed_by = None

    def tag(self, word):
        word = word.strip().lower()
        if word not in self.tags:
            self.tags.append(word)

    def expired(self, today):
        return self.claimed_by is None and today > self.day + timedelta(days=KEEP_DAYS)

    def __repr__(self):
        return f"<Item {self.number}: {self.what}>"

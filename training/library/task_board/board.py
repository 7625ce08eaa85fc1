"""A kanban board: ordered columns with work-in-progress limits."""
from cards import Card, ranked_titles


class Column:
    """One column; wip_limit None means that any number of cards fits."""

    def __init__(self, name, wip_limit=None):
        if wip_limit is not None and wip_limit < 1:
            raise ValueError("wip limit must be at least 1")
        self.name = name.strip()
        self.wip_limit = wip_limit
        self.cards = []

    def has_room(self):
        """True while one more card fits below the limit."""
        if self.wip_limit is None:
            return True
        return len(self.cards) < self.wip_limit

    def load_percent(self):
        """How full the column is in percent of its limit; 0 without a limit."""
        if self.wip_limit is None:
            return 0
        return round(100 * len(self.cards) / self.wip_limit)

    def take(self, title):
        """Remove and return the card with this title; KeyError when it is not here."""
        for index, card in enumerate(self.cards):
            if card.title == title:
                return self.cards.pop(index)
        raise KeyError(title)


class Board:
    """A board built from (name, wip_limit) pairs, from left to right."""

    def __init__(self, layout):
        self.columns = [Column(name, limit) for name, limit in layout]

    def column(self, name):
        """Find a column by name, ignoring case and surrounding blanks."""
        wanted = name.strip().lower()
        for column in self.columns:
            if column.name.lower() == wanted:
                return column
        raise KeyError(wanted)

    def add(self, card, name=None):
        """Put a card into the named column, by default the first; False if it is full."""
        target = self.columns[0] if name is None else self.column(name)
        if not target.has_room():
            return False
        target.cards.append(card)
        return True

    def locate(self, title):
        """Index of the column that holds the card, or -1."""
        for index, column in enumerate(self.columns):
            if any(card.title == title for card in column.cards):
                return index
        return -1

    def advance(self, title):
        """Move a card one column to the right and return that column's name.

        Returns None, leaving the card where it is, when it is in the last column or
        the next column has no room. An unknown title raises KeyError.
        """
        here = self.locate(title)
        if here == -1:
            raise KeyError(title)
        if here + 1 >= len(self.columns):
            return None
        following = self.columns[here + 1]
        if not following.has_room():
            return None
        following.cards.append(self.columns[here].take(title))
        return following.name

    def next_up(self, name):
        """Title of the most pressing card of a column, None when it is empty."""
        titles = ranked_titles(self.column(name).cards)
        return titles[0] if titles else None


def quick_card(line):
    """Build a card from 'title !priority #label', with marks in any place."""
    words, card = [], Card("")
    for word in line.split():
        if word.startswith("!"):
            card.priority = word[1:].lower()
        elif word.startswith("#"):
            card.add_label(word[1:])
        else:
            words.append(word)
    card.title = " ".join(words)
    return card

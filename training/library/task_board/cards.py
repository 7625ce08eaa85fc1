"""Cards on a task board and how they are ordered."""
from dataclasses import dataclass, field

PRIORITIES = {"low": 1, "normal": 2, "high": 3, "urgent": 4}


def parse_priority(text):
    """Return the canonical priority name; blank text means 'normal'."""
    name = text.strip().lower()
    if not name:
        return "normal"
    if name not in PRIORITIES:
        raise ValueError(f"unknown priority: {name}")
    return name


@dataclass
class Card:
    """A unit of work; points is the effort estimate, due_day a day number or None."""

    title: str
    priority: str = "normal"
    points: int = 1
    due_day: int | None = None
    labels: list = field(default_factory=list)

    def add_label(self, label):
        """Add a label in lower case; return False when it is blank or already there."""
        label = label.strip().lower()
        if not label or label in self.labels:
            return False
        self.labels.append(label)
        return True

    def is_overdue(self, today):
        """A card is overdue from the day after its due day; no due day means never."""
        if self.due_day is None:
            return False
        return today > self.due_day


def sort_key(card):
    """Key that puts higher priorities first, then earlier due days, undated cards last."""
    undated = card.due_day is None
    return (-PRIORITIES[card.priority], undated, card.due_day or 0, card.title.lower())


def ranked_titles(cards):
    """Titles of the cards in the order in which they should be worked on."""
    return [card.title for card in sorted(cards, key=sort_key)]


def escalate(priority, steps=1):
    """Raise a priority by a number of steps, stopping at 'urgent'."""
    names = list(PRIORITIES)
    position = names.index(priority) + steps
    return names[min(position, len(names) - 1)]

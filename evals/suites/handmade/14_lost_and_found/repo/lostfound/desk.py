from .items import Item


class Desk:
    def __init__(self):
        self.items = []

    def hand_in(self, what, where, day, *words):
        item = Item(what, where, day)
        for word in words:
            item.tag(word)
        self.items.append(item)
        return item

    def waiting(self):
        return [item for item in self.items if item.claimed_by is None]

    def search(self, *words):
        """Unclaimed items with all of these tags, the newest first."""
        wanted = {word.strip().lower() for word in words}
        found = [item for item in self.waiting() if wanted <= set(item.tags)]
        return sorted(found, key=lambda item: item.day, reverse=True)

    def claim(self, item, person):
        if item.claimed_by is not None:
            raise ValueError(f"{item!r} was already claimed by {item.claimed_by}")
        item.claimed_by = person

    def clear_out(self, today):
        """Take the expired items off the shelves; returns what went to charity."""
        gone = [item for item in self.items if item.expired(today)]
        self.items = [item for item in self.items if not item.expired(today)]
        return gone

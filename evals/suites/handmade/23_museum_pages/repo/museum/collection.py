from dataclasses import dataclass


@dataclass(frozen=True)
class Exhibit:
    inventory: str
    title: str
    year: int
    room: str = "store"

    @property
    def on_show(self):
        return self.room != "store"


class Collection:
    def __init__(self, exhibits=()):
        self._by_number = {}
        for exhibit in exhibits:
            self.add(exhibit)

    def add(self, exhibit):
        if exhibit.inventory in self._by_number:
            raise ValueError(f"{exhibit.inventory} is taken")
        self._by_number[exhibit.inventory] = exhibit

    def __iter__(self):
        return iter(sorted(self._by_number.values(), key=lambda e: e.inventory))

    def __len__(self):
        return len(self._by_number)

    def search(self, text="", since=None, until=None, only_on_show=False):
        text = text.casefold()
        out = []
        for exhibit in self:
            if text not in exhibit.title.casefold():
                continue
            if since is not None and exhibit.year < since:
                continue
            if until is not None and exhibit.year > until:
                continue
            if only_on_show and not exhibit.on_show:
                continue
            out.append(exhibit)
        return out

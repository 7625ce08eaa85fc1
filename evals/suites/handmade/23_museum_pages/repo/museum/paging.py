from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    items: tuple
    number: int
    pages: int
    total: int

    @property
    def has_next(self):
        return self.number < self.pages

    @property
    def has_previous(self):
        return self.number > 1


def paginate(results, number=1, size=10):
    """One page of the results; the first page is number 1.

    A number past either end gives the nearest page.
    """
    if size < 1:
        raise ValueError("a page holds at least one exhibit")
    total = len(results)
    pages = max(1, -(-total // size))
    number = min(max(number, 1), pages)
    start = number * size
    return Page(tuple(results[start:start + size]), number, pages, total)


def links(page):
    """The numbers under the list: first, last and the neighbours, with '...'."""
    wanted = {1, page.pages, page.number - 1, page.number, page.number + 1}
    numbers = sorted(n for n in wanted if 1 <= n <= page.pages)
    out = []
    for n in numbers:
        if out and n - last > 1:
            out.append("...")
        out.append(str(n))
        last = n
    return out

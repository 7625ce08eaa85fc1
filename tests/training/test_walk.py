"""The walk through a function says each line of code once, with its number, and stops at the wrong one."""

from __future__ import annotations

from training.tasks.project import Project
from training.tasks.source import Source
from training.walk import RIGHT, WRONG, call_graph, chain, walk

TEXT = '''import math


class Wallet:
    def pay(self, amount: int) -> int:
        """Pay.

        Returns what is left.
        """
        # never negative

        left = self.left - amount
        return max(left, 0)
'''


def test_a_whole_function() -> None:
    assert walk(TEXT, "Wallet.pay") == (
        "I go through `Wallet.pay`:\n5 def pay(self, amount: int) -> int: | right\n"
        "12 left = self.left - amount | right\n13 return max(left, 0) | right"
    )


def test_it_ends_at_the_wrong_line() -> None:
    walked = walk(TEXT, "Wallet.pay", 12)
    assert walked is not None
    assert walked.endswith("\n12 left = self.left - amount | wrong")


def test_an_unknown_function() -> None:
    assert walk(TEXT, "pay") is None


CALLS = """
class Cart:
    def __init__(self):
        self.lines = []

    def total(self):
        return rounded(sum(map(price, self.lines))) + self.fee(len(self.lines))

    def fee(self, count):
        return base(count)


def base(count):
    return count


def price(line):
    return base(line)


def rounded(amount):
    return round(amount)


def bill():
    cart = Cart()
    return cart.total()
"""


def test_callees_are_named_in_the_order_of_their_calls() -> None:
    graph = call_graph(CALLS)
    assert graph["bill"] == ["Cart.__init__", "Cart.total"]
    assert graph["Cart.total"] == ["rounded", "Cart.fee"]


def test_the_way_along_the_calls() -> None:
    graph = call_graph(CALLS)
    assert chain(graph, "bill", "base") == ["Cart.total", "Cart.fee"]
    assert chain(graph, "bill", "Cart.total") == []
    assert chain(graph, "base", "bill") == []


def test_every_function_of_the_library(library: list[Project]) -> None:
    for project in library:
        for text in project.modules.values():
            lines = text.split("\n")
            for path, node in Source(text).functions():
                walked = walk(text, path)
                assert walked is not None
                for said in walked.split("\n")[1:]:
                    number, rest = said.split(" ", 1)
                    assert rest == lines[int(number) - 1].strip() + RIGHT
                    assert WRONG not in rest
                    assert node.lineno <= int(number) <= (node.end_lineno or 0)

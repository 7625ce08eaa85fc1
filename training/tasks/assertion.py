"""The first line that pytest 7 and unittest say of a failed check, computed from what the check gave. Pure but for ``run_cases``.

Pytest puts ``AssertionError: `` before it only where the whole explanation holds a ' and no " (it looks at the exception's
repr), so all that an explanation shows is gathered here, though but one line of it is told.
"""

from __future__ import annotations

import ast
import reprlib
import unittest
from collections.abc import Iterator, Mapping
from typing import Any

from training.tasks.project import Case, CaseTimeout, run_cases

_OPERAND_WIDTH = 30
"""Of each side of a comparison that pytest explains, at 80 columns."""
_VALUE_WIDTH = 240
_ITERABLE = ("dict_", "odict_", "deque(", "Counter(", "range(", "OrderedDict(", "defaultdict(")


_TRANSPARENT = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Starred)


class _Text:
    """A value of which only the repr is known."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


class _ShortRepr(reprlib.Repr):
    """Long containers lose their tail, long texts their middle; dictionaries are sorted by key."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.maxstring = self.width = width

    def repr(self, x: Any) -> str:
        return self._cut(super().repr(x))

    def repr_instance(self, x: Any, level: int) -> str:
        return self._cut(repr(x))

    def _cut(self, text: str) -> str:
        if len(text) <= self.width:
            return text
        head = (self.width - 3) // 2
        return f"{text[:head]}...{text[head - (self.width - 3) :]}"


def unittest_message(got: str, wanted: str) -> str:
    """What ``assertEqual`` says of two values, given by their repr; nothing where they are equal (1 and 1.0)."""
    check = unittest.TestCase()
    try:
        check.assertEqual(_value(got), _value(wanted))  # noqa: PT009 - its words are what is asked for
    except AssertionError as error:
        return f"AssertionError: {error}".split("\n")[0]
    return ""


def pytest_message(case: Case, got: str, wanted: str, modules: Mapping[str, str]) -> str:
    """What a failed ``assert case == wanted`` says (``is`` for True, False and None), or nothing where it does not fail.

    The values are given by their repr.
    """
    left, right = _value(got), _value(wanted)
    relation = "is" if wanted in ("True", "False", "None") else "=="
    if relation == "==" and left == right:
        return ""
    width, shown = _VALUE_WIDTH, ""
    if relation == "==" and _is_explained(left, right):
        width, shown = _OPERAND_WIDTH, "".join(_differences(left, right))
    else:
        shown = "".join(_parts(case, modules))
    text = f"assert {_ShortRepr(width).repr(left)} {relation} {_ShortRepr(width).repr(right)}"
    whole = text + shown
    return f"AssertionError: {text}" if "'" in whole and '"' not in whole else text


def _value(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return _Text(text)


def _is_explained(left: Any, right: Any) -> bool:
    """Whether pytest shows a difference of its own instead of the calls that gave the values."""
    if isinstance(left, str) or isinstance(right, str):
        return isinstance(left, str) and isinstance(right, str)
    return _is_iterable(left) and _is_iterable(right)


def _is_iterable(value: Any) -> bool:
    return value.text.startswith(_ITERABLE) if isinstance(value, _Text) else hasattr(value, "__iter__")


def _differences(left: Any, right: Any) -> Iterator[str]:
    match left, right:
        case str(), str():
            yield from (left, right)
        case (list() | tuple(), list() | tuple()):
            pairs = zip(left, right, strict=False)
            yield from next(([repr(a), repr(b)] for a, b in pairs if a != b), [])
            yield from map(repr, [*left[len(right) :], *right[len(left) :]][:1])
        case set(), set():
            yield from map(repr, left ^ right)
        case dict(), dict():
            for one, other in ((left, right), (right, left)):
                yield from (repr({key: one[key]}) for key in one if key not in other or one[key] != other[key])
        case _:
            pass


def _parts(case: Case, modules: Mapping[str, str]) -> Iterator[str]:
    """The reprs of what an expression is made of, as far as an explanation of its calls shows them."""
    setup = case.statements[:-1]
    local = {
        n.id for s in setup for n in ast.walk(ast.parse(s)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    nodes = list(_shown_nodes(ast.parse(case.expression, mode="eval").body, local))
    cases = [Case(case.function, (*setup, ast.unparse(node))) for node in nodes]
    try:
        yield from (outcome.value or "" for outcome in run_cases(modules, cases))
    except (Exception, CaseTimeout):
        return


def _shown_nodes(node: ast.expr, local: set[str]) -> Iterator[ast.expr]:
    """The parts of an expression whose values are shown: of calls and attributes all, of containers the whole."""
    if node.id in local if isinstance(node, ast.Name) else not isinstance(node, _TRANSPARENT):
        yield node
    for part in _operands(node):
        yield from _shown_nodes(part, local)


def _operands(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.Call():
            function = [node.func] if isinstance(node.func, ast.Attribute) else []
            return [*function, *node.args, *(keyword.value for keyword in node.keywords)]
        case ast.Attribute() | ast.Starred():
            return [node.value]
        case ast.BinOp():
            return [node.left, node.right]
        case ast.UnaryOp():
            return [node.operand]
        case ast.BoolOp():
            return node.values
        case ast.Compare():
            return [node.left, *node.comparators]
        case _:
            return []

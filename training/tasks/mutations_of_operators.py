"""Bugs of arithmetic, comparison, logic and indices. Pure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from training.tasks.mutation import Mutation, between, is_number, walk
from training.tasks.source import Source

_OPERATORS: dict[type[ast.operator], tuple[str, tuple[str, ...]]] = {
    ast.Add: ("+", ("-", "*")),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("/", "+")),  # never a power: huge numbers cannot be interrupted
    ast.Div: ("/", ("*", "//")),
    ast.FloorDiv: ("//", ("/", "%")),
    ast.Mod: ("%", ("//", "/")),
    ast.Pow: ("**", ("*",)),
    ast.BitAnd: ("&", ("|",)),
    ast.BitOr: ("|", ("&",)),
}


def operators(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong arithmetic operator."""
    for node in walk(function):
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            token, others = _OPERATORS[type(node.op)]
            if isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
                continue
            place = between(source, node.left, node.right, token)
            for other in others if place else ():
                facts = {
                    "left": source.segment(node.left),
                    "right": source.segment(node.right),
                    "good": token,
                    "bad": other,
                }
                yield Mutation("operator", place[0], place[1], other, facts)  # type: ignore[index]
        elif isinstance(node, ast.AugAssign) and type(node.op) in _OPERATORS:
            token, others = _OPERATORS[type(node.op)]
            place = between(source, node.target, node.value, token + "=")
            if place:
                facts = {"left": source.segment(node.target), "right": source.segment(node.value), "good": token + "="}
                for other in others[:1]:
                    yield Mutation("operator", *place, other + "=", {**facts, "bad": other + "="})
                yield Mutation("overwritten", *place, "=", {**facts, "bad": "="})


_COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">=")),
    ast.Gt: (">", (">=", "<")),
    ast.GtE: (">=", (">", "<=")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}


def comparisons(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong comparison: the boundary on the wrong side, or the test turned round."""
    for node in walk(function):
        if not isinstance(node, ast.Compare):
            continue
        operands = [node.left, *node.comparators]
        for left, op, right in zip(operands, node.ops, operands[1:], strict=False):
            token, others = _COMPARISONS[type(op)]
            start, end = source.span(left)[1], source.span(right)[0]
            match = re.search(re.escape(token).replace(r"\ ", r"\s+"), source.text[start:end])
            for index, other in enumerate(others) if match else ():
                edge = index == 0 and token in ("<", "<=", ">", ">=")
                facts = {"left": source.segment(left), "right": source.segment(right), "good": token, "bad": other}
                place = (start + match.start(), start + match.end())  # type: ignore[union-attr]
                yield Mutation("boundary" if edge else "comparison", *place, other, facts)


def logic(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """``and`` for ``or``, a lost or an added ``not``."""
    for node in walk(function):
        if isinstance(node, ast.BoolOp):
            token, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for left, right in zip(node.values, node.values[1:], strict=False):
                start, end = source.span(left)[1], source.span(right)[0]
                match = re.search(rf"\b{token}\b", source.text[start:end])
                if match:
                    facts = {"left": source.segment(left), "right": source.segment(right), "good": token, "bad": other}
                    yield Mutation("logic", start + match.start(), start + match.end(), other, facts)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            start, end = source.span(node)
            inner = source.segment(node.operand)
            yield Mutation("negation", start, end, inner, {"good": f"not {inner}", "bad": inner})
        elif (
            isinstance(node, ast.UnaryOp)
            and isinstance(node.op, ast.USub)
            and not isinstance(node.operand, ast.Constant)
        ):
            start, end = source.span(node)
            inner = source.segment(node.operand)
            yield Mutation("sign", start, end, inner, {"good": f"-{inner}", "bad": inner})
        elif isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
            start, end = source.span(node.test)
            inner = source.segment(node.test)
            yield Mutation("negation", start, end, f"not {inner}", {"good": inner, "bad": f"not {inner}"})


def off_by_one(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """An index, a slice, a range or a count that is one too far or one short."""
    for node in walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and is_number(node.right, 1):
            start, end = source.span(node)
            left = source.segment(node.left)
            facts = {"good": source.segment(node), "bad": left}
            yield Mutation("off_by_one", start, end, left, facts)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range" and node.args:
            last = node.args[1] if len(node.args) > 1 else node.args[0]
            start, end = source.span(last)
            text = source.segment(last)
            changed = [f"{text} - 1", f"{text} + 1"] if not isinstance(last, ast.BinOp) else []
            for new in changed:
                yield Mutation("off_by_one", start, end, new, {"good": text, "bad": new})
            if len(node.args) > 1 and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, int):
                start, end = source.span(node.args[0])
                new = str(node.args[0].value + 1) if node.args[0].value == 0 else str(node.args[0].value - 1)
                yield Mutation("off_by_one", start, end, new, {"good": str(node.args[0].value), "bad": new})
        elif isinstance(node, ast.Subscript):
            yield from _subscript_mutations(source, node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "enumerate":
            yield from _enumerate_mutations(source, node)


def _enumerate_mutations(source: Source, node: ast.Call) -> Iterator[Mutation]:
    start, end = source.span(node)
    if len(node.args) == 2 or node.keywords:
        inner = f"enumerate({source.segment(node.args[0])})"
        yield Mutation("off_by_one", start, end, inner, {"good": source.segment(node), "bad": inner})
    elif node.args:
        inner = f"enumerate({source.segment(node.args[0])}, 1)"
        yield Mutation("off_by_one", start, end, inner, {"good": source.segment(node), "bad": inner})


def _subscript_mutations(source: Source, node: ast.Subscript) -> Iterator[Mutation]:
    index = node.slice
    if isinstance(index, ast.Slice):
        for bound in (index.lower, index.upper):
            if bound is None:
                continue
            start, end = source.span(bound)
            text = source.segment(bound)
            if isinstance(bound, ast.Constant) and isinstance(bound.value, int):
                yield Mutation(
                    "off_by_one", start, end, str(bound.value + 1), {"good": text, "bad": str(bound.value + 1)}
                )
                if bound.value > 0:
                    yield Mutation(
                        "off_by_one", start, end, str(bound.value - 1), {"good": text, "bad": str(bound.value - 1)}
                    )
            elif isinstance(bound, ast.Name | ast.Attribute):
                for new in (f"{text} + 1", f"{text} - 1"):
                    yield Mutation("off_by_one", start, end, new, {"good": text, "bad": new})
    elif is_number(index, 0):
        start, end = source.span(index)
        for new in ("1", "-1"):
            yield Mutation("off_by_one", start, end, new, {"good": "0", "bad": new})
    elif isinstance(index, ast.UnaryOp) and is_number(index.operand, 1):
        start, end = source.span(index)
        for new in ("0", "-2"):
            yield Mutation("off_by_one", start, end, new, {"good": "-1", "bad": new})
    elif isinstance(index, ast.Constant) and type(index.value) is int:
        start, end = source.span(index)
        new = str(index.value - 1)
        yield Mutation("off_by_one", start, end, new, {"good": str(index.value), "bad": new})

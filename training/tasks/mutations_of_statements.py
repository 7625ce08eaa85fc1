"""Bugs of returns, guards, branches, updates and initial values. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from training.tasks.mutation import Mutation, is_number, swap, walk
from training.tasks.source import Source


def returns(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A forgotten ``return``, or a return that stands inside the loop before it."""
    for parent in [function, *walk(function)]:
        for body in (getattr(parent, "body", None), getattr(parent, "orelse", None)):
            if not isinstance(body, list):
                continue
            for before, node in zip([None, *body], body, strict=False):
                if isinstance(node, ast.Return) and node.value is not None:
                    start, end = source.span(node)
                    value = source.segment(node.value)
                    if isinstance(node.value, ast.Call | ast.BinOp | ast.Name | ast.Attribute | ast.Subscript):
                        yield Mutation("return", start, end, value, {"good": f"return {value}", "bad": value})
                    if isinstance(before, ast.For | ast.While) and node.lineno == before.end_lineno + 1:  # type: ignore[operator]
                        yield Mutation(
                            "early_return", start, start, "    ", {"good": f"return {value}", "bad": f"return {value}"}
                        )


def statements(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A missing guard or update, a wrong start value, ``break`` for ``continue``, swapped branches."""
    for node in walk(function):
        if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1:
            if isinstance(node.body[0], ast.Return | ast.Raise | ast.Continue) and not _is_elif(source, node):
                yield from _delete_lines(source, node, "guard", {"test": source.segment(node.test)})
        elif (
            isinstance(node, ast.Assign)
            and len(node.targets) == 1
            and isinstance(node.targets[0], ast.Name | ast.Attribute)
        ):
            yield from _initial_values(source, node)
        elif isinstance(node, ast.AugAssign):
            yield from _delete_lines(source, node, "update", {"name": source.segment(node.target)})
        elif (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Attribute)
        ):
            if node.value.func.attr in (
                "append",
                "add",
                "pop",
                "remove",
                "update",
                "sort",
                "reverse",
                "discard",
                "clear",
            ):
                yield from _delete_lines(source, node, "update", {"name": source.segment(node.value.func.value)})
        elif isinstance(node, ast.Break | ast.Continue):
            start, end = source.span(node)
            good, bad = ("break", "continue") if isinstance(node, ast.Break) else ("continue", "break")
            yield Mutation("loop_control", start, end, bad, {"good": good, "bad": bad})
        elif isinstance(node, ast.IfExp):
            yield from swap(source, node.body, node.orelse, "branch")
        if isinstance(node, ast.If) and node.orelse and len(node.body) == 1 and len(node.orelse) == 1:
            if not isinstance(node.orelse[0], ast.If):
                yield from swap(source, node.body[0], node.orelse[0], "branch")
        elif isinstance(node, ast.keyword) and node.arg == "reverse":
            start = source.offset(node.lineno, node.col_offset)
            end = source.span(node.value)[1]
            if source.text[start - 2 : start] == ", ":
                yield Mutation("order_by", start - 2, end, "", {"good": source.text[start:end], "bad": ""})


def _initial_values(source: Source, node: ast.Assign) -> Iterator[Mutation]:
    value = node.value
    start, end = source.span(value)
    name = source.segment(node.targets[0])
    if isinstance(value, ast.Constant) and type(value.value) in (int, float) and value.value in (0, 1):
        new = str(1 - value.value)
        yield Mutation("initial", start, end, new, {"name": name, "good": source.text[start:end], "bad": new})
    elif isinstance(value, ast.Constant) and isinstance(value.value, bool):
        yield Mutation(
            "initial",
            start,
            end,
            str(not value.value),
            {"name": name, "good": str(value.value), "bad": str(not value.value)},
        )
    elif isinstance(value, ast.Subscript) and is_number(value.slice, 0):
        yield Mutation("initial", start, end, "0", {"name": name, "good": source.text[start:end], "bad": "0"})


def _is_elif(source: Source, node: ast.If) -> bool:
    return source.text[source.offset(node.lineno, node.col_offset) :].startswith("elif")


def _delete_lines(source: Source, node: ast.stmt, family: str, facts: dict[str, str]) -> Iterator[Mutation]:
    """Delete a statement with its whole lines, when something is left beside it."""
    first, last = source.line_starts[node.lineno - 1], source.line_starts[node.end_lineno]  # type: ignore[index]
    text = source.text[first:last]
    yield Mutation(family, first, last, "", {**facts, "good": text.strip("\n"), "bad": ""})

"""Bugs of names, attributes, keys, methods, missing normalisation and the order of arguments. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from training.tasks.mutation import Mutation, swap, walk
from training.tasks.source import Source


def names(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong variable: another local name, another attribute of ``self``, another key."""
    parameters = [a.arg for a in [*function.args.args, *function.args.kwonlyargs] if a.arg not in ("self", "cls")]
    nodes = list(walk(function))
    local = dict.fromkeys(parameters)
    local.update(dict.fromkeys(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)))
    attributes = dict.fromkeys(n.attr for n in nodes if _is_self_attribute(n))
    keys = dict.fromkeys(_string_keys(source.tree))
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in local:
            for other in local:
                if other != node.id and len(other) > 1:
                    start, end = source.span(node)
                    yield Mutation("name", start, end, other, {"good": node.id, "bad": other})
            if len(node.id) > 4:
                start, end = source.span(node)
                typo = node.id[:-1] if node.id.endswith("s") else node.id + "s"
                if typo not in local:
                    yield Mutation("typo", start, end, typo, {"good": node.id, "bad": typo})
        elif _is_self_attribute(node) and isinstance(node.ctx, ast.Load):  # type: ignore[attr-defined]
            for other in attributes:
                if other != node.attr:  # type: ignore[attr-defined]
                    start, end = source.span(node)
                    facts = {"good": f"self.{node.attr}", "bad": f"self.{other}"}  # type: ignore[attr-defined]
                    yield Mutation("attribute", start, end, f"self.{other}", facts)
        elif (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            start, end = source.span(node.slice)
            quote = source.text[start]
            for other in keys:
                if other != node.slice.value:
                    facts = {"good": source.text[start:end], "bad": quote + other + quote}
                    yield Mutation("key", start, end, quote + other + quote, facts)


def _is_self_attribute(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"


def _string_keys(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            yield node.slice.value
        elif isinstance(node, ast.Dict):
            yield from (k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str))


_METHODS = {
    "append": ("extend",), "extend": ("append",), "startswith": ("endswith",), "endswith": ("startswith",),
    "strip": ("lstrip", "rstrip"), "lstrip": ("rstrip",), "rstrip": ("lstrip",), "lower": ("upper",), "upper": ("lower",),
    "split": ("rsplit",), "rsplit": ("split",), "find": ("rfind",), "rfind": ("find",), "partition": ("rpartition",),
    "rpartition": ("partition",), "ljust": ("rjust",), "rjust": ("ljust",), "keys": ("values",), "values": ("keys",),
    "items": ("values",), "title": ("capitalize",), "capitalize": ("title",), "popleft": ("pop",), "add": ("discard",),
    "removeprefix": ("removesuffix",), "removesuffix": ("removeprefix",), "union": ("intersection",),
    "intersection": ("union",), "isdigit": ("isalpha",), "isalpha": ("isalnum",), "index": ("count",), "difference": ("union",),
    "setdefault": ("get",), "floor": ("ceil",), "ceil": ("floor",), "total_seconds": ("seconds",), "days": ("seconds",),
    "most_common": ("elements",), "zfill": ("ljust",), "center": ("ljust",), "insert": ("remove",), "isupper": ("islower",),
    "sqrt": ("floor",), "sin": ("cos",), "cos": ("sin",), "median": ("mean",), "mean": ("median",), "year": ("month",),
    "month": ("day",), "hour": ("minute",), "minute": ("second",), "weekday": ("isoweekday",), "isoweekday": ("weekday",),
}  # fmt: skip


_FUNCTIONS = {
    "min": ("max",), "max": ("min",), "any": ("all",), "all": ("any",), "sum": ("len", "max"), "len": ("sum",), "int": ("round",),
    "round": ("int",), "floor": ("ceil",), "ceil": ("floor",), "sorted": ("list",), "reversed": ("list",), "abs": ("int",),
    "set": ("list",), "str": ("repr",), "float": ("int",),
}  # fmt: skip


def methods(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong method or builtin."""
    for node in walk(function):
        if isinstance(node, ast.Attribute) and node.attr in _METHODS and isinstance(node.ctx, ast.Load):
            end = source.span(node)[1]
            for other in _METHODS[node.attr]:
                yield Mutation("method", end - len(node.attr), end, other, {"good": node.attr, "bad": other})
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            start, end = source.span(node.func)
            for other in _FUNCTIONS[node.func.id]:
                yield Mutation("method", start, end, other, {"good": node.func.id, "bad": other})


_NORMALISERS = {"strip", "lower", "upper", "casefold", "lstrip", "rstrip", "title", "copy", "removeprefix"}


_WRAPPERS = {"abs", "round", "int", "float", "sorted", "str", "list", "set", "max", "min", "reversed", "tuple"}


def normalisation(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A lost ``.strip()``, ``.lower()``, ``abs()``, ``round()``, ``sorted()`` ..."""
    for node in walk(function):
        if not isinstance(node, ast.Call):
            continue
        start, end = source.span(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _NORMALISERS:
            inner = source.segment(node.func.value)
            facts = {"good": source.segment(node), "bad": inner, "call": f".{node.func.attr}()", "inner": inner}
            yield Mutation("normalisation", start, end, inner, facts)
        elif isinstance(node.func, ast.Name) and node.func.id in _WRAPPERS and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.GeneratorExp | ast.Starred) or (
                node.func.id in ("max", "min") and len(node.args) != 2
            ):
                continue
            if node.func.id in ("max", "min") and isinstance(argument, ast.Constant):
                argument = node.args[1]
            inner = source.segment(argument)
            if isinstance(argument, ast.BinOp | ast.IfExp | ast.BoolOp | ast.Compare):
                parent_safe = source.text[start - 8 : start].rstrip().endswith(("return", "="))
                inner = inner if parent_safe else f"({inner})"
            facts = {"good": source.segment(node), "bad": inner, "call": f"{node.func.id}()", "inner": inner}
            yield Mutation("normalisation", start, end, inner, facts)


def arguments(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """Swapped arguments or operands; a dropped argument; parentheses of a call forgotten."""
    for node in walk(function):
        if (
            isinstance(node, ast.Call)
            and len(node.args) >= 2
            and not any(isinstance(a, ast.Starred) for a in node.args)
        ):
            for a, b in zip(node.args, node.args[1:], strict=False):
                yield from swap(source, a, b, "swapped")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod):
            if not isinstance(node.left, ast.BinOp) and not isinstance(node.right, ast.BinOp):
                yield from swap(source, node.left, node.right, "operands")
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.ctx, ast.Load):
            yield from swap(source, node.elts[0], node.elts[1], "order")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
            start, end = source.span(node)
            inner = source.segment(node.func)
            yield Mutation("uncalled", start, end, inner, {"good": inner + "()", "bad": inner})

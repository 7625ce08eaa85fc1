"""Every way in which a correct function can be broken by one small edit: the families of bugs.

A mutation is a replacement of one span of the module's text. It says nothing of whether the behaviour changes; ``task``
runs the cases.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from training.tasks.source import Source


@dataclass(frozen=True, slots=True)
class Mutation:
    """Replace ``text[start:end]`` by ``new``. ``facts`` are words for the issue and the thought."""

    family: str
    start: int
    end: int
    new: str
    facts: dict[str, str] = field(default_factory=dict)

    def apply(self, text: str) -> str:
        """The broken text."""
        return text[: self.start] + self.new + text[self.end :]


Finder = Callable[[Source, ast.FunctionDef], Iterator[Mutation]]


def _walk(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Nodes of the body and the signature's defaults, docstrings and annotations left out."""
    body = function.body
    if (
        body
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
        and isinstance(body[0].value.value, str)
    ):
        body = body[1:]
    stack: list[ast.AST] = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, ast.JoinedStr):
            continue  # positions inside f-strings are not reliable before Python 3.12
        stack.extend(
            reversed([child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr_context)])
        )


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


def _between(source: Source, left: ast.AST, right: ast.AST, token: str) -> tuple[int, int] | None:
    """Where ``token`` stands between two nodes."""
    start, end = source.span(left)[1], source.span(right)[0]
    match = re.search(rf"(?<![\w*/<>=!]){re.escape(token)}(?![*/<>=\w])", source.text[start:end])
    return (start + match.start(), start + match.end()) if match else None


def operators(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong arithmetic operator."""
    for node in _walk(function):
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            token, others = _OPERATORS[type(node.op)]
            if isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
                continue
            place = _between(source, node.left, node.right, token)
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
            place = _between(source, node.target, node.value, token + "=")
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
    for node in _walk(function):
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
    for node in _walk(function):
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
    for node in _walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and _is_number(node.right, 1):
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
    elif _is_number(index, 0):
        start, end = source.span(index)
        for new in ("1", "-1"):
            yield Mutation("off_by_one", start, end, new, {"good": "0", "bad": new})
    elif isinstance(index, ast.UnaryOp) and _is_number(index.operand, 1):
        start, end = source.span(index)
        for new in ("0", "-2"):
            yield Mutation("off_by_one", start, end, new, {"good": "-1", "bad": new})
    elif isinstance(index, ast.Constant) and type(index.value) is int:
        start, end = source.span(index)
        new = str(index.value - 1)
        yield Mutation("off_by_one", start, end, new, {"good": str(index.value), "bad": new})


def _is_number(node: ast.AST, value: float) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value == value


_UNITS = (7, 12, 24, 30, 60, 100, 365, 1000, 1024, 3600, 86400, 3.6, 1.8)


def constants(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong number or a wrong short text."""
    for node in [*_walk(function)]:
        if not isinstance(node, ast.Constant):
            continue
        start, end = source.span(node)
        text = source.text[start:end]
        value = node.value
        if type(value) in (int, float) and value not in (0, 1, -1):
            if value in _UNITS:
                for other in _UNITS:
                    if other != value and 0.01 < other / value < 100:
                        yield Mutation("unit", start, end, str(other), {"good": text, "bad": str(other)})
            for other in _other_numbers(value):
                yield Mutation("constant", start, end, other, {"good": text, "bad": other})
        elif (
            isinstance(value, str)
            and 0 < len(value) <= 12
            and text[:1] in "'\""
            and "\n" not in value
            and text.isascii()
        ):
            for new in _other_texts(value):
                quoted = text[0] + new + text[0]
                yield Mutation("text", start, end, quoted, {"good": text, "bad": quoted})
        elif isinstance(value, bool):
            yield Mutation("flag", start, end, str(not value), {"good": text, "bad": str(not value)})


def _other_numbers(value: float) -> list[str]:
    if isinstance(value, int):
        others = [value + 1, value - 1, value * 10]
        if value % 10 == 0:
            others.append(value // 10)
        return [str(other) for other in others if other != value]
    return [repr(round(other, 6)) for other in (value * 10, value / 10, value + 0.5, 1 - value) if other != value]


def _other_texts(value: str) -> list[str]:
    separators = {
        ", ": [" ", ","],
        ",": [";", ", "],
        ": ": [":", " - "],
        "-": ["_", " "],
        "_": ["-", ""],
        " ": ["", "_"],
    }
    separators |= {
        "\\n": [" "],
        ":": ["-", "."],
        "/": ["-", "\\\\"],
        ".": [",", ""],
        "": [" "],
        "=": [":"],
        "&": ["?", ";"],
    }
    if value in separators:
        return separators[value]
    if value.isalpha() and len(value) > 2:
        changed = [value.upper() if value.islower() else value.lower()]
        return [*changed, value[:-1] if value.endswith("s") else value + "s"]
    return []


def signature_defaults(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong default of a parameter."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    named = list(zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True))
    named += [(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None]
    for argument, default in named:
        start, end = source.span(default)
        text = source.segment(default)
        others: list[str] = []
        if isinstance(default, ast.Constant):
            value = default.value
            if isinstance(value, bool):
                others = [str(not value)]
            elif type(value) in (int, float):
                others = _other_numbers(value) if value not in (0, 1) else [str(value + 1), str(1 - value)]
            elif isinstance(value, str) and text.isascii():
                others = [text[0] + new + text[0] for new in _other_texts(value)]
            elif value is None:
                others = ["0"]
        for other in others:
            yield Mutation("default", start, end, other, {"name": argument.arg, "good": text, "bad": other})


def names(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong variable: another local name, another attribute of ``self``, another key."""
    parameters = [a.arg for a in [*function.args.args, *function.args.kwonlyargs] if a.arg not in ("self", "cls")]
    nodes = list(_walk(function))
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
    for node in _walk(function):
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
    for node in _walk(function):
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
    for node in _walk(function):
        if (
            isinstance(node, ast.Call)
            and len(node.args) >= 2
            and not any(isinstance(a, ast.Starred) for a in node.args)
        ):
            for a, b in zip(node.args, node.args[1:], strict=False):
                yield from _swap(source, a, b, "swapped")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod):
            if not isinstance(node.left, ast.BinOp) and not isinstance(node.right, ast.BinOp):
                yield from _swap(source, node.left, node.right, "operands")
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.ctx, ast.Load):
            yield from _swap(source, node.elts[0], node.elts[1], "order")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
            start, end = source.span(node)
            inner = source.segment(node.func)
            yield Mutation("uncalled", start, end, inner, {"good": inner + "()", "bad": inner})


def _swap(source: Source, a: ast.AST, b: ast.AST, family: str) -> Iterator[Mutation]:
    (a_start, a_end), (b_start, b_end) = source.span(a), source.span(b)
    text_a, text_b = source.text[a_start:a_end], source.text[b_start:b_end]
    if text_a == text_b or b_start < a_end or "\n" in text_a + text_b:
        return
    between = source.text[a_end:b_start]
    facts = {"left": text_a, "right": text_b, "good": text_a + between + text_b, "bad": text_b + between + text_a}
    yield Mutation(family, a_start, b_end, facts["bad"], facts)


def returns(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A forgotten ``return``, or a return that stands inside the loop before it."""
    for parent in [function, *_walk(function)]:
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
    for node in _walk(function):
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
            yield from _swap(source, node.body, node.orelse, "branch")
        if isinstance(node, ast.If) and node.orelse and len(node.body) == 1 and len(node.orelse) == 1:
            if not isinstance(node.orelse[0], ast.If):
                yield from _swap(source, node.body[0], node.orelse[0], "branch")
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
    elif isinstance(value, ast.Subscript) and _is_number(value.slice, 0):
        yield Mutation("initial", start, end, "0", {"name": name, "good": source.text[start:end], "bad": "0"})


def _is_elif(source: Source, node: ast.If) -> bool:
    return source.text[source.offset(node.lineno, node.col_offset) :].startswith("elif")


def _delete_lines(source: Source, node: ast.stmt, family: str, facts: dict[str, str]) -> Iterator[Mutation]:
    """Delete a statement with its whole lines, when something is left beside it."""
    first, last = source.line_starts[node.lineno - 1], source.line_starts[node.end_lineno]  # type: ignore[index]
    text = source.text[first:last]
    yield Mutation(family, first, last, "", {**facts, "good": text.strip("\n"), "bad": ""})


FINDERS: tuple[Finder, ...] = (
    operators, comparisons, logic, off_by_one, constants, signature_defaults, names, methods, normalisation, arguments, returns,
    statements,
)  # fmt: skip


def mutations(source: Source, function: ast.FunctionDef) -> list[Mutation]:
    """Every mutation of a function. Not all of them parse: ``parses`` tells."""
    return [mutation for finder in FINDERS for mutation in finder(source, function)]


def parses(text: str) -> bool:
    """Whether a text is Python."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True

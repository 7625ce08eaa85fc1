"""Bugs of numbers, texts, flags and defaults. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from training.tasks.mutation import Mutation, walk
from training.tasks.source import Source

_UNITS = (7, 12, 24, 30, 60, 100, 365, 1000, 1024, 3600, 86400, 3.6, 1.8)


def constants(source: Source, function: ast.FunctionDef) -> Iterator[Mutation]:
    """A wrong number or a wrong short text."""
    for node in [*walk(function)]:
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

"""One small edit that breaks a function, and what all families share. Pure.

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


def walk(function: ast.FunctionDef) -> Iterator[ast.AST]:
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


def between(source: Source, left: ast.AST, right: ast.AST, token: str) -> tuple[int, int] | None:
    """Where ``token`` stands between two nodes."""
    start, end = source.span(left)[1], source.span(right)[0]
    match = re.search(rf"(?<![\w*/<>=!]){re.escape(token)}(?![*/<>=\w])", source.text[start:end])
    return (start + match.start(), start + match.end()) if match else None


def is_number(node: ast.AST, value: float) -> bool:
    """Whether a node is this number."""
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value == value


def swap(source: Source, a: ast.AST, b: ast.AST, family: str) -> Iterator[Mutation]:
    """Two nodes in each other's place; nothing where their texts are the same."""
    (a_start, a_end), (b_start, b_end) = source.span(a), source.span(b)
    text_a, text_b = source.text[a_start:a_end], source.text[b_start:b_end]
    if text_a == text_b or b_start < a_end or "\n" in text_a + text_b:
        return
    between = source.text[a_end:b_start]
    facts = {"left": text_a, "right": text_b, "good": text_a + between + text_b, "bad": text_b + between + text_a}
    yield Mutation(family, a_start, b_end, facts["bad"], facts)


def parses(text: str) -> bool:
    """Whether a text is Python."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True

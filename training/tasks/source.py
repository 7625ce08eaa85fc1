"""A module's source with its syntax tree and character offsets. Pure."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Source:
    """Python source whose nodes can be located in the text."""

    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line."""
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts

    def offset(self, line: int, byte_column: int) -> int:
        """Offset of a position as ``ast`` gives it (line from 1, column in UTF-8 bytes)."""
        start = self.line_starts[line - 1]
        prefix = self.text[start:].split("\n", 1)[0].encode()[:byte_column]
        return start + len(prefix.decode())

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Start and end offset of a node."""
        return (
            self.offset(node.lineno, node.col_offset),  # type: ignore[attr-defined]
            self.offset(node.end_lineno, node.end_col_offset),  # type: ignore[attr-defined]
        )

    def segment(self, node: ast.AST) -> str:
        """The text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    @staticmethod
    def docstring_lines(node: ast.FunctionDef) -> range:
        """Line numbers of a function's docstring."""
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            return range(first.lineno, (first.end_lineno or first.lineno) + 1)
        return range(0)

    def functions(self) -> list[tuple[str, ast.FunctionDef]]:
        """Qualified name and node of each function and method at the first two levels."""
        found: list[tuple[str, ast.FunctionDef]] = []
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef):
                found.append((node.name, node))
            elif isinstance(node, ast.ClassDef):
                found += [(f"{node.name}.{item.name}", item) for item in node.body if isinstance(item, ast.FunctionDef)]
        return found

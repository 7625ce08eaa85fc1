"""The expert reads a function aloud: each line of code, and whether it is right. Pure.

To name the wrong line at once, a model has to search a file within one token. Reading on line by line asks the same question many
times in small: is this line, just said again, what it should be? Every line of every function is then a lesson.
"""

from __future__ import annotations

import ast
from collections import deque

from training.tasks.source import Source

RIGHT, WRONG = " | right", " | wrong"


def walk(text: str, function: str, last_line: int | None = None) -> str | None:
    """Code lines of ``function`` in ``text`` with their numbers, each judged right.

    Comments, docstrings and blank lines are left out. With ``last_line`` the walk ends there and judges that line wrong. None when
    the function cannot be found.
    """
    source = Source(text)
    node = dict(source.functions()).get(function)
    if node is None:
        return None
    skipped = source.docstring_lines(node)
    lines = text.split("\n")
    end = last_line if last_line is not None else (node.end_lineno or node.lineno)
    said = [f"I go through `{function}`:"]
    for number in range(min(node.lineno, end), end + 1):
        code = lines[number - 1].strip()
        if number == last_line or (code and not code.startswith("#") and number not in skipped):
            said.append(f"{number} {code}{WRONG if number == last_line else RIGHT}")
    return "\n".join(said)


def call_graph(text: str) -> dict[str, list[str]]:
    """For each function and method of ``text`` those that it calls by name, in the order of their first call; itself left out.

    A method is known by its name alone, a class by its ``__init__``: what a reader does without running the code.
    """
    functions = dict(Source(text).functions())
    by_name: dict[str, list[str]] = {}
    for path in functions:
        owner, _, name = path.rpartition(".")
        by_name.setdefault(owner if name == "__init__" else name, []).append(path)
    graph = {}
    for path, function in functions.items():
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        calls.sort(key=lambda node: (node.lineno, node.col_offset))
        names = [
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "") for node in calls
        ]
        found = [callee for name in names for callee in by_name.get(name, [])]
        graph[path] = [callee for callee in dict.fromkeys(found) if callee != path]
    return graph


def chain(graph: dict[str, list[str]], start: str, goal: str) -> list[str]:
    """The functions between ``start`` and ``goal`` on a shortest path of calls; empty too where there is no path."""
    before: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting and goal not in before:
        caller = waiting.popleft()
        for callee in graph.get(caller, []):
            if callee not in before:
                before[callee] = caller
                waiting.append(callee)
    between: list[str] = []
    step = before.get(goal, "")
    while step and step != start:
        between.append(step)
        step = before[step]
    return between[::-1]

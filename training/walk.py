"""The expert reads a function aloud: each line of code, and whether it is right. Pure.

To name the wrong line at once, a model has to search a file within one token. Reading on line by line asks the same question many
times in small: is this line, just said again, what it should be? Every line of every function is then a lesson.
"""

from __future__ import annotations

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

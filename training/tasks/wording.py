"""Words for what a bug does and what is wrong with a line: shared by issues (a user's view) and thoughts (an engineer's view). Pure."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.tasks.mutation import Mutation

OPERATOR_WORDS = {
    "+": ("added", "add"), "-": ("subtracted", "subtract"), "*": ("multiplied", "multiply"), "/": ("divided", "divide"),
    "//": ("divided without remainder", "use whole division"), "%": ("taken modulo", "take the remainder"),
    "**": ("raised to a power", "raise to the power"), "+=": ("added", "add"), "-=": ("subtracted", "subtract"),
    "*=": ("multiplied", "multiply"), "/=": ("divided", "divide"), "&": ("intersected", "intersect"), "|": ("united", "unite"),
    "%=": ("taken modulo", "take the remainder"), "//=": ("divided without remainder", "use whole division"),
    "**=": ("raised to a power", "raise to the power"), "&=": ("intersected", "intersect"), "|=": ("united", "unite"),
}  # fmt: skip


def humanise(expression: str) -> str | None:
    """A phrase for a simple expression, or None when it is not simple."""
    expression = expression.strip()
    if re.fullmatch(r"-?\d+(\.\d+)?", expression) or re.fullmatch(r"'[^']{1,12}'|\"[^\"]{1,12}\"", expression):
        return expression
    if match := re.fullmatch(r"len\(([\w.]+)\)", expression):
        inner = humanise(match[1])
        return f"the number of {inner.removeprefix('the ')}" if inner else None
    if re.fullmatch(r"[A-Za-z_][\w.]*", expression):
        words = expression.split(".")[-1].strip("_").replace("_", " ").lower()
        return f"the {words}" if len(words) > 1 else None
    if match := re.fullmatch(r"[\w.]+\[['\"](\w+)['\"]\]", expression):
        return f"the {match[1].replace('_', ' ')}"
    return None


def diagnosis(mutation: Mutation, rng: random.Random) -> str:
    """What an engineer says is wrong with the line, and what it should be. One or two sentences."""
    facts = mutation.facts
    good, bad = facts.get("good", ""), facts.get("bad", "")
    left, right = facts.get("left", ""), facts.get("right", "")
    match mutation.family:
        case "operator":
            words = OPERATOR_WORDS[good][1]
            return (
                f"`{left}` and `{right}` are combined with `{bad}`, but the code has to {words}: it must be `{good}`."
            )
        case "overwritten":
            return f"`{left}` is overwritten with `=` each time. It has to accumulate with `{good}`."
        case "boundary":
            edge = "included" if good in ("<=", ">=") else "excluded"
            return f"The boundary `{right}` must be {edge}: `{bad}` should be `{good}`."
        case "comparison":
            return f"The comparison of `{left}` with `{right}` is wrong: `{bad}` should be `{good}`."
        case "logic":
            return f"The conditions are joined with `{bad}`, it should be `{good}`."
        case "negation":
            return f"The condition is the wrong way round: `{bad}` should be `{good}`."
        case "sign":
            return f"The sign is lost: `{bad}` should be `{good}`."
        case "off_by_one":
            return f"This is off by one: `{bad}` should be `{good}`."
        case "constant":
            return f"The number `{bad}` is wrong, it should be `{good}`."
        case "unit":
            return f"The unit conversion is wrong: `{bad}` should be `{good}`."
        case "text":
            return f"The text {bad} is wrong, it should be {good}."
        case "flag":
            return f"`{bad}` should be `{good}` here."
        case "default":
            return f"The default of `{facts['name']}` is `{bad}`, it should be `{good}`."
        case "name":
            return f"It uses `{bad}` where it should use `{good}`."
        case "typo":
            return f"`{bad}` does not exist, the name is `{good}`."
        case "attribute":
            return f"It uses `{bad}`, it should use `{good}`."
        case "key":
            return f"The key {bad} is wrong, it should be {good}."
        case "method":
            return f"`{bad}` is the wrong function here, it should be `{good}`."
        case "normalisation":
            return f"`{facts['call']}` is missing: `{bad}` should be `{good}`."
        case "swapped" | "operands" | "order":
            return f"`{left}` and `{right}` are in the wrong order: it should be `{good}`."
        case "branch":
            return "The two branches are swapped."
        case "uncalled":
            return f"`{bad}` is not called: the parentheses are missing, it should be `{good}`."
        case "return":
            return "The result is computed but not returned: `return` is missing."
        case "early_return":
            return "The return stands inside the loop, so it ends after the first pass. It belongs after the loop."
        case "guard":
            return f"The check `{facts['test']}` is missing. It has to be added."
        case "update":
            return f"`{facts['name']}` is never updated. The statement is missing: `{good.strip()}`."
        case "initial":
            return f"`{facts['name']}` starts at `{bad}`, it should start at `{good}`."
        case "loop_control":
            return f"`{bad}` should be `{good}`."
        case "order_by":
            return f"The sort order is wrong: `{good}` is missing."
        case _:
            return f"`{bad}` should be `{good}`."

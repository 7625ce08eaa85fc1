"""Sentences in which a user describes what a bug does, by family. Pure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from training.tasks.mutation import Mutation
from training.tasks.wording import OPERATOR_WORDS, humanise


def user_hint(mutation: Mutation, rng: random.Random) -> str | None:
    """A sentence in which a user describes the misbehaviour; None when the family gives no natural words."""
    hints = _HINTS.get(mutation.family)
    choices = hints(mutation.family, mutation.facts) if hints else []
    return rng.choice(choices) if choices else None


def _calculation_hints(family: str, facts: dict[str, str]) -> list[str]:
    left, right = humanise(facts.get("left", "")), humanise(facts.get("right", ""))
    choices: list[str] = []
    match family:
        case "operator":
            good, bad = OPERATOR_WORDS[facts["good"]], OPERATOR_WORDS[facts["bad"]]
            if left and right:
                choices = [
                    f"It looks as if {left} and {right} are {bad[0]} when they should be {good[0]}.",
                    f"{left.capitalize()} and {right} should be {good[0]}.",
                    f"I think {right} gets {bad[0]} and not {good[0]}.",
                    f"Shouldn't it {good[1]} {right}?",
                ]
        case "overwritten":
            if left:
                choices = [f"{left.capitalize()} does not add up.", f"{left.capitalize()} only reflects the last one.",
                           f"It seems {left} is replaced each time and not accumulated."]  # fmt: skip
        case "off_by_one":
            choices = ["It is off by one.", "It seems to be one too many or one too few.", "The last or the first one is treated wrongly.",
                       "Looks like an off-by-one error."]  # fmt: skip
        case "constant" | "unit":
            choices = [f"It seems to calculate with {facts['bad']} where it should be {facts['good']}.",
                       f"The right number would be {facts['good']}.", "The result is off by a constant factor or amount.",
                       f"I suspect the {facts['bad']} in there."]  # fmt: skip
            if family == "unit":
                choices += [
                    "I suspect a wrong unit conversion.",
                    "The conversion between units is wrong.",
                    "Looks like a unit mix-up.",
                ]
    return choices


def _condition_hints(family: str, facts: dict[str, str]) -> list[str]:
    left, right = humanise(facts.get("left", "")), humanise(facts.get("right", ""))
    choices: list[str] = []
    match family:
        case "boundary":
            if left and right:
                edge = "should count" if facts["good"] in ("<=", ">=") else "should not count yet"
                choices = [
                    f"The edge case is off: when {left} is exactly {right} it {edge}.",
                    f"If {left} equals {right} the result is wrong.",
                    f"It only goes wrong when {left} is exactly {right}.",
                    f"Exactly {right} is treated on the wrong side of the limit.",
                    f"Values right at the limit ({right}) are handled wrongly.",
                    "The boundary is handled wrongly.",
                ]
        case "comparison":
            if left and right:
                choices = [f"The check of {left} against {right} seems to be the wrong way round.",
                           f"It behaves as if the comparison with {right} were reversed.",
                           f"It does the opposite of what it should do depending on {left}."]  # fmt: skip
        case "logic":
            if left and right:
                word = "both conditions have to hold" if facts["good"] == "and" else "one of the conditions is enough"
                choices = [f"As far as I understand {word}.", f"Here {word}, which is not what happens."]
        case "negation" | "branch" | "sign":
            choices = [
                "It does exactly the opposite of what it should.",
                "The cases seem to be mixed up.",
                "It is the wrong way round.",
            ]
            if family == "sign":
                choices = ["The sign is wrong.", "Positive and negative are mixed up."]
    return choices


def _value_hints(family: str, facts: dict[str, str]) -> list[str]:
    choices: list[str] = []
    match family:
        case "text":
            choices = [f"It should use {facts['good']} there.", f"There is {facts['bad']} where {facts['good']} belongs.",
                       "The text that comes out is slightly wrong."]  # fmt: skip
        case "flag":
            choices = [
                "It answers yes when it should say no, or the other way round.",
                f"It should be {facts['good']} in that case.",
            ]
        case "default":
            name = humanise(facts["name"]) or facts["name"]
            choices = [f"When I do not pass {name}, the default should be {facts['good']}.", f"The default of `{facts['name']}` is wrong.",
                       f"This happens when {name} is left out.", f"The default for {name} should be {facts['good']}."]  # fmt: skip
        case "initial":
            name = humanise(facts["name"])
            if name:
                choices = [f"{name.capitalize()} starts from the wrong value.", "The result is always off by the same amount.",
                           f"It looks like {name} does not start at {facts['good']}."]  # fmt: skip
        case "update":
            name = humanise(facts["name"])
            if name:
                choices = [
                    f"{name.capitalize()} is never updated.",
                    f"It does not keep track of {name}.",
                    f"{name.capitalize()} stays the same.",
                ]
        case "normalisation":
            choices = _normalisation_hints(facts)
    return choices


def _name_hints(family: str, facts: dict[str, str]) -> list[str]:
    left, right = humanise(facts.get("left", "")), humanise(facts.get("right", ""))
    choices: list[str] = []
    match family:
        case "name" | "attribute" | "key" | "method":
            good, bad = humanise(facts["good"]), humanise(facts["bad"])
            if good and bad and family != "method":
                choices = [f"It seems to use {bad} where it should use {good}.", f"It should depend on {good}.",
                           f"{good.capitalize()} is ignored.", f"It looks like {bad} is used by mistake."]  # fmt: skip
            elif family == "method":
                choices = [f"It looks like it uses {facts['bad']} instead of {facts['good']}.", f"It should use {facts['good']}.",
                           f"`{facts['bad']}` is the wrong call there, I believe."]  # fmt: skip
        case "typo":
            choices = [
                "It crashes at once.",
                "It does not run at all.",
                "There is a name in there that does not exist.",
            ]
        case "uncalled":
            choices = [
                "It seems to compare or return a function and not its result.",
                "It fails with a strange type error.",
            ]
        case "swapped" | "operands" | "order":
            if left and right:
                choices = [f"{left.capitalize()} and {right} are mixed up.", f"It looks like {left} and {right} are swapped.",
                           f"The order of {left} and {right} is wrong."]  # fmt: skip
            else:
                choices = ["Two values seem to be swapped.", "The order is wrong."]
    return choices


def _flow_hints(family: str, facts: dict[str, str]) -> list[str]:
    choices: list[str] = []
    match family:
        case "return":
            choices = [
                "I always get None back.",
                "It returns nothing.",
                "There is no result, just None.",
                "None comes back.",
            ]
        case "early_return":
            choices = [
                "Only the first one is looked at.",
                "It stops after the first element.",
                "Everything after the first is ignored.",
            ]
        case "guard":
            choices = _guard_hints(facts)
        case "loop_control":
            choices = ["It stops too early." if facts["good"] == "continue" else "It does not stop when it should.",
                       "The loop does not go through the elements as it should."]  # fmt: skip
        case "order_by":
            choices = [
                "The order is upside down.",
                "It should be sorted in descending order.",
                "The biggest should come first.",
            ]
    return choices


def _normalisation_hints(facts: dict[str, str]) -> list[str]:
    inner = humanise(facts["inner"]) or "the input"
    return {
        ".strip()": [f"Blanks around {inner} should be ignored.", "Leading and trailing spaces make a difference and should not.",
                     f"It fails when {inner} has a space at the end."],
        ".lower()": [f"Upper and lower case of {inner} should not matter.", "It is case sensitive and should not be.",
                     "Capital letters break it."],
        ".upper()": ["Upper and lower case should not matter.", f"{inner.capitalize()} should come out in capitals."],
        ".casefold()": ["Upper and lower case should not matter."],
        "abs()": ["The sign should not matter.", "It must never be negative.", "The distance should be absolute."],
        "round()": ["The result should be rounded.", "There are far too many decimals.", "I get ugly floating point tails."],
        "sorted()": ["The result should be in order.", "The result is not sorted.", "It depends on the order of the input."],
        "int()": ["It should be a whole number.", "I get something that is not an integer."],
        "float()": ["It should be a number."],
        "max()": ["It should never go below the minimum.", "The lower limit is not respected.", "It can become negative."],
        "min()": ["It should never go above the limit.", "The upper limit is not respected.", "There is no cap any more."],
        "set()": ["Duplicates should be counted once."], "list()": ["It should be a list.", "The original list is changed."],
        ".copy()": ["The original gets changed."], "tuple()": ["It should be a tuple."],
        "str()": ["It should be text."],
    }.get(facts["call"], [f"It does not clean up {inner} first."])  # fmt: skip


def _guard_hints(facts: dict[str, str]) -> list[str]:
    test, body = facts["test"], facts["good"]
    subject = humanise(re.sub(r"^not ", "", test))
    raises = re.search(r"raise (\w+)", body)
    answer = re.search(r"return (.+)", body)
    wanted = (
        f"raise {raises[1]}" if raises else (f"return {answer[1]}" if answer and len(answer[1]) < 20 else "be handled")
    )
    hints = [
        f"The case `{test}` should {wanted}.",
        "A special case is not handled any more.",
        "There is no check for the special case.",
    ]
    if match := re.fullmatch(r"not ([\w.]+)", test):
        words = humanise(match[1])
        hints += (
            [f"If {words} is empty it should {wanted}.", f"An empty value for {words} is not handled."] if words else []
        )
    elif match := re.fullmatch(r"([\w.]+) is None", test):
        words = humanise(match[1])
        hints += (
            [f"If {words} is None it should {wanted}.", f"It does not handle a missing value for {words}."]
            if words
            else []
        )
    elif match := re.fullmatch(r"([\w.]+) (<|<=|>|>=|==|!=) (.+)", test):
        words, other = humanise(match[1]), humanise(match[3])
        relation = {
            "<": "below",
            "<=": "at or below",
            ">": "above",
            ">=": "at or above",
            "==": "equal to",
            "!=": "different from",
        }
        if words and other:
            hints += [
                f"If {words} is {relation[match[2]]} {other} it should {wanted}.",
                f"When {words} is {relation[match[2]]} {other}, it should {wanted}.",
            ]
            if match[2] == "<" and other == "0":
                hints += [
                    f"A negative value for {words} should {wanted}.",
                    f"Negative values for {words} are accepted.",
                ]
    elif subject:
        hints.append(f"When {subject} holds it should {wanted}.")
    return hints


_HINTS: dict[str, Callable[[str, dict[str, str]], list[str]]] = {
    **dict.fromkeys(("operator", "overwritten", "off_by_one", "constant", "unit"), _calculation_hints),
    **dict.fromkeys(("boundary", "comparison", "logic", "negation", "branch", "sign"), _condition_hints),
    **dict.fromkeys(("text", "flag", "default", "initial", "update", "normalisation"), _value_hints),
    **dict.fromkeys(
        ("name", "attribute", "key", "method", "typo", "uncalled", "swapped", "operands", "order"), _name_hints
    ),
    **dict.fromkeys(("return", "early_return", "guard", "loop_control", "order_by"), _flow_hints),
}

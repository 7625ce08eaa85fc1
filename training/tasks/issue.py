"""The issue in many voices: from one terse line to a report with steps, a traceback or none, with and without an example. Pure."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from training.tasks.hints import user_hint
from training.tasks.wording import humanise

if TYPE_CHECKING:
    from training.tasks.task import Finding, Task

_OPENINGS = (
    "Hi,", "Hello,", "Hi all,", "Hey,", "Good morning,", "Thanks for the library!", "First of all, great work.", "We use this in production.",
    "I noticed this while writing a report.", "Found this during testing.", "A customer complained today.", "QA reported this.",
    "This started after the last refactoring.", "Since yesterday's change this is broken.", "I just upgraded.", "Not sure if this is intended.",
    "I think I found a bug.", "Small bug.", "I was debugging our numbers and ended up here.", "My colleague ran into this.",
    "Our nightly job failed.", "I am new to this code base.", "Quick one:", "Sorry if this is a duplicate.", "This cost me an hour.",
)  # fmt: skip
_CLOSINGS = (
    "Thanks!", "Thank you.", "Please fix.", "Can someone have a look?", "Could you take a look?", "Please have a look.", "Cheers",
    "Happy to help testing.", "It blocks our release.", "Not urgent.", "This is urgent for us.", "Any idea?", "The other functions seem fine.",
    "Everything else works.", "I did not look at the code.", "Using Python 3.11.", "Python 3.11 on Linux.", "Please keep the public names as they are.",
    "A fix without changing the interface would be great.", "I can send a pull request for the docs.", "Let me know if you need more.",
    "Please do not change the tests.", "It should be a one line fix.", "",
)  # fmt: skip
_NAMED = (
    "`{function}` is wrong.", "`{function}` gives the wrong result.", "`{function}` returns the wrong value.", "There is a bug in `{function}`.",
    "{function}() does not work as documented.", "`{function}()` misbehaves.", "{function} seems broken.", "Wrong result from {function}().",
    "I get wrong results from `{function}`.", "The function `{function}` does not do what its docstring says.", "{about} is wrong (`{function}`).",
    "`{function}` should give {about}, but it does not.", "Something is off with `{function}` in {path}.", "`{function}` in `{path}` is broken.",
    "{About} is not right: `{function}` returns something else.", "The result of `{function}` is not correct in some cases.",
)  # fmt: skip
_UNNAMED = (
    "{About} is wrong.", "{About} is not correct.", "{About} comes out wrong.", "We get a wrong value for {about}.", "{About} is not what I expect.",
    "Something is wrong with {about}.", "{About} does not match what we calculated by hand.", "I do not trust {about} any more.",
    "{About} looks wrong to me.", "Our users say that {about} is wrong.", "In some cases {about} is wrong.", "Wrong result for {about}.",
    "There seems to be a problem with {about}.",
)  # fmt: skip
_VALUE_EXAMPLES = (
    "`{call}` returns `{actual}`, but I expected `{expected}`.", "For example `{call}` gives {actual} instead of {expected}.",
    "{call} -> {actual}, should be {expected}.", "I called `{call}` and got {actual}. It should be {expected}.",
    "Expected {expected} from `{call}`, got {actual}.", "With `{call}` I get `{actual}`; the right answer is `{expected}`.",
    "Example: `{call}` is `{actual}` (expected: `{expected}`).", "`{call}` should be `{expected}` but is `{actual}`.",
    "If I run `{call}`, the answer is {actual}, not {expected}.", "e.g. {call} == {actual}, correct would be {expected}",
)  # fmt: skip
_CODE_EXAMPLES = (
    "```python\n>>> {call}\n{actual}\n```\nExpected: `{expected}`", "```\n>>> {call}\n{actual}\n```\nIt should print {expected}.",
    "Steps to reproduce:\n\n    {call}\n\nActual: {actual}\nExpected: {expected}", "To reproduce:\n```python\nprint({call})\n```\nprints {actual}, expected {expected}",
    "**Expected** {expected}\n**Actual** {actual}\n**Code** `{call}`", "```python\nassert {call} == {expected}  # fails, is {actual}\n```",
    "Input: {call}\nGot: {actual}\nWant: {expected}",
)  # fmt: skip
_RAISES_EXAMPLES = (
    "`{call}` raises {actual}, but it should return `{expected}`.", "`{call}` crashes with {actual}. Expected `{expected}`.",
    "{call} fails with {actual}; I expected {expected}.", "Calling `{call}` ends in {actual}. The result should be {expected}.",
)  # fmt: skip
_SHOULD_RAISE_EXAMPLES = (
    "`{call}` returns `{actual}`, but it should raise {expected}.", "`{call}` should raise {expected}, it gives {actual}.",
    "I expected {expected} from `{call}`, but it returned {actual}.", "No {expected} for `{call}`; I get {actual}.",
)  # fmt: skip
_OTHER_EXAMPLES = (
    "`{call}` raises {actual}, it should raise {expected}.",
    "`{call}` fails with {actual} instead of {expected}.",
)


def write_issue(task: Task, rng: random.Random) -> tuple[str, bool]:
    """The text, and whether it shows the call with what it should give."""
    finding = task.shown
    assert finding is not None
    module, qualified = task.reported.split(".", 1)
    function = qualified.split(".")[-1] if rng.random() < 0.6 else qualified
    about = task.about
    words = {
        "function": function,
        "about": about,
        "About": about[:1].upper() + about[1:],
        "path": task.layout.path(module),
    }
    hint = user_hint(task.mutation, rng)
    with_example = rng.random() < (0.75 if hint else 1.0)  # a report says one or the other
    with_hint = hint is not None and (not with_example or rng.random() < 0.6)
    named = rng.random() < 0.65
    body = [rng.choice(_NAMED if named else _UNNAMED).format(**words)]
    if with_hint and hint:
        body.append(hint)
    if with_example:
        body.insert(rng.randint(0, len(body)) if rng.random() < 0.3 else len(body), _example(finding, rng))
    if with_example and rng.random() < 0.1:
        body = body[-1:]  # nothing but the example
    if rng.random() < 0.25 and with_example:
        body += _second_example(task, finding, rng)
    if finding.bad.error and finding.bad.frames and rng.random() < 0.6:
        body.append(_traceback(task, finding, rng))
    if rng.random() < 0.45:
        body.insert(0, rng.choice(_OPENINGS))
    if rng.random() < 0.45:
        body.append(rng.choice(_CLOSINGS))
    text = _join(body, rng)
    if rng.random() < 0.3:
        text = _title(task, function, rng) + "\n\n" + text
    return _style(text, rng).strip(), with_example


_FOREIGN = (
    "`{function}` is wrong.", "There is a bug in `{function}`.", "`{function}` should {about}, but it does not.", "{function}() misbehaves.",
    "Wrong behaviour of `{function}`.", "`{function}` in `{path}` is broken.", "{function} does not {about}.", "Something is off with {function}.",
    "The function that should {about} is broken.", "The code does not {about} any more.", "I expected it to {about}. It does not (`{function}`).",
)  # fmt: skip


def write_foreign_issue(task: Task, rng: random.Random) -> str:
    """An issue without an example: the function and, nearly always, a hint of what goes wrong."""
    words = {"function": task.function, "about": task.about, "path": task.path}
    body = [rng.choice(_FOREIGN).format(**words)]
    hint = user_hint(task.mutation, rng)
    if hint:
        body.append(hint)
    if rng.random() < 0.3:
        body.insert(0, rng.choice(_OPENINGS))
    if rng.random() < 0.3:
        body.append(rng.choice(_CLOSINGS))
    return _join(body, rng).strip()


def _join(parts: list[str], rng: random.Random) -> str:
    separator = rng.choice([" ", " ", "\n\n", "\n"])
    text = ""
    for part in parts:
        if not part:
            continue
        block = "\n" in part or text.endswith("```")
        text += ("\n\n" if block else separator) + part if text else part
    return text


def _title(task: Task, function: str, rng: random.Random) -> str:
    titles = [f"{function} returns wrong result", f"Bug in {function}", f"Wrong {task.about.removeprefix('the ')}", f"{function}: wrong result",
              f"Problem with {task.about}", f"[bug] {function}", f"{task.about.removeprefix('the ').capitalize()} incorrect"]  # fmt: skip
    title = rng.choice(titles)
    return rng.choice([title, f"# {title}", f"**{title}**", f"Title: {title}"])


def _style(text: str, rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.06 and "```" not in text and "Traceback" not in text:
        return text.replace("`", "")
    if draw < 0.1 and "`" not in text and "Traceback" not in text:
        return text[:1].lower() + text[1:]
    return text


def call_text(finding: Finding) -> str:
    """The call as an issue shows it: statements before it included."""
    return "; ".join(finding.case.statements)


def _example(finding: Finding, rng: random.Random) -> str:
    call, good, bad = call_text(finding), finding.good, finding.bad
    if len(finding.case.statements) > 1 and rng.random() < 0.6:
        return _block_example(finding, rng)
    actual = (
        bad.value
        if bad.error is None
        else (bad.error if rng.random() < 0.4 or not bad.message else f"{bad.error}: {bad.message}")
    )
    expected = good.value if good.error is None else good.error
    if bad.error is None and good.error is None:
        template = rng.choice(_VALUE_EXAMPLES if rng.random() < 0.65 else _CODE_EXAMPLES)
    elif good.error is None:
        template = rng.choice(_RAISES_EXAMPLES)
    elif bad.error is None:
        template = rng.choice(_SHOULD_RAISE_EXAMPLES)
    else:
        template = rng.choice(_OTHER_EXAMPLES)
    return template.format(call=call, actual=actual, expected=expected)


def _block_example(finding: Finding, rng: random.Random) -> str:
    good, bad = finding.good, finding.bad
    lines = "\n".join([*finding.case.statements[:-1], f"print({finding.case.expression})"])
    actual = f"prints {bad.value}" if bad.error is None else f"fails with {bad.error}"
    expected = f"expected {good.value}" if good.error is None else f"expected a {good.error}"
    fence = rng.choice(["```python\n{}\n```", "```\n{}\n```"]).format(lines)
    return f"{fence}\n{rng.choice(['This', 'It', 'The code'])} {actual}, {expected}."


def _second_example(task: Task, finding: Finding, rng: random.Random) -> list[str]:
    others = [f for f in task.findings if f is not finding and len(f.case.statements) == 1]
    if not others:
        return []
    other = rng.choice(others)
    return [rng.choice(["Also: ", "Another one: ", "And "]) + _example(other, rng)]


def _traceback(task: Task, finding: Finding, rng: random.Random) -> str:
    root = rng.choice(["", "/app/", "/home/dev/project/", "/srv/", "/usr/src/app/", "./"])
    lines = ["Traceback (most recent call last):"]
    if rng.random() < 0.7:
        lines += [
            f'  File "{rng.choice(["<stdin>", root + "main.py", root + "run.py"])}", line {rng.randint(1, 30)}, in <module>'
        ]
        if "main.py" in lines[-1] or "run.py" in lines[-1]:
            lines.append(f"    {finding.case.expression}")
    for module, line, function in finding.bad.frames:
        source = task.broken_modules[module].splitlines()
        if line <= len(source):
            lines += [
                f'  File "{root}{task.layout.path(module)}", line {line}, in {function}',
                f"    {source[line - 1].strip()}",
            ]
    lines.append(f"{finding.bad.error}: {finding.bad.message}" if finding.bad.message else str(finding.bad.error))
    text = "\n".join(lines)
    return text if rng.random() < 0.3 else f"```\n{text}\n```"


def words_of(text: str) -> set[str]:
    """Lower-case words of three letters and more."""
    return set(re.findall(r"[a-z]{3,}", text.lower()))


__all__ = ["call_text", "humanise", "words_of", "write_foreign_issue", "write_issue"]

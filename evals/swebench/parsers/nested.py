"""Log parsers of JavaScript projects whose runners show suites by indentation. Pure."""

from __future__ import annotations

import re
from typing import Final

from evals.swebench.parsers.base import FAILED, PASSED, Parser, Statuses, without_ansi
from evals.swebench.parsers.javascript import parse_file_results
from evals.swebench.rows import Row

_MILLISECONDS: Final = re.compile(r"\(\d+ms\)")
_KARMA_LINE: Final = re.compile(r"(\s*)?([✔✖])?\s(.*)$")
_FULL_TITLE: Final = re.compile(r'"fullTitle":\s"(.*)",\n')
_LIGHTHOUSE_MARKS: Final = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (r"✔\s(.*)\s\(\d+m+s\)", PASSED),
        (r"✔\s(.*)", PASSED),
        (r"\d+\)\s(.*)\s\(\d+m+s\)", FAILED),
        (r"\d+\)\s(.*)", FAILED),
    )
)
_NEXT_RUN: Final = re.compile(r"Running:(.*)\)\n{3}\s{2}(.*)\n")
_NEXT_NOISE: Final = ("ERROR", "LOG", "WARN", "Check", "in")
_QUARTO_TEMPORARY: Final = (re.compile(r"/tmp/(\w+)\.qmd"), re.compile(r"/tmp/(\w+)/"))


class Suites:
    """The suites around a line, from how far each was indented."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def enter(self, line: str) -> None:
        """A line that names a suite: those that are indented as far or further end."""
        indent = len(line) - len(line.lstrip())
        if indent > 0:
            while self._open and self._open[-1][1] >= indent:
                self._open.pop()
            self._open.append((line.strip(), indent))

    def names(self) -> list[str]:
        """From the outermost inwards."""
        return [name for name, _ in self._open]


def parse_calypso(log: str, row: Row) -> Statuses:
    """Jest with suites, once for each call of it in the log."""
    found: Statuses = {}
    suites = Suites()
    for run in log.split(" ./node_modules/.bin/jest ")[1:]:
        for line in run.split("\n"):
            if line.startswith(("Test Suites", "  ● ")):
                break
            mark = line.strip()[:1]
            if mark in ("✓", "✕"):
                pattern = rf"\s+{mark}\s(.*)" + (r"\(\d+ms\)$" if _MILLISECONDS.search(line) else "")
                if match := re.match(pattern, line):
                    name = f"{' - '.join(suites.names())} - {match[1]}".strip()
                    found[name] = PASSED if mark == "✓" else FAILED
            else:
                suites.enter(line)
    return found


def parse_next(log: str, row: Row) -> Statuses:
    """Karma, or Cypress in version 1.27."""
    return _next_cypress(log) if row.version == "1.27" else _next_karma(log)


def _next_karma(log: str) -> Statuses:
    found: Statuses = {}
    suites = Suites()
    clean = re.sub(r"AssertionError:\s+#([\s\S]*?)\n\n", "", without_ansi(log))
    for run in clean.split(" xvfb-run ")[1:]:
        for line in run.split("Starting browser Chrome")[-1].split("\n"):
            if line.startswith("TOTAL"):
                break
            if line.strip().startswith(_NEXT_NOISE):
                continue
            match = re.match(r".*?(✗)\s*(.*)", line) or re.match(r".*?(✓)\s*(.*)", line)
            if match:
                found[" - ".join([*suites.names(), match[2]])] = FAILED if match[1] == "✗" else PASSED
            else:
                suites.enter(line)
    return found


def _next_cypress(log: str) -> Statuses:
    found = {}
    parts = _NEXT_RUN.split(log)
    for suite, part in zip(parts[2::3], parts[3::3], strict=True):
        for pattern, status in ((r"^\s{4}\d+\)\s(.*)", FAILED), (r"^\s{4}✓\s(.*)\(", PASSED)):
            found.update({f"{suite}: {name.strip()}": status for name in re.findall(pattern, part, re.MULTILINE)})
    return found


def parse_lighthouse(log: str, row: Row) -> Statuses:
    """Mocha's JSON before version 3, then jest, then mocha with suites.

    Raises:
        ValueError: the version is no number.
    """
    if row.version in ("9.5", "10.0", "10.2"):
        return _lighthouse_mocha(log)
    if float(row.version) >= 3:
        return parse_file_results(log, row)
    found = {}
    for run in log.split("./node_modules/.bin/mocha --reporter json")[1:]:
        passes, failures = run.split('"passes": [')[-1].rsplit("]", 1)[0], run.split('"failures": [')[-1]
        found.update(dict.fromkeys(_FULL_TITLE.findall(passes), PASSED))
        found.update(dict.fromkeys(_FULL_TITLE.findall(failures.rsplit("],", 1)[0]), FAILED))
    return found


def _lighthouse_mocha(log: str) -> Statuses:
    found: Statuses = {}
    for run in re.split(r"running\s\d+\stest\sfiles", log)[1:]:
        suites = Suites()
        for line in re.split(r"\d+\spassing", run)[0].strip().split("\n"):
            marks = ((pattern.match(line.strip()), status) for pattern, status in _LIGHTHOUSE_MARKS)
            match, status = next((found for found in marks if found[0]), (None, ""))
            if match:
                found[" - ".join([*suites.names(), match[1]])] = status
            else:
                suites.enter(line)
    return found


def parse_highlight(log: str, row: Row) -> Statuses:
    """Mocha with suites: only the innermost counts, and what follows the summary is left out."""
    found: Statuses = {}
    suite: list[str] = []
    for line in re.split(r"\n[ \t]*\d+ passing", log)[0].split("\n"):
        text = line.strip()
        if text.startswith(("✓", "✔")):
            found[".".join([*suite, _without_time(text[1:])])] = PASSED
        elif re.match(r"\d+\)", text):
            found[".".join([*suite, _without_time(line.split(")", 1)[1])])] = FAILED
        elif line.startswith("  "):
            suite = [text]
    return found


def _without_time(name: str) -> str:
    return _MILLISECONDS.sub("", name).strip()


def parse_karma(log: str, row: Row) -> Statuses:
    """Karma with suites, from the start of the browser to the summary."""
    found: Statuses = {}
    indent, suites, started = -1, list[str](), False
    for line in log.split("\n"):
        if line.startswith("SUMMARY:"):
            break
        if "Starting browser" in line:
            started = True
            continue
        match = _KARMA_LINE.match(line) if started else None
        if match is None:
            continue
        spaces, mark, name = match.groups()
        if spaces and not mark:
            if len(spaces) > indent:
                suites.append(name)
            elif len(spaces) < indent:
                suites.pop()
            indent = len(spaces)
        if mark:
            found[" > ".join([*suites, name])] = PASSED if mark == "✔" else FAILED
    return found


def parse_quarto(log: str, row: Row) -> Statuses:
    """Deno's runner: ``[smoke] name ... ok`` in colours; temporary files are numbered in the order of their first use."""
    found: Statuses = {}
    numbers: dict[str, int] = {}
    for raw in log.split("\n"):
        if "ERRORS" in raw or "failures:" in raw:
            break
        if not re.search(r"\[(smoke|unit)\]", raw):
            continue
        line = _numbered(raw, numbers)
        name = line.split("...")[0].strip()
        is_summary = line.startswith("test result:") or all(word in line for word in ("passed", "failed", "steps"))
        if is_summary or "34mINFO" in line:
            continue
        if "32mok" in line:
            found[name] = PASSED
        elif "31mFAILED" in line or name not in found:
            found[name] = FAILED
    return found


def _numbered(line: str, numbers: dict[str, int]) -> str:
    for pattern in _QUARTO_TEMPORARY:
        if match := pattern.search(line):
            number = numbers.setdefault(match[0], len(numbers))
            line = pattern.sub(f"/tmp/{number}", line)
    return line


PARSERS: Final[dict[str, Parser]] = {
    "calypso": parse_calypso,
    "next": parse_next,
    "lighthouse": parse_lighthouse,
    "highlightjs": parse_highlight,
    "karma": parse_karma,
    "quarto_cli": parse_quarto,
}
"""By the name that rows use, without ``parse_log_``."""

"""Log parsers of JavaScript projects whose results stand one a line or in JSON: jest, vitest, TAP, mocha and karma. Pure.

Runners that show nesting by indentation are in ``nested.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from evals.swebench.parsers.base import FAILED, PASSED, SKIPPED, Parser, Statuses, by_line, without_ansi
from evals.swebench.rows import Row

# A time in milliseconds, in seconds after a space, in seconds: the first that fits anywhere is cut off.
_FILE_RESULT: Final = re.compile(r"(PASS|FAIL)\s(?:(.*)\s\([\d.]+ms\)|(.*)\s\([\d.]+\ss\)|(.*)\s\([\d.]+s\)|(.*))")
_FILE_MARKS: Final = {"PASS": PASSED, "FAIL": FAILED}
_TIME: Final = re.compile(r"\s\([\d.]+\s?(?:ms|s)\)$")
_MARKED: Final = re.compile(r"\d+\)\s(.*)")
_MOCHA_FAILURE: Final = re.compile(r"\s{2}\d+\)([\s\S]*?)\s+.*Error")
_CHROME_FAILURE: Final = re.compile(r"Chrome\s[\d.]+[^\S\r\n]\(.+?\)[^\S\r\n](.*)FAILED$", re.MULTILINE)
_BPMN_FAILURES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"2KPhantomJS\s[\d.]+\s\(Linux\s[\d.]+\)\s(.*)FAILED\n",
        r"2KPhantomJS\s[\d.]+\s\(Linux\sx86_64\)\s(.*)FAILED\n",
        r"Chrome\sHeadless\s.*\s\(Linux\sx86_64\)\s(.*)FAILED\n",
        r"HeadlessChrome\s[\d.]+\s\(Linux\s[\d.]+\)\s(.*)FAILED\n",
    )
)
_OPENLAYERS_FAILURES: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"Chrome\sHeadless\s[\d.]+\s\(Linux\s\S+\)\s(.*)\sFAILED\n",
        r"Chrome\s[\d.]+\s\(Linux\s\S+\)\s(.*)FAILED\n",
        r"^\s{2}\d+\)([\s\S]*?)Error:",
        r"^case\s(.*):\smismatch",
    )
)
_PRISM_COMMAND: Final = "./node_modules/.bin/mocha tests/run.js --reporter json"
_P5_FAILURE: Final = re.compile(r"^\s*\d+\)(.{0,1000}?):", re.MULTILINE | re.DOTALL)
_XML_BLOCK: Final = re.compile(r"<(\w+)>[\s\S]*?</\1>")

_JEST_MARKS: Final = {"✓": PASSED, "✕": FAILED, "○": SKIPPED}
_jest_line: Final = re.compile(r"(?P<status>[✓✕○])\s(?P<test>.+?)(?:\s\(\d+\s*m?s\))?$")


def parse_jest(log: str, row: Row) -> Statuses:
    """``jest --verbose``: a mark, the name, the time."""
    found = (_jest_line.match(line.strip()) for line in log.split("\n"))
    return {match["test"].strip(): _JEST_MARKS[match["status"]] for match in found if match}


_jest_json: Final = by_line(r"\[(?P<status>PASSED|FAILED)\]\s(?P<test>.+)$", {PASSED: PASSED, FAILED: FAILED})


def parse_immutable(log: str, row: Row) -> Statuses:
    """Two dialects of jest: which of them depends on the instance."""
    number = row.instance_id.rsplit("-", 1)[-1]
    if number == "2006":
        return parse_jest(log, row)
    return _jest_json(log, row) if number == "2005" else {}


def parse_file_results(log: str, row: Row) -> Statuses:
    """Jest without ``--verbose``: PASS or FAIL and the test file."""
    found = {}
    for line in log.split("\n"):
        if match := _FILE_RESULT.match(line):
            name = next(group for group in match.groups()[1:] if group is not None)
            found[name] = _FILE_MARKS[match[1]]
    return found


def parse_grommet(log: str, row: Row) -> Statuses:
    """As ``parse_file_results``, but a file that passed once has passed."""
    found = {}
    for mark, status in (("FAIL", FAILED), ("PASS", PASSED)):
        for name in re.findall(rf"^{mark}\s(.*)", log, re.MULTILINE):
            found[_TIME.sub("", name.strip())] = status
    return found


def parse_marked(log: str, row: Row) -> Statuses:
    """Failures only: a number and the name."""
    return _failures(match[1].strip() for line in log.split("\n") if (match := _MARKED.match(line)))


def parse_eslint(log: str, row: Row) -> Statuses:
    """Failures only: mocha's numbered list, up to the line that names an error."""
    return _failures(_one_line(name) for name in _MOCHA_FAILURE.findall(log))


def parse_chart(log: str, row: Row) -> Statuses:
    """Failures only, as karma names them."""
    return _failures(_CHROME_FAILURE.findall(without_ansi(log)))


def parse_bpmn(log: str, row: Row) -> Statuses:
    """Failures only, of several browsers."""
    return _failures(name for pattern in _BPMN_FAILURES for name in pattern.findall(log))


def parse_openlayers(log: str, row: Row) -> Statuses:
    """Failures only: karma's, mocha's and those of rendered images."""
    return _failures(_one_line(name) for pattern in _OPENLAYERS_FAILURES for name in pattern.findall(log))


def parse_prism(log: str, row: Row) -> Statuses:
    """Mocha's JSON after each call of it in the log.

    Raises:
        ValueError: what follows a call is no JSON.
    """
    found = {}
    for part in log.split(_PRISM_COMMAND)[1:]:
        results = json.loads("{" + part.split("{", 1)[-1].rsplit("}", 1)[0] + "}")
        for kind, status in (("failures", FAILED), ("passes", PASSED)):
            found.update({test["fullTitle"]: status for test in results[kind]})
    return found


def parse_p5(log: str, row: Row) -> Statuses:
    """Failures only: mocha's numbered list, whose lines are indented ever further; objects and pages in between are left out."""
    found: Statuses = {}
    for match in _P5_FAILURE.finditer(_without_elements(_without_objects(without_ansi(log)))):
        lines = match[1].split("\n")
        indents = [0, *(len(line) - len(line.lstrip()) for line in lines)]
        if all(inner > outer for outer, inner in pairwise(indents)):
            found[":".join(line.strip() for line in lines)] = FAILED
    return found


def _without_objects(log: str) -> str:
    """The log without objects and lists printed over several lines, or on one."""
    ends = {"{": "}", "[": "]"}
    open_ends: set[str] = set()
    kept = []
    for line in log.split("\n"):
        text = line.rstrip()
        if text[-1:] in ends:
            open_ends.add(ends[text[-1]])
        elif text in open_ends:
            open_ends.remove(text)
        elif not open_ends and not (text[:1] in ends and text[-1:] == ends[text[:1]]):
            kept.append(line)
    return "\n".join(kept)


def _without_elements(log: str) -> str:
    """The log without XML elements; of elements inside one of the same name the opening tags stay."""
    while match := _XML_BLOCK.search(log):
        tag = f"<{match[1]}>"
        log = log[: match.start()] + tag * max(match[0].count(tag) - 1, 0) + log[match.end() :]
    return log


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _failures(names: Iterable[str]) -> Statuses:
    return dict.fromkeys(names, FAILED)


PARSERS: Final[dict[str, Parser]] = {
    "jest": parse_jest,
    "jest_json": _jest_json,
    "immutable_js": parse_immutable,
    "vitest": by_line(
        r"(?P<status>[✓×↓])\s(?P<test>.+?)(?:\s(?:\d+\s*m?s?|\[skipped\]))?$",
        {"✓": PASSED, "×": FAILED, "↓": SKIPPED},
    ),
    "tap": by_line(r"(?P<status>ok|not ok) \d+ (?P<test>.+)$", {"ok": PASSED, "not ok": FAILED}),
    "carbon": parse_file_results,
    "react_pdf": parse_file_results,
    "grommet": parse_grommet,
    "marked": parse_marked,
    "eslint": parse_eslint,
    "chart_js": parse_chart,
    "bpmn_js": parse_bpmn,
    "openlayers": parse_openlayers,
    "prismjs": parse_prism,
    "p5js": parse_p5,
}
"""By the name that rows use, without ``parse_log_``."""

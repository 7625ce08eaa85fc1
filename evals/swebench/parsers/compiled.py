"""Log parsers of C, Go, Java, PHP, Ruby and Rust projects. Pure."""

from __future__ import annotations

import re
from collections import deque
from typing import Final
from xml.etree import ElementTree

from evals.swebench.parsers.base import FAILED, PASSED, SKIPPED, Parser, Statuses, by_line
from evals.swebench.rows import Row

_REDIS: Final = re.compile(r"\[(?P<status>ok|err|skip|ignore)\]:\s(?P<test>.+?)(?:\s\(\d+\s*m?s\))?$")
_REDIS_MARKS: Final = {"ok": PASSED, "err": FAILED, "skip": SKIPPED, "ignore": SKIPPED}
_PLACE: Final = re.compile(r"\s+in\s+\S+$")
_MAVEN_TEST: Final = re.compile(r".*-Dtest=(\S+)")
_MAVEN_RESULT: Final = re.compile(r".*BUILD (SUCCESS|FAILURE)$")
_MAVEN_MARKS: Final = {"SUCCESS": PASSED, "FAILURE": FAILED}
_GRADLE_RESULT: Final = re.compile(r"([^>].+)\s+(PASSED|FAILED)$")
_GRADLE_TEST: Final = re.compile(r"[^>]\S*\s+>\s+\S+$")
_PHP_SUITE: Final = re.compile(r"(\w.+) \(.+\)$")
_PHP_TEST: Final = re.compile(r"\s*([✔✘↩])\s*(.*)$")
_PHP_MARKS: Final = {"✔": PASSED, "✘": FAILED, "↩": SKIPPED}


def parse_redis(log: str, row: Row) -> Statuses:
    """``[ok]: name (3 ms)``; failures add the file that they are in."""
    found = {}
    for line in log.split("\n"):
        if match := _REDIS.match(line.strip()):
            name = _PLACE.sub("", match["test"]) if match["status"] == "err" else match["test"]
            found[name] = _REDIS_MARKS[match["status"]]
    return found


def parse_doctest(log: str, row: Row) -> Statuses:
    """The XML of doctest for C++: a part of a test has passed when all its expressions are true."""
    start = log.find("<doctest")
    end = log.find("</doctest>", start)
    if start < 0 or end < 0:
        return {}
    found = {}
    for case in ElementTree.fromstring(log[start:end] + "</doctest>").iterfind(".//TestCase"):
        for part in case.iterfind(".//SubCase"):
            true = all(expression.get("success") == "true" for expression in part.iterfind(".//Expression"))
            found[f"{case.get('name')} > {part.get('name')}"] = PASSED if true else FAILED
    return found


def parse_maven(log: str, row: Row) -> Statuses:
    """One build a test, in order: the commands name the tests (``-Dtest=``), the builds end in success or failure."""
    tests: deque[str] = deque()
    early: deque[str] = deque()
    found = {}
    for raw in log.split("\n"):
        line = raw.strip()
        if match := _MAVEN_TEST.match(line):
            tests.append(match[1])
        if match := _MAVEN_RESULT.match(line):
            if tests:
                found[tests.popleft()] = _MAVEN_MARKS[match[1]]
            else:
                early.append(match[1])
    for test, result in zip(tests, early, strict=False):
        found[test] = _MAVEN_MARKS[result]
    return found


def parse_gradle(log: str, row: Row) -> Statuses:
    """``Class > method PASSED``; the result may stand on a line of its own further down."""
    found: Statuses = {}
    waiting: str | None = None
    for raw in log.split("\n"):
        line = raw.strip()
        if match := _GRADLE_RESULT.match(line):
            found[match[1]] = match[2]
            waiting = None
        elif _GRADLE_TEST.match(line):
            waiting = line
        elif waiting is not None and line in (PASSED, FAILED):
            found[waiting] = line
            waiting = None
    return found


def parse_phpunit(log: str, row: Row) -> Statuses:
    """``phpunit --testdox``: a heading for each class, a mark for each test."""
    found = {}
    suite: str | None = None
    for line in log.split("\n"):
        if match := _PHP_SUITE.match(line):
            suite = match[1]
        elif match := _PHP_TEST.match(line):
            found[f"{suite} > {match[2]}"] = _PHP_MARKS[match[1]]
    return found


_minitest: Final = by_line(r"(?P<test>.+)\. .*=.*(?P<status>[.FE])", {".": PASSED, "F": FAILED, "E": FAILED})
_cucumber: Final = by_line(r"(?P<test>.*) \.+(?P<status>[.F])", {".": PASSED, "F": FAILED})


def parse_jekyll(log: str, row: Row) -> Statuses:
    """Minitest or Cucumber: which of them depends on the instance."""
    number = row.instance_id.split("-")[1]
    if number in ("9141", "8047", "8167"):
        return _minitest(log, row)
    return _cucumber(log, row) if number in ("8761", "8771") else {}


PARSERS: Final[dict[str, Parser]] = {
    "redis": parse_redis,
    "jq": by_line(r"(?P<status>PASS|FAIL):\s(?P<test>.+)$", {"PASS": PASSED, "FAIL": FAILED}),
    "doctest": parse_doctest,
    "micropython_test": by_line(
        r"(?P<status>pass|FAIL|skip)\s+(?P<test>.+)$", {"pass": PASSED, "FAIL": FAILED, "skip": SKIPPED}
    ),
    "googletest": by_line(
        r".*\[\s*(?P<status>OK|FAILED)\s*\]\s(?P<test>.*)\s\(.*\)$", {"OK": PASSED, "FAILED": FAILED}
    ),
    "gotest": by_line(
        r"--- (?P<status>PASS|FAIL|SKIP): (?P<test>.+) \(.+\)$", {"PASS": PASSED, "FAIL": FAILED, "SKIP": SKIPPED}
    ),
    "maven": parse_maven,
    "ant": by_line(
        r"\[junit\]\s+\[(?P<status>PASS|FAIL|ERR)\]\s+(?P<test>.*)$", {"PASS": PASSED, "FAIL": FAILED, "ERR": FAILED}
    ),
    "gradle_custom": parse_gradle,
    "phpunit": parse_phpunit,
    "minitest": _minitest,
    "cucumber": _cucumber,
    "ruby_unit": by_line(
        r"(?:test: )?(?P<test>.+):\s+(?P<status>\.|[EFO]\b)", {".": PASSED, "E": FAILED, "F": FAILED, "O": SKIPPED}
    ),
    "rspec_transformed_json": by_line(
        r"(?P<test>.+) - (?P<status>passed|failed)", {"passed": PASSED, "failed": FAILED}
    ),
    "jekyll": parse_jekyll,
    "cargo": by_line(r"test\s+(?P<test>\S+)\s+\.\.\.\s+(?P<status>\w+)$", {"ok": PASSED, "FAILED": FAILED}),
}
"""By the name that rows use, without ``parse_log_``."""

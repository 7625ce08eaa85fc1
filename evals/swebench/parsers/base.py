"""What a log parser is: from a log and its row to the status of each test. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from evals.swebench.rows import Row

FAILED, PASSED, SKIPPED, ERROR, XFAIL = "FAILED", "PASSED", "SKIPPED", "ERROR", "XFAIL"
STATUSES: Final = (FAILED, PASSED, SKIPPED, ERROR, XFAIL)

Statuses = dict[str, str]
Parser = Callable[[str, Row], Statuses]

_ANSI: Final = re.compile(r"\x1B(?:[@-Z\\-_]|\[[0-?]*[ -/]*[@-~])")


def without_ansi(text: str) -> str:
    """The text without terminal escapes."""
    return _ANSI.sub("", text)


def by_line(pattern: str, statuses: Mapping[str, str]) -> Parser:
    """A parser for logs with one result a line.

    Args:
        pattern: matched at the start of each line without the spaces around it; names the groups ``status`` and ``test``.
        statuses: what the marks mean; a line with another mark is passed over.
    """
    compiled = re.compile(pattern)

    def parse(log: str, row: Row) -> Statuses:
        found = (compiled.match(line.strip()) for line in log.split("\n"))
        return {match["test"]: statuses[match["status"]] for match in found if match and match["status"] in statuses}

    return parse

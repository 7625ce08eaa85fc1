"""Log parsers of SWE-bench's Python repositories: pytest in four dialects, Django, sympy and seaborn. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evals.swebench.parsers.base import ERROR, FAILED, PASSED, SKIPPED, STATUSES, Parser, Statuses, without_ansi
from evals.swebench.rows import Row

_COUNT: Final = re.compile(r"\[\d+\]")
_OPTION: Final = re.compile(r"(.*?)\[(.*)\]")
_COLOUR: Final = re.compile(r"\[\d+m")
_CONTROLS: Final = dict.fromkeys(range(1, 32))
_SYMPY_FAILURE: Final = re.compile(r"_* (.*)\.py:(.*) _*")
_SYMPY_MARKS: Final = {" E": ERROR, " F": FAILED, " ok": PASSED}
_DJANGO_PASSES: Final = (" ... ok", " ... OK", " ...  OK")
_DJANGO_MARKS: Final = (("FAIL", FAILED), ("ERROR", ERROR))
_VERSION_TEST: Final = "--version is equivalent to version"
# Output of a test that came between its name and its "ok".
_DJANGO_INTERRUPTED: Final = tuple(
    re.compile(rf"^(.*?)\s\.\.\.\s{between}\nok$", re.MULTILINE)
    for between in (
        r"Testing against Django installed in (?s:.*?) silenced\)\.",
        r"Internal Server Error: /.*/",
        r"System check identified no issues \(0 silenced\)",
    )
)


def parse_pytest(log: str, row: Row) -> Statuses:
    """The short summary of ``pytest -rA``: a status, then the test's name up to the next space."""
    return {words[1]: words[0] for words in _summary(log)}


def parse_pytest_options(log: str, row: Row) -> Statuses:
    """As ``parse_pytest``; of a parameter that is a path only the last part counts."""
    return {_short_option(words[1]): words[0] for words in _summary(log)}


def parse_matplotlib(log: str, row: Row) -> Statuses:
    """As ``parse_pytest``; mouse buttons are numbers, as older versions print them."""
    return parse_pytest(log.replace("MouseButton.LEFT", "1").replace("MouseButton.RIGHT", "3"), row)


def parse_pytest_v2(log: str, row: Row) -> Statuses:
    """Names with spaces, colours, and lines of older versions that end with the status."""
    found = {}
    for coloured in log.split("\n"):
        line = _COLOUR.sub("", coloured).translate(_CONTROLS)
        if line.startswith(STATUSES):
            words = (line.split(" - ", 1)[0] if line.startswith(FAILED) else line).split()
            if len(words) > 1 and not _is_count(words):
                found[" ".join(words[1:])] = words[0]
        elif line.endswith(STATUSES):
            words = line.split()
            if len(words) > 1:
                found[" ".join(words[:-1])] = words[-1]
    return found


def parse_r2e(log: str, row: Row) -> Statuses:
    """The short summary as R2E-Gym reads it: a test's name is what follows its file, with dots."""
    found = {}
    for line in log.partition("short test summary info")[2].split("\n"):
        plain = without_ansi(line)
        status = next((status for status in (PASSED, FAILED, ERROR) if status in plain), None)
        parts = plain.split("::")[1:]
        if status and parts:
            found[".".join(parts).split(" - ")[0]] = status
    return found


def parse_django(log: str, row: Row) -> Statuses:
    """Django's runner at verbosity 2: ``name ... result``, where output of the test may come in between."""
    found: Statuses = {}
    before: str | None = None
    for raw in log.split("\n"):
        line = raw.strip()
        if _VERSION_TEST in line:
            found[_VERSION_TEST] = PASSED
        if " ... " in line:
            before = line.split(" ... ")[0]
        found.update(_django_line(line))
        if line.startswith("ok") and before is not None:
            found[before] = PASSED
    for pattern in _DJANGO_INTERRUPTED:
        found.update((match[1], PASSED) for match in pattern.finditer(log))
    return found


def _django_line(line: str) -> Iterator[tuple[str, str]]:
    """What a line says by itself, later results over earlier ones."""
    for end in _DJANGO_PASSES:
        if line.endswith(end):
            # One test prints the migration that it applies in front of its own name (django__django-7188).
            if line.startswith("Applying sites.0002_alter_domain_unique...test_no_migrations"):
                line = line.split("...", 1)[1].strip()
            yield line.rsplit(end, 1)[0], PASSED
            break
    if " ... skipped" in line:
        yield line.split(" ... skipped")[0], SKIPPED
    for mark, status in _DJANGO_MARKS:
        if line.endswith(f" ... {mark}"):
            yield line.split(f" ... {mark}")[0], status
        words = line.split()
        if line.startswith(f"{mark}:") and len(words) > 1:
            yield words[1], status


def parse_seaborn(log: str, row: Row) -> Statuses:
    """A status before the name, or PASSED after it."""
    found = {}
    for line in log.split("\n"):
        words = line.split()
        if len(words) < 2:
            continue
        if line.startswith(FAILED):
            found[words[1]] = FAILED
        elif f" {PASSED} " in line:
            if words[1] == PASSED:
                found[words[0]] = PASSED
        elif line.startswith(PASSED):
            found[words[1]] = PASSED
    return found


def parse_sympy(log: str, row: Row) -> Statuses:
    """Sympy's own runner: headings of failures, and lines ``test_x E``, ``F`` or ``ok``."""
    found = {f"{match[1]}.py:{match[2]}": FAILED for match in _SYMPY_FAILURE.finditer(log)}
    for raw in log.split("\n"):
        line = raw.strip()
        for end, status in _SYMPY_MARKS.items():
            if line.startswith("test_") and line.endswith(end):
                found[line.split()[0]] = status
    return found


def _summary(log: str) -> Iterator[list[str]]:
    """Words of the lines that begin with a status, as far as they name a test."""
    for line in log.split("\n"):
        if line.startswith(STATUSES):
            words = (line.replace(" - ", " ") if line.startswith(FAILED) else line).split()
            if len(words) > 1 and not _is_count(words):
                yield words


def _is_count(words: list[str]) -> bool:
    """``SKIPPED [3] file:line: reason`` counts tests and names none."""
    return words[0] == SKIPPED and _COUNT.fullmatch(words[1]) is not None


def _short_option(name: str) -> str:
    match = _OPTION.search(name)
    if match is None:
        return name
    option = match[2]
    if option.startswith("/") and not option.startswith("//") and "*" not in option:
        option = "/" + option.rsplit("/", 1)[-1]
    return f"{match[1]}[{option}]"


PARSERS: Final[dict[str, Parser]] = {
    **dict.fromkeys(
        ("pytest", "astroid", "flask", "marshmallow", "pvlib", "pyvista", "sqlfluff", "xarray"), parse_pytest
    ),
    **dict.fromkeys(("pytest_options", "pydicom", "requests", "pylint"), parse_pytest_options),
    **dict.fromkeys(("pytest_v2", "astropy", "scikit", "sphinx"), parse_pytest_v2),
    "django": parse_django,
    "matplotlib": parse_matplotlib,
    "seaborn": parse_seaborn,
    "r2e": parse_r2e,
    "sympy": parse_sympy,
}
"""By the name that rows use, without ``parse_log_``."""

"""Watches the tests of an instance from inside pytest; it is read as text, filled in, and never imported by the product.

What came of each test goes to a file that is open before anything of the repository is loaded, and so do changes of the files
that hold the tests: code under test may put others in their place before they are read. It has to run with every Python
and pytest that an instance may have, down to Python 3.5 and pytest 3.
"""

import hashlib
import json
import os
from typing import Any

import pytest

_RECORD = os.open("@RECORD@", os.O_WRONLY | os.O_APPEND)
_SECRET = "@SECRET@"
_MUST_FAIL = "@MUST_FAIL@"
_FILES = json.loads("""@FILES@""")
_CONFIGURATIONS = []  # type: ignore[var-annotated]  # Python 3.5 has no annotations of variables


def pytest_configure(config: "Any") -> None:
    """Keep the configuration, which knows what tests are called."""
    _CONFIGURATIONS.append(config)


def _digests() -> "Any":
    found = {}
    for path in _FILES:
        try:
            with open(path, "rb") as file:  # noqa: PTH123  # pathlib's files are no paths to open() of Python 3.5
                found[path] = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            found[path] = ""
    return found


_EXPECTED = _digests()


def pytest_collectreport() -> None:
    """The files of the tests must be what they were, also while they are being loaded."""
    if _digests() != _EXPECTED:
        _tell({"changed": True})


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: "Any") -> None:
    """The test that must fail runs last: what a test changes in pytest counts for it, too."""
    last = [item for item in items if _MUST_FAIL in item.nodeid]
    items[:] = [item for item in items if _MUST_FAIL not in item.nodeid] + last


def pytest_runtest_logreport(report: "Any") -> None:
    """Write down what came of a phase of a test."""
    name = getattr(_CONFIGURATIONS[0], "cwd_relative_nodeid", str)(report.nodeid)
    _tell({"test": name, "when": report.when, "outcome": report.outcome, "xfail": hasattr(report, "wasxfail")})


def pytest_sessionfinish(exitstatus: int) -> None:
    """Write down how it ended."""
    _tell({"exit_code": int(exitstatus)})


def _tell(value: "Any") -> None:
    os.write(_RECORD, ("\n" + _SECRET + json.dumps(value) + "\n").encode("ascii"))

"""What of a patch is scored: everything but what could decide over the tests instead of passing them. Pure.

Tests, their configuration and what Python or pytest load by themselves belong to the task, not to its solution.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from agent.patch import parse_patch
from agent.setup_change import file_sections

_PROTECTED_NAMES: Final = (
    "conftest.py",
    "test_*.py",
    "*_test.py",
    "tests.py",
    # configuration of pytest
    "pytest.ini",
    ".pytest.ini",
    "pytest.toml",
    ".pytest.toml",
    "tox.ini",
    "setup.cfg",
    "pyproject.toml",
    # what Python loads unasked, or instead of a source file
    "sitecustomize.py",
    "usercustomize.py",
    "*.pth",
    "*.egg-link",
    "*.pyc",
)
_PROTECTED_FOLDERS: Final = ("tests", "__pycache__", "*.dist-info", "*.egg-info", "*.egg")
# These shadow what runs the tests.
_PROTECTED_MODULES: Final = re.compile(r"_?pytest(/.*|\.py)|pluggy(/.*|\.py)")


@dataclass(frozen=True, slots=True)
class FilteredPatch:
    """What is left of a patch, and the paths whose changes were dropped."""

    content: bytes
    dropped: tuple[str, ...]


def filter_patch(patch: bytes, *, kept: Collection[str] = ()) -> FilteredPatch:
    """Drop the changes of protected files, but for those in ``kept``: the files that a reference solution changes, too.

    Raises:
        PatchError: it is not a git patch.
    """
    left, dropped = [], []
    for section in file_sections(patch):
        (change,) = parse_patch(section).files
        if any(is_protected(path) and path not in kept for path in (change.path, change.old_path)):
            dropped.append(change.path)
        else:
            left.append(section)
    return FilteredPatch(b"".join(left), tuple(dropped))


def is_protected(path: str) -> bool:
    """Whether a file belongs to the tests, or could change how they run."""
    folders, name = posixpath.split(path.lower())
    parts = folders.split("/")
    return (
        any(fnmatchcase(name, pattern) for pattern in _PROTECTED_NAMES)
        # A link in the place of a folder is a file to git.
        or any(fnmatchcase(part, pattern) for part in (*parts, name) for pattern in _PROTECTED_FOLDERS)
        or (parts[0] == "test" or path == "test")
        or _PROTECTED_MODULES.fullmatch(path) is not None
    )

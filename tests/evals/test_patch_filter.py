from __future__ import annotations

import pytest

from agent.patch import PatchError
from evals.patch_filter import filter_patch, is_protected
from sandboxes.git_patch import git_patch

PROTECTED = [
    "conftest.py",
    "pkg/conftest.py",
    "Conftest.py",
    "test_cart.py",
    "pkg/cart_test.py",
    "tests/data/prices.json",
    "pkg/tests/shared.py",
    "test/shared.py",
    "tests",
    "test",
    "pytest.ini",
    ".pytest.ini",
    "pytest.toml",
    "tox.ini",
    "setup.cfg",
    "pyproject.toml",
    "sitecustomize.py",
    "usercustomize.py",
    "cheat.pth",
    "x-1.dist-info/entry_points.txt",
    "x.egg-info/PKG-INFO",
    "pkg/__pycache__/cart.cpython-311.pyc",
    "cart.pyc",
    "pytest.py",
    "_pytest/reports.py",
    "pluggy/__init__.py",
]
FREE = [
    "cart.py",
    "pkg/cart.py",
    "pkg/test/client.py",
    "contest.py",
    "latest.py",
    "attest/x.py",
    "pkg/pytest.py",
    "setup.py",
    "docs/testing.md",
    "pkg/protests/x.py",
]


@pytest.mark.parametrize("path", PROTECTED)
def test_what_decides_over_tests_is_protected(path: str) -> None:
    assert is_protected(path)


@pytest.mark.parametrize("path", FREE)
def test_what_tests_only_import_is_not(path: str) -> None:
    assert not is_protected(path)


def test_protected_changes_are_dropped_and_told_and_the_rest_stays_byte_for_byte() -> None:
    before = {"a.py": b"x = 1\n", "setup.cfg": b"[x]\n", "tests/test_a.py": b"def test_a(): pass\n"}
    after = {"a.py": b"x = 2\n", "setup.cfg": b"[y]\n", "conftest.py": b"cheat\n", "b.bin": b"\0\1"}
    filtered = filter_patch(git_patch(before, after))
    assert filtered.dropped == ("conftest.py", "setup.cfg", "tests/test_a.py")
    assert filtered.content == git_patch({"a.py": b"x = 1\n"}, {"a.py": b"x = 2\n", "b.bin": b"\0\1"})


@pytest.mark.parametrize(("old", "new"), [("conftest.py", "kept.py"), ("kept.py", "conftest.py")])
def test_a_protected_file_is_not_moved_away_or_in(old: str, new: str) -> None:
    head = f"diff --git a/{old} b/{new}\nsimilarity index 100%\nrename from {old}\nrename to {new}\n"
    assert filter_patch(head.encode()).content == b""


def test_nothing_is_nothing() -> None:
    assert filter_patch(b"").content == b""


@pytest.mark.parametrize("patch", [b"hello\n", b"diff --git a/x b/x\n--- a/x\n"])
def test_what_is_no_patch_is_refused(patch: bytes) -> None:
    with pytest.raises(PatchError):
        filter_patch(patch)

from __future__ import annotations

import pytest

from agent.patch import FileChange, Patch
from agent.patch_safety import unsafe_path_reason, unsafe_reasons


@pytest.mark.parametrize(
    "path", ["a", "a/b.py", ".github/x", ".gitignore", "git", "x.git", "..a", "a..", "C:x", "ü/\n", ".gitattributes"]
)
def test_ordinary_names_are_safe(path: str) -> None:
    assert unsafe_path_reason(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "", "/etc/passwd", "\\x", "C:\\x", "c:/x", "..", "a/../../b", "a/./b", "a//b", "a/", "a\0b", "a\\b", "a\\..\\b",
        ".git/config", ".GIT/hooks/x", "a/.Git/x", ".git", ".git /x", ".git./x", ".git::$INDEX_ALLOCATION/x", "git~1/x",
        "GIT~2", ".g\u200cit/x", "\ufeff.git/x",
    ],
)  # fmt: skip
def test_names_that_leave_the_tree_or_reach_git_are_not(path: str) -> None:
    assert unsafe_path_reason(path) is not None


def reasons(file: FileChange) -> tuple[str, ...]:
    return unsafe_reasons(Patch(b"", (file,)))


@pytest.mark.parametrize("target", ["b", "../b", "sub/../../b", ".", "../.gitignore"])
def test_links_inside_the_tree_are_safe(target: str) -> None:
    assert reasons(FileChange("a/link", "a/link", "added", None, "120000", link_target=target)) == ()


@pytest.mark.parametrize("target", [None, "", "/etc/passwd", "../../b", "x/../../../b", "../.git/config", "..\\..\\b"])
def test_links_out_of_it_are_not(target: str | None) -> None:
    assert reasons(FileChange("a/link", "a/link", "added", None, "120000", link_target=target))


def test_submodules_and_odd_modes_are_not() -> None:
    assert "submodule" in reasons(FileChange("sub", "sub", "added", None, "160000"))[0]
    assert "submodule" in reasons(FileChange("sub", "sub", "deleted", "160000", None))[0]
    assert reasons(FileChange("x", "x", "added", None, "100777"))
    assert reasons(FileChange("x", "x", "modified", "100644", "100755")) == ()


def test_both_names_of_a_rename_count() -> None:
    assert reasons(FileChange("x", "../y", "renamed"))


def test_reasons_are_printable() -> None:
    assert reasons(FileChange("a\x1b]52;c\x07/../\udcff", "x", "added"))[0].isascii()

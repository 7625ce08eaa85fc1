from __future__ import annotations

from pathlib import Path

import pytest

from agent.patch import PatchError, parse_patch
from agent.patch_delivery import Branch, apply_to_worktree, create_branch
from sandboxes.git_patch import git_patch
from tests.sandboxes.repositories import git, make_repository

FILES = {"a.py": b"x = 1\n", "sub/b.py": b"y = 1\n"}
CHANGE = parse_patch(git_patch(FILES, {**FILES, "a.py": b"x = 2\n", "new/c.bin": b"\0\1"}))
HOOKS = ("post-index-change", "pre-commit", "reference-transaction", "pre-applypatch", "post-checkout")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = make_repository(tmp_path / "r", FILES)
    for hook in HOOKS:
        (folder / ".git/hooks" / hook).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", "utf-8")
        (folder / ".git/hooks" / hook).chmod(0o755)
    git(folder, "config", "core.fsmonitor", f"touch {tmp_path}/ran; false")
    return folder


def test_apply_changes_files_and_stages_nothing(repository: Path) -> None:
    apply_to_worktree(repository, CHANGE)
    assert (repository / "a.py").read_bytes() == b"x = 2\n"
    assert (repository / "new/c.bin").read_bytes() == b"\0\1"
    assert git(repository, "-c", "core.fsmonitor=", "diff", "--cached", "--name-only") == b""
    assert not (repository.parent / "ran").exists()


def test_apply_from_a_subfolder_covers_the_whole_repository(repository: Path) -> None:
    apply_to_worktree(repository / "sub", CHANGE)
    assert (repository / "a.py").read_bytes() == b"x = 2\n"


def test_apply_is_all_or_nothing(repository: Path) -> None:
    (repository / "a.py").write_bytes(b"x = 17\n")
    with pytest.raises(PatchError, match="does not apply"):
        apply_to_worktree(repository, CHANGE)
    assert (repository / "a.py").read_bytes() == b"x = 17\n"
    assert not (repository / "new").exists()


def test_a_branch_is_one_commit_and_touches_nothing_else(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD").strip().decode()
    (repository / "a.py").write_bytes(b"x = 17\n")
    index = (repository / ".git/index").read_bytes()
    commit = create_branch(repository, CHANGE, Branch("fix/x", head, "Fix x\n\nWhy."))
    assert git(repository, "rev-parse", "refs/heads/fix/x", "refs/heads/fix/x^").split() == [
        commit.encode(),
        head.encode(),
    ]
    assert git(repository, "show", "fix/x:a.py") == b"x = 2\n"
    assert git(repository, "log", "-1", "--format=%B", "fix/x") == b"Fix x\n\nWhy.\n\n"
    assert (repository / "a.py").read_bytes() == b"x = 17\n"
    assert (repository / ".git/index").read_bytes() == index
    assert git(repository, "symbolic-ref", "HEAD") == b"refs/heads/main\n"
    assert not (repository.parent / "ran").exists()


@pytest.mark.parametrize("name", ["main", "-x", "a..b", "a b", "", "x.lock", "refs/../x"])
def test_branches_that_exist_or_cannot(repository: Path, name: str) -> None:
    with pytest.raises(PatchError, match=r"exists already|not a branch name"):
        create_branch(repository, CHANGE, Branch(name, "HEAD", "m"))


def test_a_base_that_does_not_fit(repository: Path) -> None:
    other = parse_patch(git_patch({"a.py": b"z\n"}, {"a.py": b"w\n"}))
    with pytest.raises(PatchError, match="cannot be made from HEAD"):
        create_branch(repository, other, Branch("fix", "HEAD", "m"))
    with pytest.raises(PatchError, match="cannot be made from nowhere"):
        create_branch(repository, CHANGE, Branch("fix", "nowhere", "m"))
    assert git(repository, "branch", "--format=%(refname:short)") == b"main\n"


def test_unsafe_patches_do_not_reach_git(repository: Path) -> None:
    for after in ({"../x": b"1\n"}, {".git/hooks/x": b"1\n"}, {"a\\b": b"1\n"}):
        with pytest.raises(PatchError, match="not safe"):
            apply_to_worktree(repository, parse_patch(git_patch({}, after)))
        with pytest.raises(PatchError, match="not safe"):
            create_branch(repository, parse_patch(git_patch({}, after)), Branch("fix", "HEAD", "m"))


def test_nothing_is_written_through_a_link_of_the_patch(repository: Path, tmp_path: Path) -> None:
    (repository / "out").symlink_to(tmp_path)
    with pytest.raises(PatchError, match="symbolic link"):
        apply_to_worktree(repository, parse_patch(git_patch({}, {"out/x": b"1\n"})))
    assert not (tmp_path / "x").exists()

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from agent.workspace import Workspace, WorkspaceError, WorkspaceRequest, open_workspace, without_credentials
from tests.sandboxes.repositories import git, make_repository, write_files

FILES = {"a.py": b"x = 1\n", "sub/b.bin": bytes(range(256)), ".gitignore": b"*.log\n"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "r", FILES)


def opened(storage: Path, repository: Path | str, **wishes: object) -> Workspace:
    storage.mkdir(exist_ok=True)
    return open_workspace(WorkspaceRequest(str(repository), **wishes), storage)  # type: ignore[arg-type]


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    """Content and modification time of everything in a repository, its git folder included."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def tree_of(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.base.folder
    names = git(folder, "ls-tree", "-r", "-z", "--name-only", workspace.base.tree).split(b"\0")
    return {os.fsdecode(name): git(folder, "show", f"base:{os.fsdecode(name)}") for name in names if name}


def test_the_base_is_one_commit_with_the_files_of_head(repository: Path, tmp_path: Path) -> None:
    write_files(repository, {"later.py": b"2\n"})
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=second")
    git(repository, "tag", "v1")
    workspace = opened(tmp_path / "s", repository)
    assert tree_of(workspace) == {**FILES, "later.py": b"2\n"}
    assert workspace.notices == ()
    assert workspace.folder == repository
    assert workspace.revision == git(repository, "rev-parse", "HEAD").decode().strip()
    assert git(workspace.base.folder, "rev-list", "--all", "--count") == b"1\n"
    objects = git(workspace.base.folder, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)").split()
    assert objects.count(b"commit") == 1
    assert b"tag" not in objects
    heads = git(tmp_path, "bundle", "list-heads", str(workspace.base.bundle)).split()
    assert heads == [workspace.base.commit.encode(), b"refs/heads/base"]


def test_the_base_stands_alone_and_can_be_read_by_all(repository: Path, tmp_path: Path) -> None:
    old_mask = os.umask(0o077)
    try:
        base = opened(tmp_path / "s", repository).base
    finally:
        os.umask(old_mask)
    repository.rename(tmp_path / "away")
    git(base.folder, "fsck", "--full", "--strict")
    assert all(path.stat().st_mode & 0o004 for path in base.folder.rglob("*"))


def test_the_same_tree_is_the_same_commit(repository: Path, tmp_path: Path) -> None:
    first = opened(tmp_path / "s1", repository).base
    git(repository, "commit", "--quiet", "--allow-empty", "--message=again")
    assert opened(tmp_path / "s2", repository).base.commit == first.commit


def test_another_revision(repository: Path, tmp_path: Path) -> None:
    write_files(repository, {"a.py": b"x = 2\n"})
    git(repository, "commit", "--quiet", "--all", "--message=second")
    assert tree_of(opened(tmp_path / "s", repository, base="HEAD~1")) == FILES


def test_uncommitted_changes_are_left_out_and_told(repository: Path, tmp_path: Path) -> None:
    write_files(repository, {"a.py": b"x = 2\n", "new.py": b"1\n", "x.log": b"noise"})
    before = fingerprint(repository)
    workspace = opened(tmp_path / "s", repository)
    assert tree_of(workspace) == FILES
    assert workspace.notices == ("2 uncommitted changes are left out (--include-uncommitted takes them along)",)
    assert fingerprint(repository) == before


def test_uncommitted_changes_are_taken_along(repository: Path, tmp_path: Path) -> None:
    write_files(repository, {"a.py": b"x = 2\n", "new/deep.py": b"1\n", "staged": b"s\n", "x.log": b"noise"})
    git(repository, "add", "staged")
    (repository / "sub/b.bin").unlink()
    before = fingerprint(repository)
    workspace = opened(tmp_path / "s", repository, include_uncommitted=True)
    expected = {**FILES, "a.py": b"x = 2\n", "new/deep.py": b"1\n", "staged": b"s\n"}
    del expected["sub/b.bin"]
    assert tree_of(workspace) == expected
    assert workspace.notices == ()
    assert fingerprint(repository) == before
    git(repository, "commit", "--quiet", "--allow-empty", "--message=second")
    with pytest.raises(WorkspaceError, match="leave --base out"):
        opened(tmp_path / "s2", repository, include_uncommitted=True, base="HEAD~1")


def test_a_file_and_a_folder_change_places(repository: Path, tmp_path: Path) -> None:
    (repository / "a.py").unlink()
    write_files(repository, {"a.py/inner": b"1\n"})
    (repository / "sub/b.bin").unlink()
    (repository / "sub").rmdir()
    (repository / "sub").write_bytes(b"file\n")
    tree = tree_of(opened(tmp_path / "s", repository, include_uncommitted=True))
    assert tree == {".gitignore": FILES[".gitignore"], "a.py/inner": b"1\n", "sub": b"file\n"}


def test_bad_input_is_one_clear_line(repository: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    git(fresh, "init", "--quiet")
    table = [
        (tmp_path / "nowhere", {}, "no such folder: "),
        (repository / "a.py", {}, "not a folder: "),
        (empty, {}, "not a git repository: "),
        (fresh, {}, "the repository has no commit yet: "),
        (repository, {"base": "nowhere"}, "no such revision in .*: nowhere"),
        (repository, {"base": "--help"}, "no such revision in .*: --help"),
        (repository, {"base": "HEAD:a.py"}, "no such revision in "),
        ("file:///nonexistent/x.git", {}, "cannot clone file:///nonexistent/x.git: "),
        ("ext::sh -c touch% /tmp/ran", {}, "cannot clone ext::"),
        ("file:///nonexistent/x.git", {"include_uncommitted": True}, "needs a local repository"),
    ]
    for number, (source, wishes, message) in enumerate(table):
        with pytest.raises(WorkspaceError, match=f"^.*{message}") as caught:
            opened(tmp_path / f"s{number}", source, **wishes)
        assert "\n" not in str(caught.value)


def test_a_url_is_cloned(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "--message=second")
    for number, base in enumerate((None, "HEAD~1", "main")):
        workspace = opened(tmp_path / f"s{number}", f"file://{repository}", base=base)
        assert tree_of(workspace) == FILES
        assert workspace.folder is None
        assert not (tmp_path / f"s{number}" / "clone.git").exists()


def test_credentials_are_cut_out() -> None:
    text = "fatal: unable to access 'https://me:secret@example.org/x.git/' and ssh://git@example.org/y"
    assert without_credentials(text) == "fatal: unable to access 'https://example.org/x.git/' and ssh://example.org/y"


def test_a_subfolder_stands_for_its_repository(repository: Path, tmp_path: Path) -> None:
    workspace = opened(tmp_path / "s", repository / "sub")
    assert workspace.folder == repository
    assert "is taken as a whole" in workspace.notices[0]


def test_bare_shallow_linked_and_detached_repositories(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "--message=second")
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare.git")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    git(tmp_path, "clone", "--quiet", "--shared", str(repository), "shared")
    git(repository, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    for name in ("bare.git", "shallow", "shared", "linked"):
        workspace = opened(tmp_path / f"s-{name}", tmp_path / name)
        assert tree_of(workspace) == FILES
        assert workspace.notices == ()


def test_a_sha256_repository(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    git(folder, "init", "--quiet", "--object-format=sha256")
    write_files(folder, {"a": b"1\n"})
    git(folder, "add", "a")
    git(folder, "commit", "--quiet", "--message=first")
    base = opened(tmp_path / "s", folder).base
    assert (base.object_format, len(base.commit)) == ("sha256", 64)


def test_a_damaged_repository_is_one_line(repository: Path, tmp_path: Path) -> None:
    blob = git(repository, "rev-parse", "HEAD:a.py").decode().strip()
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(WorkspaceError, match="cannot use"):
        opened(tmp_path / "s", repository)


def test_the_environment_of_an_outer_git_does_not_count(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other-index"))
    assert tree_of(opened(tmp_path / "s", repository)) == FILES


def test_a_change_in_the_instant_of_the_commit_is_taken_along(repository: Path, tmp_path: Path) -> None:
    """Same size, same time as in the index: only the content tells, and only while the index keeps its own time."""
    file, index = repository / "a.py", repository / ".git/index"
    long_ago_ns = file.stat().st_mtime_ns - 100 * 10**9
    for content in (b"x = 6\n", b"x = 7\n"):
        file.write_bytes(content)
        os.utime(file, ns=(long_ago_ns, long_ago_ns))
        if content == b"x = 6\n":
            git(repository, "-c", "core.trustctime=false", "commit", "--quiet", "--all", "--message=again")
    os.utime(index, ns=(long_ago_ns, long_ago_ns))
    git(repository, "config", "core.trustctime", "false")
    workspace = opened(tmp_path / "s", repository, include_uncommitted=True)
    assert git(workspace.base.folder, "show", "base:a.py") == b"x = 7\n"


@pytest.mark.parametrize("include", [False, True])
def test_a_strangers_git_folder_runs_nothing(repository: Path, tmp_path: Path, include: bool) -> None:
    """A repository that came as an archive, with its configuration, hooks, filters and a poisoned submodule."""
    marker = tmp_path / "ran"
    program = tmp_path / "evil.sh"
    program.write_text(f"#!/bin/sh\ntouch {marker}\ncat\n", "utf-8")
    program.chmod(0o755)
    inner = make_repository(tmp_path / "inner", {"f": b"1\n"})
    git(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "module")
    write_files(repository, {".gitattributes": b"* filter=evil diff=evil\n"})
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "--quiet", "--message=second")
    for folder in (repository, repository / "module"):
        for setting in (
            "core.fsmonitor",
            "filter.evil.clean",
            "filter.evil.process",
            "diff.external",
            "diff.evil.textconv",
        ):
            git(folder, "config", setting, str(program))
        git(folder, "config", "uploadpack.packObjectsHook", str(program))
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (repository / ".git/hooks" / hook).write_bytes(program.read_bytes())
        (repository / ".git/hooks" / hook).chmod(0o755)
    write_files(repository, {"a.py": b"x = 2\n", "module/f": b"2\n", "module/.gitattributes": b"* filter=evil\n"})
    marker.unlink(missing_ok=True)
    workspace = opened(tmp_path / "s", repository, include_uncommitted=include)
    assert not marker.exists()
    assert "submodules are left empty: module" in workspace.notices
    shown = git(workspace.base.folder, "show", "base:a.py")
    assert shown == (b"x = 2\n" if include else b"x = 1\n")
    git(repository, "status")
    assert marker.exists(), "the trap itself does not work"


def test_another_users_repository_says_what_to_do(repository: Path, tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("needs root to give a file away")
    subprocess.run(["chown", "-R", "12345", str(repository)], check=True)
    with pytest.raises(WorkspaceError, match=r"git config --global --add safe.directory"):
        opened(tmp_path / "s", repository)

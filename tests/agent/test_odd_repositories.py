"""Odd repositories without a sandbox: what the host makes of them before a run, and of the patch after it.

The change is made in a copy of the base, and taken out by git. ``tests/agent/cli/test_odd_repositories_in_docker.py`` goes
through the same tables with ``agent solve`` and a real sandbox.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.main import main
from agent.patch import PatchError, parse_patch
from agent.patch_delivery import Branch, apply_to_worktree, create_branch
from agent.patch_safety import unsafe_reasons
from agent.workspace import WorkspaceRequest, open_workspace
from tests.agent.odd_contents import CONTENTS, EVERY_BYTE, Content, make_contents, shell
from tests.agent.odd_repositories import STATES, State, every_byte, make_state
from tests.sandboxes.repositories import git

DIFF = ("diff", "--cached", "--binary", "--full-index", "--no-renames", "HEAD")


def line(folder: Path, *arguments: str) -> str:
    return git(folder, *arguments).decode().strip()


def changed_copy(base: Path, folder: Path, script: str, left_out: tuple[str, ...]) -> tuple[bytes, str]:
    """Make a change in a copy of a base: the patch, and the id of the tree that it should lead to."""
    git(base.parent, "clone", "--quiet", "--no-checkout", str(base), str(folder))
    (folder / ".git/info/attributes").write_text(EVERY_BYTE, encoding="utf-8")
    git(folder, "reset", "--quiet", "--hard")
    shell(folder, script)
    for path in left_out:
        found = folder / path
        shutil.rmtree(found) if found.is_dir() else found.unlink()
    git(folder, "add", "--all", "--force")
    return git(folder, *DIFF), line(folder, "write-tree")


def staged(folder: Path, without: tuple[str, ...]) -> list[bytes]:
    """Mode, content and name of all that is in the index of a repository."""
    entries = git(folder, "ls-files", "--stage", "-z").split(b"\0")
    return [entry for entry in entries if not any(entry.endswith(b"/" + name.encode()) for name in without)]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.name)
def test_a_change_of_it_comes_back_as_it_is(content: Content, tmp_path: Path) -> None:
    repository = make_contents(tmp_path / "r", [content])
    before = every_byte(repository)
    (tmp_path / "s").mkdir()
    workspace = open_workspace(WorkspaceRequest(str(repository)), tmp_path / "s")
    assert every_byte(repository) == before
    assert workspace.base.tree == line(repository, "rev-parse", "HEAD^{tree}")
    script = f"cd {content.name}; {content.change}"
    left_out = tuple(f"{content.name}/{path}" for path in content.left_out)
    patch, tree = changed_copy(workspace.base.folder, tmp_path / "copy", script, left_out)
    parsed = parse_patch(patch)
    branch = Branch("fix", workspace.revision, "fix")
    if content.unsafe:
        assert content.unsafe in unsafe_reasons(parsed)[0]
        with pytest.raises(PatchError, match=content.unsafe):
            create_branch(repository, parsed, branch)
        assert every_byte(repository) == before
    else:
        commit = create_branch(repository, parsed, branch)
        assert line(repository, "rev-parse", f"{commit}^{{tree}}") == tree
        git(tmp_path, "clone", "--quiet", str(repository), "clone")
        apply_to_worktree(tmp_path / "clone", parsed)
        git(tmp_path / "clone", "add", "--all", "--force")
        assert staged(tmp_path / "clone", content.normalised) == staged(tmp_path / "copy", content.normalised)


@pytest.mark.parametrize("state", [state for state in STATES if not state.refusal], ids=lambda state: state.name)
def test_a_run_begins_from_the_commit(state: State, tmp_path: Path) -> None:
    path = make_state(tmp_path / "user", state)
    before = every_byte(tmp_path / "user")
    (tmp_path / "s").mkdir()
    request = WorkspaceRequest(str(path), base=state.base, include_uncommitted=state.include_uncommitted)
    workspace = open_workspace(request, tmp_path / "s")
    assert every_byte(tmp_path / "user") == before
    assert state.notice in "; ".join(workspace.notices)
    git(workspace.base.folder, "fsck", "--full", "--strict")
    if not state.include_uncommitted:
        assert workspace.base.tree == line(
            path, "--no-replace-objects", "rev-parse", f"{state.base or 'HEAD'}^{{tree}}"
        )


@pytest.mark.parametrize("state", [state for state in STATES if state.refusal], ids=lambda state: state.name)
def test_a_run_is_refused(state: State, tmp_path: Path) -> None:
    path = make_state(tmp_path / "user", state)
    before = every_byte(tmp_path / "user")
    options = ["--base", state.base] if state.base else []
    result = CliRunner().invoke(main, ["solve", str(path), "An issue.", "--run-dir", str(tmp_path / "run"), *options])
    assert (result.exit_code, result.stdout) == (42, "")
    assert state.refusal in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert every_byte(tmp_path / "user") == before

"""Odd repositories through ``agent solve`` with a real sandbox; only the model is scripted.

The tables are those of the test without a sandbox.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.main import main
from tests.agent.odd_contents import CONTENTS, EVERY_BYTE, Content, make_contents, one_script, shell
from tests.agent.odd_repositories import CHANGE, STATES, State, every_byte, make_state
from tests.sandboxes.repositories import git

pytestmark = pytest.mark.docker

RUN = (
    "submodule",
    "linked_worktree",
    "bare",
    "sha256",
    "excluded_files",
    "staged_deletions",
    "no_files",
    "odd_name_of_the_folder",
)
"""States that a sandbox could notice. Of all others it gets the same single commit as of these."""


def line(folder: Path, *arguments: str) -> str:
    return git(folder, *arguments).decode().strip()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pristine copy of the base (no files checked out), the tree that the patch makes of it, and the one wanted."""

    copy: Path
    patched: str
    wanted: str


def solved(repository: Path, folder: Path, script: str, left_out: list[str], *options: str) -> Outcome:
    """Run ``agent solve``; apply its patch to the commit that the run began from, and make the same change there by hand."""
    turns = [
        {"calls": [{"name": "bash", "arguments": {"command": script}}]},
        {"calls": [{"name": "submit", "arguments": {}}]},
    ]
    (folder / "script.json").write_text(json.dumps(turns), encoding="utf-8")
    arguments = [str(repository), "An issue.", "--model", f"script:{folder}/script.json"]
    run = folder / "run"
    # At the limit of steps, so that the base stays in the run directory.
    result = CliRunner().invoke(main, ["solve", *arguments, "--max-steps", "1", "--run-dir", str(run), *options])
    assert result.exit_code == 53, result.output
    assert result.stdout_bytes == (run / "patch.diff").read_bytes()
    copy = folder / "copy"
    git(folder, "clone", "--quiet", "--no-checkout", str(run / "base" / "base.git"), str(copy))
    git(copy, "read-tree", "HEAD")
    git(copy, "apply", "--cached", "--whitespace=nowarn", str(run / "patch.diff"))
    patched = line(copy, "write-tree")
    (copy / ".git/info/attributes").write_text(EVERY_BYTE, encoding="utf-8")
    git(copy, "reset", "--quiet", "--hard")
    shell(copy, script)
    for path in left_out:
        shutil.rmtree(copy / path) if (copy / path).is_dir() else (copy / path).unlink()
    git(copy, "add", "--all", "--force")
    return Outcome(copy, patched, line(copy, "write-tree"))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One run in a repository that holds every odd content."""
    folder = tmp_path_factory.mktemp("odd")
    repository = make_contents(folder / "r", CONTENTS)
    before = every_byte(repository)
    left_out = [f"{content.name}/{path}" for content in CONTENTS for path in content.left_out]
    outcome = solved(repository, folder, one_script(CONTENTS), left_out)
    assert every_byte(repository) == before
    return outcome


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.name)
def test_a_change_of_it_comes_out_as_it_is(content: Content, outcome: Outcome) -> None:
    listings = [
        git(outcome.copy, "ls-tree", "-r", tree, f"{content.name}/") for tree in (outcome.patched, outcome.wanted)
    ]
    assert listings[0] == listings[1]
    assert listings[0] != git(outcome.copy, "ls-tree", "-r", "HEAD", f"{content.name}/")


@pytest.mark.parametrize("state", [state for state in STATES if state.name in RUN], ids=lambda state: state.name)
def test_a_change_in_it_comes_out_as_it_is(state: State, tmp_path: Path) -> None:
    path = make_state(tmp_path / "user", state)
    before = every_byte(tmp_path / "user")
    options = ["--include-uncommitted"] if state.include_uncommitted else []
    outcome = solved(path, tmp_path, CHANGE, [], *options)
    assert outcome.patched == outcome.wanted
    assert outcome.patched != line(outcome.copy, "rev-parse", "HEAD^{tree}")
    assert every_byte(tmp_path / "user") == before

"""Where a repository comes from: a mirror gives one commit under its own name and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from evals.swebench.environments import Environment
from evals.swebench.images import _digest, _write_context
from evals.swebench.rows import Row
from evals.swebench.sources import Source, commit_files, take_from_mirror
from sandboxes.errors import SandboxUnavailable


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b"]
    ran = subprocess.run(["git", "-C", str(folder), *identity, *arguments], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for number in range(3):
        (folder / "x.py").write_text(f"x = {number}\n", "utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", f"commit {number}")
        if number == 0:
            git(folder, "tag", "1.4.2")
    return folder


def row(commit: str, version: str = "1.4") -> Row:
    return Row(
        instance_id="a__x-1", repo="a/x", base_commit=commit, version=version, FAIL_TO_PASS=("t",), PASS_TO_PASS=()
    )


def test_a_mirror_gives_the_base_and_no_past(mirror: Path, tmp_path: Path) -> None:
    base = git(mirror, "rev-parse", "HEAD~1")
    storage = tmp_path / "storage"
    storage.mkdir()
    source = take_from_mirror(mirror, row(base), storage)
    assert (source.commit, source.version) == (base, "1.4.3.dev1")
    made = source.git_folder.parent
    assert git(made, "remote") == git(made, "tag") == git(made, "reflog") == ""
    assert git(made, "fsck", "--unreachable", "--no-reflogs") == ""
    assert git(made, "rev-list", "--all") == base
    git(made, "reset", "--hard", "--quiet")
    assert (made / "x.py").read_text("utf-8") == "x = 1\n"


def test_a_mirror_without_the_commit(mirror: Path, tmp_path: Path) -> None:
    storage = tmp_path / "storage"
    storage.mkdir()
    with pytest.raises(SandboxUnavailable, match="does not give commit"):
        take_from_mirror(mirror, row("0" * 40), storage)


def test_the_same_files_are_the_same_commit(tmp_path: Path) -> None:
    files = {"a/b.py": b"x\r\n", ".gitignore": b"*.py\n"}
    commits = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        commits.add(commit_files(files, tmp_path / name).commit)
    assert len(commits) == 1


def context(tmp_path: Path, name: str, commit: str = "c0ffee", **settings: object) -> tuple[Path, str]:
    repository = tmp_path / f"{name}.git"
    repository.mkdir()
    source = Source(repository, commit, "1.2")
    environment = Environment.model_validate({"python": "3.9", "packages": "pytest 'six<2'", **settings})
    folder = tmp_path / name
    _write_context(folder, "base:1", "3.9", environment, source)
    return folder, _digest(folder, source)


def test_what_an_image_is_built_from(tmp_path: Path) -> None:
    install = {"requirements": ["dev.txt"], "install": "python -m pip install -e .", "pre_install": ["sed -i s/a/b/ x"]}
    folder, digest = context(tmp_path, "one", **install)
    assert (folder / "Dockerfile").read_text("utf-8").startswith("FROM base:1\n")
    first = (folder / "environment" / "settings.sh").read_text("utf-8")
    second = (folder / "settings.sh").read_text("utf-8")
    assert "uv_install pytest 'six<2'" in first
    assert "pip install -e" not in first
    assert "VERSION=1.2\n" in second
    assert all(text in second for text in ("for file in dev.txt;", "python -m pip install -e .", "sed -i s/a/b/ x"))
    for settings in (first, second):
        subprocess.run(["bash", "-n"], input=settings, text=True, check=True)
    assert digest != context(tmp_path, "two", commit="beef", **install)[1]
    assert digest != context(tmp_path, "three")[1]
    assert digest == context(tmp_path, "four", **install)[1]


@pytest.mark.parametrize("name", ["build.sh", "activate.sh"])
def test_the_scripts_are_programs_that_bash_can_read(name: str) -> None:
    subprocess.run(["bash", "-n", str(Path("evals/swebench") / name)], check=True)

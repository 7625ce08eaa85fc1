"""The examples are tasks that can be solved: they fail as they stand, and pass with their reference solution."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/issue.md"))
SCRIPT = ROOT / "tests" / "data" / "podcast_queue_script.json"


def copied(example: Path, folder: Path) -> Path:
    """The repository of an example, with its hidden tests, where nothing is spoilt."""
    repository = folder / "repo"
    shutil.copytree(example / "repo", repository)
    shutil.copy(example / "hidden_test.py", repository)
    return repository


def failing_files(repository: Path) -> set[str]:
    """The test files of which a test fails."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(repository)}
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", f"--rootdir={repository}"]
    tests = [".", "hidden_test.py"]
    ran = subprocess.run([*command, *tests], cwd=repository, env=environment, capture_output=True, text=True)
    assert ran.returncode in (0, 1), ran.stdout
    return set(re.findall(r"^FAILED (?:.*/)?(\w+\.py)::", ran.stdout, re.MULTILINE))


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_fails_until_it_is_fixed(example: Path, tmp_path: Path) -> None:
    repository = copied(example, tmp_path)
    failing = failing_files(repository)
    assert "hidden_test.py" in failing
    assert len(failing) > 1, "no visible test shows the bug"
    subprocess.run(["git", "apply", example / "fix.patch"], cwd=repository, check=True, capture_output=True)
    assert failing_files(repository) == set()


@pytest.mark.docker
@pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "agent").exists(), reason="scripts/setup has not been run here")
def test_solve_example_shows_the_patch_and_the_test_that_passes(tmp_path: Path) -> None:
    """As a newcomer runs it; only the model is scripted."""
    before = contents(ROOT / "examples")
    command = [ROOT / "scripts" / "solve-example", "podcast_queue", "--model", f"script:{SCRIPT}"]
    environment = {**os.environ, "THROUGHLINE_RUNS": str(tmp_path)}
    finished = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300)
    assert finished.returncode == 0, finished.stderr
    assert "+            if needed <= left:" in finished.stdout
    assert finished.stdout.endswith("the test passes now\n")
    assert "1 failed" in finished.stderr
    assert [path.name for path in tmp_path.glob("*/patch.diff")] == ["patch.diff"]
    assert contents(ROOT / "examples") == before


def test_an_unknown_example_is_refused_before_anything_long_begins() -> None:
    command = [ROOT / "scripts" / "solve-example", "no_such_example"]
    finished = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=20)
    assert finished.returncode == 42
    assert "podcast_queue" in finished.stderr

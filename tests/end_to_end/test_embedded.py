"""The embedded model solves an example by what it has learnt: with the values of its weights shuffled it does not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.sandboxes.repositories import git, make_repository
from tests.tools.sandbox_of_files import sandbox_of_files

ROOT = Path(__file__).parents[2]
EMBEDDED = ROOT / "model_runtime" / "checkpoints" / "pocket"
EXAMPLE = ROOT / "examples" / "podcast_queue"
HIDDEN_TEST = "test_hidden_of_the_example.py"

pytestmark = [pytest.mark.docker, pytest.mark.slow]

needs_weights = pytest.mark.skipif(
    not (EMBEDDED / "model.safetensors").is_file(), reason="this checkout has no weights of the embedded model"
)


def example_files() -> dict[str, bytes]:
    folder = EXAMPLE / "repo"
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def shuffled(checkpoint: Path, folder: Path) -> Path:
    """A copy of a checkpoint with the values of each tensor in another order: same shapes, same statistics."""
    shutil.copytree(checkpoint, folder)
    generator = torch.Generator().manual_seed(0)
    tensors = load_file(folder / "model.safetensors")
    for name, tensor in tensors.items():
        order = torch.randperm(tensor.numel(), generator=generator)
        tensors[name] = tensor.flatten()[order].reshape(tensor.shape).contiguous()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def solve(folder: Path, model: Path | None) -> tuple[int, bytes]:
    """Exit code and patch of a run on a copy of the example."""
    repository = make_repository(folder / "repository", example_files())
    command = [sys.executable, "-m", "agent.cli.main", "solve", str(repository), str(EXAMPLE / "issue.md")]
    command += ["--run-dir", str(folder / "run"), "--max-time", "180", "--json"]
    command += ["--model", str(model)] if model else []
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False)
    assert result.returncode in (0, 3, 53, 55), result.stderr
    assert json.loads(result.stdout)["exit_code"] == result.returncode
    return result.returncode, (folder / "run" / "patch.diff").read_bytes()


def passes_hidden_tests(patch: bytes, folder: Path) -> bool:
    """Whether the hidden tests pass in a fresh sandbox that has the example with nothing but ``patch``."""
    repository = make_repository(folder / "judged", example_files())
    if patch:
        git(repository, "apply", "--index", "-", stdin=patch)
    names = git(repository, "ls-files", "-z").decode().split("\0")
    files = {name: (repository / name).read_bytes() for name in names if name}
    files[HIDDEN_TEST] = (EXAMPLE / "hidden_test.py").read_bytes()
    with sandbox_of_files(files, folder / "base") as sandbox:
        return sandbox.exec(["python3", "-m", "pytest", "-q", HIDDEN_TEST]).exit_code == 0


def test_the_example_is_broken_as_it_is(tmp_path: Path) -> None:
    assert not passes_hidden_tests(b"", tmp_path)


@needs_weights
def test_the_embedded_model_solves_the_example(tmp_path: Path) -> None:
    exit_code, patch = solve(tmp_path, None)
    assert exit_code == 0
    assert passes_hidden_tests(patch, tmp_path)


@needs_weights
def test_with_its_weights_shuffled_it_does_not(tmp_path: Path) -> None:
    exit_code, patch = solve(tmp_path, shuffled(EMBEDDED, tmp_path / "shuffled"))
    assert exit_code != 0 or not passes_hidden_tests(patch, tmp_path)

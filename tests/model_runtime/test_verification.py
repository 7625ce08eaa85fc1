"""Digests and numbers: what is wrong is named, and nothing sound is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from model_runtime.errors import CheckpointError
from model_runtime.random_checkpoint import tiny_config, with_block_fp8, write_random_checkpoint
from model_runtime.verification import verify_folder

HEAD = "lm_head.weight"


def poison(folder: Path, name: str, numbers: list[float]) -> None:
    tensors = load_file(folder / "model.safetensors")
    kind = tensors[name].dtype
    changed = tensors[name].float().clone()
    changed.view(-1)[: len(numbers)] = torch.tensor(numbers)
    tensors[name] = changed.to(kind)
    save_file(tensors, folder / "model.safetensors")


def write_sums(folder: Path) -> None:
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_sound_folder(sharded_folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    found = verify_folder(sharded_folder, lambda *step: steps.append(step))
    assert found.ok
    assert [file.name for file in found.files] == sorted(path.name for path in sharded_folder.iterdir())
    expected = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sharded_folder.iterdir()}
    assert {file.name: file.sha256 for file in found.files} == expected
    assert all(file.expected is None for file in found.files)
    total = sum(path.stat().st_size for path in sharded_folder.iterdir())
    assert ("sha256", total, total) in steps
    assert steps[-1] == ("NaN and Inf", found.tensors, found.tensors)


@pytest.mark.parametrize(
    ("numbers", "nan", "infinite"),
    [([float("nan")], 1, 0), ([float("inf"), float("-inf")], 0, 2), ([float("nan"), 1.0, float("inf")], 1, 1)],
    ids=str,
)
def test_numbers_that_are_none(fresh_folder: Path, numbers: list[float], nan: int, infinite: int) -> None:
    poison(fresh_folder, HEAD, numbers)
    found = verify_folder(fresh_folder)
    assert not found.ok
    (broken,) = found.non_finite
    assert (broken.name, broken.file, broken.nan, broken.infinite) == (HEAD, "model.safetensors", nan, infinite)


def test_numbers_that_are_none_in_eight_bits(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, with_block_fp8(tiny_config(), (16, 16)))
    assert verify_folder(tmp_path).ok
    name = "model.language_model.layers.1.mlp.experts.2.down_proj.weight"
    poison(tmp_path, name, [float("nan")])
    assert [(broken.name, broken.nan) for broken in verify_folder(tmp_path).non_finite] == [(name, 1)]


def test_digests_that_were_written_down(sharded_folder: Path) -> None:
    write_sums(sharded_folder)
    assert verify_folder(sharded_folder).ok
    shard = sorted(sharded_folder.glob("*.safetensors"))[1]
    content = bytearray(shard.read_bytes())
    content[-1] ^= 1
    shard.write_bytes(content)
    found = verify_folder(sharded_folder)
    assert not found.ok
    assert [file.name for file in found.files if not file.ok] == [shard.name]


def test_a_file_that_was_written_down_and_is_gone(fresh_folder: Path) -> None:
    (fresh_folder / "vocabulary.bin").write_bytes(b"1")
    write_sums(fresh_folder)
    assert verify_folder(fresh_folder).ok
    (fresh_folder / "vocabulary.bin").unlink()
    found = verify_folder(fresh_folder)
    assert (found.ok, found.missing) == (False, ("vocabulary.bin",))


def test_names_in_the_hubs_cache(tmp_path: Path, fresh_folder: Path) -> None:
    weights = fresh_folder / "model.safetensors"
    blob = tmp_path / hashlib.sha256(weights.read_bytes()).hexdigest()
    weights.rename(blob)
    weights.symlink_to(blob)
    assert [file.expected == file.sha256 for file in verify_folder(fresh_folder).files if file.expected] == [True]
    poison(fresh_folder, HEAD, [0.5])
    weights.unlink(missing_ok=True)
    other = blob.with_name("0" * 64)
    blob.rename(other)
    weights.symlink_to(other)
    assert not verify_folder(fresh_folder).ok


@pytest.mark.parametrize("line", ["x  config.json", "0" * 64, "0" * 64 + "  ../config.json", "0" * 63 + "G  a"])
def test_sums_that_are_none(fresh_folder: Path, line: str) -> None:
    (fresh_folder / "SHA256SUMS").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CheckpointError, match="SHA256SUMS"):
        verify_folder(fresh_folder)


def test_no_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        verify_folder(tmp_path)

"""Folders that were made to do harm: a typed error in short time, and no file outside the folder is opened."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

WEIGHTS = "model.safetensors"


@contextmanager
def refusal(word: str, within_s: float = 2.0) -> Iterator[None]:
    started_s = time.perf_counter()
    with pytest.raises(CheckpointError, match=word):
        yield
    assert time.perf_counter() - started_s < within_s


def write_header(path: Path, header: str | bytes, data: bytes = b"") -> None:
    content = header.encode() if isinstance(header, str) else header
    path.write_bytes(len(content).to_bytes(8, "little") + content + data)


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_a_pipe_instead_of_a_file(fresh_folder: Path, name: str) -> None:
    (fresh_folder / name).unlink()
    os.mkfifo(fresh_folder / name)
    with refusal("not a regular file|other formats"):
        open_checkpoint(fresh_folder)


def test_a_pipe_instead_of_a_shard(sharded_folder: Path) -> None:
    shard = sorted(sharded_folder.glob("*.safetensors"))[0]
    shard.unlink()
    os.mkfifo(shard)
    with refusal("not a regular file"):
        open_checkpoint(sharded_folder)


@pytest.mark.parametrize("name", ["config.json", WEIGHTS])
def test_a_link_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    write_random_checkpoint(folder, tiny_config())
    (folder / name).rename(tmp_path / name)
    (folder / name).symlink_to(tmp_path / name)
    with refusal("leads out of the folder"):
        open_checkpoint(folder)


@pytest.mark.parametrize("name", ["config.json", WEIGHTS])
def test_links_in_a_circle(fresh_folder: Path, name: str) -> None:
    (fresh_folder / name).unlink()
    (fresh_folder / name).symlink_to(name)
    with refusal("cannot read|other formats"):
        open_checkpoint(fresh_folder)


def test_a_link_that_stays(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, tiny_config())
    (tmp_path / WEIGHTS).rename(tmp_path / "elsewhere")
    (tmp_path / WEIGHTS).symlink_to("elsewhere")
    assert open_checkpoint(tmp_path).files


def test_a_snapshot_in_the_hubs_cache(tmp_path: Path) -> None:
    folder, blobs = tmp_path / "snapshots" / "abc", tmp_path / "blobs"
    write_random_checkpoint(folder, tiny_config(), shards=2)
    blobs.mkdir()
    for number, path in enumerate(sorted(folder.iterdir())):
        path.rename(blobs / str(number))
        path.symlink_to(f"../../blobs/{number}")
    assert len(open_checkpoint(folder).files) == 2
    assert open_checkpoint(folder).read("lm_head.weight").shape == (96, 32)


def test_names_without_end(fresh_folder: Path) -> None:
    entry = '"t%d":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}'
    write_header(fresh_folder / WEIGHTS, "{" + ",".join(entry % number for number in range(200_001)) + "}")
    with refusal("more than 200000 tensors", within_s=10):
        open_checkpoint(fresh_folder)


def test_one_name_twice_among_many(fresh_folder: Path) -> None:
    entry = '"t%d":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}'
    names = [*range(100_000), 99_999]
    write_header(fresh_folder / WEIGHTS, "{" + ",".join(entry % number for number in names) + "}")
    with refusal("names t99999 twice", within_s=10):
        open_checkpoint(fresh_folder)


@pytest.mark.parametrize(
    ("shape", "word"),
    [
        ([4194305, 4194305, 211106198978564], "not what its shape needs"),
        ([2**62, 4], "not what its shape needs"),
        ([1] * 9, "9 dimensions"),
        ([-1, -96], "wrongly"),
        ([1.0], "wrongly"),
        ([True], "wrongly"),
        ("96", "wrongly"),
        ([10**4000], "not what its shape needs"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_shapes_that_overflow(fresh_folder: Path, shape: Any, word: str) -> None:
    entry = {"lm_head.weight": {"dtype": "U8", "shape": shape, "data_offsets": [0, 1]}}
    write_header(fresh_folder / WEIGHTS, json.dumps(entry), b"0")
    with refusal(word):
        open_checkpoint(fresh_folder)


def test_a_sparse_terabyte(fresh_folder: Path) -> None:
    entry = {"lm_head.weight": {"dtype": "U8", "shape": [1 << 40], "data_offsets": [0, 1 << 40]}}
    write_header(fresh_folder / WEIGHTS, json.dumps(entry))
    try:
        os.truncate(fresh_folder / WEIGHTS, (fresh_folder / WEIGHTS).stat().st_size + (1 << 40))
    except OSError:
        pytest.skip("this file system has no files of that size")
    with refusal("tensors are missing"):
        open_checkpoint(fresh_folder)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    write_random_checkpoint(folder, tiny_config(num_hidden_layers=1))
    return folder, (folder / WEIGHTS).read_bytes()


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_any_change_to_the_header(sound: tuple[Path, bytes], data: st.DataObject) -> None:
    """A checkpoint or a typed error, whatever a few bytes are."""
    folder, content = sound
    end = 8 + int.from_bytes(content[:8], "little")
    changed = bytearray(content)
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, end - 1), st.integers(0, 255)), min_size=1, max_size=4)
    ):
        changed[place] = byte
    cut = data.draw(st.none() | st.integers(0, len(content)))
    (folder / WEIGHTS).write_bytes(bytes(changed[:cut]))
    with suppress(CheckpointError):
        assert open_checkpoint(folder).tensors

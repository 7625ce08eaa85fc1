"""Whatever a file holds, reading its header gives tensors or a ``HeaderError``, nothing else."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import save

from model_runtime.safetensors_header import HeaderError, read_header

SOUND = save({"a": torch.zeros(2, 3), "b": torch.zeros(0), "c": torch.zeros((), dtype=torch.bfloat16)})
FILE_OF_TEST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "model.safetensors"
    path.write_bytes(content)
    return path


def with_header(header: str, data: bytes = b"") -> bytes:
    return len(header.encode()).to_bytes(8, "little") + header.encode() + data


def test_sound_file(tmp_path: Path) -> None:
    tensors = {tensor.name: tensor for tensor in read_header(written(tmp_path, SOUND))}
    assert {name: (t.dtype, t.shape) for name, t in tensors.items()} == {
        "a": ("F32", (2, 3)),
        "b": ("F32", (0,)),
        "c": ("BF16", ()),
    }


@FILE_OF_TEST
@given(content=st.binary(max_size=200))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(HeaderError):
        read_header(written(tmp_path, content))


@FILE_OF_TEST
@given(place=st.integers(0, len(SOUND) - 1), byte=st.integers(0, 255))
def test_any_changed_byte(tmp_path: Path, place: int, byte: int) -> None:
    path = written(tmp_path, SOUND[:place] + bytes([byte]) + SOUND[place + 1 :])
    with suppress(HeaderError):
        assert sum(tensor.end - tensor.begin for tensor in read_header(path)) == 26


@FILE_OF_TEST
@given(length=st.integers(0, len(SOUND) - 1))
def test_any_cut(tmp_path: Path, length: int) -> None:
    with pytest.raises(HeaderError):
        read_header(written(tmp_path, SOUND[:length]))


def entry(begin: int, end: int) -> dict[str, object]:
    return {"dtype": "F32", "shape": [(end - begin) // 4], "data_offsets": [begin, end]}


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (json.dumps({"a": entry(0, 4), "b": entry(0, 4)}), "gap or an overlap"),
        (json.dumps({"a": entry(4, 8)}), "gap or an overlap"),
        ('{"a": {"dtype":"F32","shape":[1],"data_offsets":[0,4]}, "a": 1}', "names a twice"),
        (json.dumps({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0]}}), "wrongly"),
        (json.dumps({"a": {"dtype": "F32", "shape": [True], "data_offsets": [0, 4]}}), "wrongly"),
        (json.dumps({"a": {"dtype": "F32", "shape": [1.0], "data_offsets": [0, 4]}}), "wrongly"),
        (json.dumps({"a": {"shape": [1], "data_offsets": [0, 4]}}), "wrongly"),
        (json.dumps({"a": []}), "wrongly"),
        ("[" * 50_000, "not JSON"),
        ("3", "not a JSON object"),
    ],
)
def test_header_that_contradicts_itself(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(HeaderError, match=message):
        read_header(written(tmp_path, with_header(header, b"\0" * 8)))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(HeaderError, match="cannot be read"):
        read_header(tmp_path)

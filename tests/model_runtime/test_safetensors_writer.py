"""Files written piece by piece are files that the library and our own checks read, whatever is in them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from model_runtime.safetensors_header import read_header
from model_runtime.safetensors_writer import PlannedTensor, SafetensorsWriter, file_bytes

KINDS = {"F32": torch.float32, "BF16": torch.bfloat16, "I8": torch.int8, "U8": torch.uint8}
SHAPES = st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple)
PLANS = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
        lambda name: name != "__metadata__"
    ),
    st.builds(PlannedTensor, st.sampled_from(sorted(KINDS)), SHAPES),
    max_size=6,
)


@given(plan=PLANS, rows=st.integers(1, 3))
def test_pieces_become_tensors(plan: dict[str, PlannedTensor], rows: int) -> None:
    tensors = {
        name: torch.arange(torch.Size(planned.shape).numel()).view(planned.shape).to(KINDS[planned.dtype])
        for name, planned in plan.items()
    }
    with TemporaryDirectory() as folder:
        path = Path(folder, "model.safetensors")
        with SafetensorsWriter(path, plan) as writer:
            pieces = {name: list(torch.split(tensor, rows)) for name, tensor in tensors.items()}
            while any(pieces.values()):
                for name, left in pieces.items():
                    if left:
                        writer.append(name, left.pop(0))
        assert path.stat().st_size == file_bytes(plan)
        assert {tensor.name: tensor.shape for tensor in read_header(path)} == {
            name: planned.shape for name, planned in plan.items()
        }
        loaded = load_file(path)
        assert loaded.keys() == tensors.keys()
        assert all(torch.equal(loaded[name], tensor) for name, tensor in tensors.items())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        SafetensorsWriter(path, {})
    assert path.read_bytes() == b"mine"

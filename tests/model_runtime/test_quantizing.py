"""A quantised folder is the source with its large matrices rounded: the same logits as those weights have, in few pieces."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.utils._python_dispatch import TorchDispatchMode

from model_runtime.checkpoint import Checkpoint, TensorReader, open_checkpoint
from model_runtime.config import CONFIG_FILE, parse_config
from model_runtime.errors import CheckpointError
from model_runtime.inspection import inspect_folder
from model_runtime.layout import is_grouped, text_layout
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.quantization.group_wise import GroupedMatrix, dequantise
from model_runtime.quantizing import PIECE_ELEMENTS, quantize_folder, scheme_for
from model_runtime.random_checkpoint import (
    tiny_config,
    tiny_vision_config,
    with_block_fp8,
    write_random_checkpoint,
)
from model_runtime.weights import WeightReader

Tensors = dict[str, torch.Tensor]
CPU = torch.device("cpu")


def read_all(checkpoint: Checkpoint) -> Tensors:
    reader = TensorReader(checkpoint)
    return {name: reader.read(name) for name in (*checkpoint.tensors, *checkpoint.other_tensors)}


def rounded(folder: Path) -> Tensors:
    """The weights of a quantised folder in float32, under the names of the source."""
    checkpoint = open_checkpoint(folder)
    tensors, scheme = read_all(checkpoint), checkpoint.config.quantization_config
    assert scheme is not None
    assert scheme.quant_method == "group_wise"
    return {
        name: dequantise(GroupedMatrix(tensor, tensors[f"{name}_scale"], scheme.group_size, scheme.bits))
        if is_grouped(name)
        else tensor.float()
        for name, tensor in tensors.items()
        if not name.endswith("_scale")
    }


def write_plain(folder: Path, config: dict[str, Any], tensors: Tensors) -> Path:
    folder.mkdir()
    save_file(tensors, folder / "model.safetensors")
    (folder / CONFIG_FILE).write_text(json.dumps(config), encoding="utf-8")
    return folder


def logits(model: TextModel, tokens: int = 24) -> torch.Tensor:
    """Of a prefill and, where experts are taken one at a time, of a decode step after it."""
    state = model.empty_state()
    rows = [model.forward(list(range(tokens)), state), model.forward([5], state)]
    return model.logits(torch.cat(rows))


@pytest.fixture(params=["fused", "separate"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Widths that groups of 16 cut, three files, drafting layers and a vision tower."""
    config = {
        **tiny_config(moe_intermediate_size=20, mtp_num_hidden_layers=1, shared_expert_intermediate_size=24),
        "vision_config": tiny_vision_config(),
    }
    folder = tmp_path / "source"
    write_random_checkpoint(folder, config, shards=3)
    if request.param == "fused":
        return folder
    tensors = read_all(open_checkpoint(folder))
    for name in [name for name in tensors if name.endswith(("gate_up_proj", "down_proj"))]:
        fused, prefix = tensors.pop(name), name.rpartition(".")[0]
        for expert, matrix in enumerate(fused.clone()):
            halves = {"gate": matrix[:20], "up": matrix[20:]} if name.endswith("gate_up_proj") else {"down": matrix}
            for kind, half in halves.items():
                tensors[f"{prefix}.{expert}.{kind}_proj.weight"] = half.contiguous()
    return write_plain(tmp_path / "separate", config, tensors)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("target", ["int4", "int8"])
def test_it_runs_as_its_rounded_weights_do(source: Path, tmp_path: Path, target: str, dtype: torch.dtype) -> None:
    quantize_folder(source, tmp_path / "small", scheme_for(target, 16))
    config = json.loads((source / CONFIG_FILE).read_text(encoding="utf-8"))
    plain = open_checkpoint(write_plain(tmp_path / "plain", config, rounded(tmp_path / "small")))
    small = open_checkpoint(tmp_path / "small")
    expected, model = TextModel(plain, CPU, dtype), TextModel(small, CPU, dtype)
    tolerance = 1e-5 if dtype == torch.float32 else 0.05
    assert torch.allclose(logits(model), logits(expected), atol=tolerance)
    seeds = torch.randn(3, 32).to(dtype)
    drafts = [
        MultiTokenHead(checkpoint, body).forward(seeds, [1, 2, 3], 0, MultiTokenHead(checkpoint, body).empty_state())
        for checkpoint, body in ((plain, expected), (small, model))
    ]
    assert torch.allclose(drafts[0].float(), drafts[1].float(), atol=10 * tolerance)


def test_errors_are_those_of_the_matrices(source: Path, tmp_path: Path) -> None:
    report = quantize_folder(source, tmp_path / "small", scheme_for("int4", 16))
    exact, found = {n: t.float() for n, t in read_all(open_checkpoint(source)).items()}, rounded(tmp_path / "small")
    assert exact.keys() == found.keys()
    assert [layer.layer for layer in report.layers] == ["0", "1", "2", "3", "mtp 0"]
    for name, tensor in exact.items():
        assert is_grouped(name) or torch.equal(tensor, found[name]), name
    for layer, prefix in zip(report.layers, [*(f".layers.{n}." for n in range(4)), "mtp."], strict=True):
        inside = [n for n in exact if is_grouped(n) and prefix in n and n.startswith("mtp.") == (prefix == "mtp.")]
        for experts, relative in ((True, layer.experts), (False, layer.projections)):
            names = [name for name in inside if (".mlp.experts." in name) == experts]
            lost = sum(float((found[name] - exact[name]).square().sum()) for name in names)
            there = sum(float(exact[name].square().sum()) for name in names)
            assert relative == pytest.approx((lost / there) ** 0.5, rel=1e-4)
    assert 0.05 < report.relative_error < 0.1
    assert report.stored_bytes == sum(path.stat().st_size for path in (tmp_path / "small").glob("*.safetensors"))
    again = quantize_folder(source, tmp_path / "fine", scheme_for("int8", 16))
    assert again.relative_error < report.relative_error / 12


def test_parameters_are_counted_in_weights(source: Path, tmp_path: Path) -> None:
    quantize_folder(source, tmp_path / "small", scheme_for("int4"))
    small, plain = inspect_folder(tmp_path / "small"), inspect_folder(source)
    assert (small.parameters, small.active_parameters) == (plain.parameters, plain.active_parameters)
    assert small.active_bytes < plain.active_bytes == 2 * plain.active_parameters
    assert small.layout.startswith("int4 (symmetric, groups of 64)")


def test_other_files_come_along(tmp_path: Path) -> None:
    source, outside = tmp_path / "source", tmp_path / "secret.json"
    write_random_checkpoint(source, tiny_config())
    for name in ("tokenizer.json", "chat_template.jinja", "LICENSE", "SHA256SUMS", "run.py"):
        (source / name).write_text(name, encoding="utf-8")
    outside.write_text("{}", encoding="utf-8")
    (source / "link.json").symlink_to(outside)
    quantize_folder(source, tmp_path / "small", scheme_for("int8"))
    names = {path.name for path in (tmp_path / "small").iterdir()}
    assert names == {"tokenizer.json", "chat_template.jinja", "LICENSE", "config.json", "model.safetensors"}


class LargestTensor(TorchDispatchMode):
    """Watches the operations of torch for the largest tensor with memory of its own that one of them makes."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        known = {tensor.untyped_storage().data_ptr() for tensor in args if isinstance(tensor, torch.Tensor)}
        if isinstance(result, torch.Tensor) and result.untyped_storage().data_ptr() not in known:
            self.bytes = max(self.bytes, result.untyped_storage().nbytes())
        return result


def test_memory_does_not_depend_on_the_size_of_files(tmp_path: Path) -> None:
    """Experts of 64 MiB in a file: what is made at a time are pieces."""
    changes = {"num_experts": 128, "hidden_size": 256, "moe_intermediate_size": 512, "num_hidden_layers": 1}
    write_random_checkpoint(tmp_path / "source", tiny_config(**changes, vocab_size=256), shards=2)
    fused = max(tensor.end - tensor.begin for tensor in open_checkpoint(tmp_path / "source").tensors.values())
    assert fused >= 8 * 4 * PIECE_ELEMENTS
    tracemalloc.start()
    try:
        quantize_folder(tmp_path / "source", tmp_path / "small", scheme_for("int4"))
        python_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    with LargestTensor() as largest:  # not under tracemalloc: watched, tensors of a file are read as Python bytes
        quantize_folder(tmp_path / "source", tmp_path / "again", scheme_for("int4"))
    assert 4 * PIECE_ELEMENTS <= largest.bytes <= 4 * PIECE_ELEMENTS + 4096
    assert python_bytes < 4 << 20


def test_experts_stay_in_the_file(tmp_path: Path) -> None:
    """Loading copies none of the numbers: their memory is the mapped file's, as /proc shows."""
    write_random_checkpoint(tmp_path / "source", tiny_config())
    quantize_folder(tmp_path / "source", tmp_path / "small", scheme_for("int4"))
    reader = WeightReader(open_checkpoint(tmp_path / "small"), CPU, torch.float32)
    matrix = reader.stored("model.language_model.layers.0.mlp.experts.down_proj")
    assert isinstance(matrix, GroupedMatrix)
    half = WeightReader(open_checkpoint(tmp_path / "small"), CPU, torch.bfloat16)
    addresses = [matrix[1].numbers.data_ptr(), half.table("model.language_model.embed_tokens.weight").data_ptr()]
    with open("/proc/self/maps", encoding="utf-8") as maps:  # noqa: PTH123 - not a file of ours
        ranges = [
            line.split() for line in maps if line.rstrip().endswith(str(tmp_path / "small" / "model.safetensors"))
        ]
    ends = [tuple(int(end, 16) for end in fields[0].split("-")) for fields in ranges]
    assert all(any(begin <= address < end for begin, end in ends) for address in addresses)


@pytest.mark.parametrize("kind", ["fp8", "group_wise"])
def test_what_is_quantised_already(tmp_path: Path, kind: str) -> None:
    config = with_block_fp8(tiny_config()) if kind == "fp8" else tiny_config()
    write_random_checkpoint(tmp_path / "source", config)
    source = tmp_path / "source"
    if kind == "group_wise":
        quantize_folder(source, tmp_path / "once", scheme_for("int8"))
        source = tmp_path / "once"
    with pytest.raises(CheckpointError, match="quantised already"):
        quantize_folder(source, tmp_path / "twice", scheme_for("int4"))
    assert not (tmp_path / "twice").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config())
    before = {path.name: path.read_bytes() for path in (tmp_path / "source").iterdir()}
    with pytest.raises(CheckpointError, match="not empty"):
        quantize_folder(tmp_path / "source", tmp_path / "source", scheme_for("int4"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "source").iterdir()} == before
    with pytest.raises(CheckpointError, match="no folder"):
        quantize_folder(tmp_path / "source", tmp_path / "source" / CONFIG_FILE, scheme_for("int4"))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_and_nothing_stays(tmp_path: Path, number: float) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config())
    tensors = load_file(tmp_path / "source" / "model.safetensors")
    name = next(name for name in tensors if name.endswith("experts.down_proj"))
    tensors[name].view(-1)[7] = number
    save_file(tensors, tmp_path / "source" / "model.safetensors")
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new", tmp_path / "empty"):
        with pytest.raises(CheckpointError, match="no number"):
            quantize_folder(tmp_path / "source", folder, scheme_for("int4"))
    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "empty").iterdir()) == []


def test_what_was_written_is_removed_when_writing_fails(tmp_path: Path) -> None:
    """A limit on file sizes stops it, as a full disk would."""
    write_random_checkpoint(tmp_path / "source", tiny_config(), shards=2)
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom model_runtime.quantizing import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "quantize_folder(Path(sys.argv[1]), Path(sys.argv[2]), scheme_for('int8'))"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "source"), str(tmp_path / "small")]
    result = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert result.returncode == 1
    assert "cannot be written" in result.stderr.splitlines()[-1]
    assert not (tmp_path / "small").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config())
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CheckpointError, match="cannot be"):
        quantize_folder(tmp_path / "source", tmp_path / "file" / "below", scheme_for("int4"))


def test_no_room(tmp_path: Path) -> None:
    """Weights that are all hole take no room until they are written again."""
    if shutil.disk_usage(tmp_path).free > 1 << 41:
        pytest.skip("there is room for everything")
    config = tiny_config(vocab_size=1 << 22, hidden_size=1 << 17)
    header: dict[str, Any] = {}
    position = 0
    for name, tensor in text_layout(parse_config(config, tmp_path)).items():
        end = position + 2 * torch.Size(tensor.shape).numel()
        header[name] = {"dtype": "BF16", "shape": list(tensor.shape), "data_offsets": [position, end]}
        position = end
    content = json.dumps(header).encode()
    source = tmp_path / "source"
    source.mkdir()
    with (source / "model.safetensors").open("wb") as file:
        file.write(len(content).to_bytes(8, "little") + content)
        file.truncate(8 + len(content) + position)
    (source / CONFIG_FILE).write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(CheckpointError, match="no room"):
        quantize_folder(source, tmp_path / "small", scheme_for("int4"))
    assert not (tmp_path / "small").exists()


@pytest.mark.parametrize(("target", "size"), [("int3", None), ("int4", 7), ("int4", 9), ("int8", 0), ("int8", 1 << 20)])
def test_schemes_that_there_are_not(target: str, size: int | None) -> None:
    with pytest.raises(ValueError, match=r"none of|even number"):
        scheme_for(target, size)


@pytest.mark.parametrize(
    "change", [{"bits": 3}, {"bits": 8}, {"group_size": 7}, {"group_size": 32}, {"symmetric": False}, {"zero": 1}]
)
def test_a_configuration_that_the_files_deny(tmp_path: Path, change: dict[str, Any]) -> None:
    write_random_checkpoint(tmp_path / "source", tiny_config())
    quantize_folder(tmp_path / "source", tmp_path / "small", scheme_for("int4", 16))
    config = json.loads((tmp_path / "small" / CONFIG_FILE).read_text(encoding="utf-8"))
    config["quantization_config"].update(change)
    (tmp_path / "small" / CONFIG_FILE).write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(CheckpointError):
        open_checkpoint(tmp_path / "small")

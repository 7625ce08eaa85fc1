"""Turns a checkpoint folder into one whose experts and projections are whole numbers, reading and writing in pieces.

File by file and in each a few rows at a time: memory does not depend on the size of files or tensors. The source stays.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model_runtime.architecture import DRAFT_PREFIX, HEAD, TEXT_PREFIX
from model_runtime.checkpoint import INDEX_FILE, WEIGHTS_FILE, Checkpoint, TensorReader, open_checkpoint
from model_runtime.config import CONFIG_FILE
from model_runtime.errors import CheckpointError
from model_runtime.layout import group_scale_name, group_scheme, grouped_tensors, is_grouped
from model_runtime.quantization_config import GroupWiseConfig
from model_runtime.regular_file import stays_inside
from model_runtime.safetensors_header import StoredTensor
from model_runtime.safetensors_writer import PlannedTensor, SafetensorsWriter, file_bytes
from model_runtime.verification import SUMS_FILE

if TYPE_CHECKING:
    from torch import Tensor

# By measured error at equal bytes: docs/lab_log.md.
SCHEMES: Final[Mapping[str, GroupWiseConfig]] = {
    "int8": GroupWiseConfig(bits=8, group_size=128),
    "int4": GroupWiseConfig(bits=4, group_size=64),
}
PIECE_ELEMENTS: Final = 1 << 21
_COMPANIONS: Final = frozenset({".json", ".jinja", ".txt", ".md"})
_REWRITTEN: Final = frozenset({CONFIG_FILE, INDEX_FILE, SUMS_FILE})
_MAX_COMPANION_BYTES: Final = 1 << 28

Progress = Callable[[str, int, int], None]
"""Is told a step's name, how many bytes of the source are done, and how many there are."""


def scheme_for(target: str, group_size: int | None = None, *, head: bool = False) -> GroupWiseConfig:
    """The scheme of ``int8`` or ``int4``; ``group_size`` replaces the usual. With ``head``, the output head is int8.

    Raises:
        ValueError: There is no such target, or no such group size; the message is one line.
    """
    if target not in SCHEMES:
        raise ValueError(f"{target!r} is none of {', '.join(SCHEMES)}")
    usual = SCHEMES[target].model_copy(update={"head_bits": 8 if head else None})
    if group_size is None:
        return usual
    if group_size < 8 or group_size > 1 << 16 or group_size % 2:
        raise ValueError("a group has an even number of columns, from 8 to 65536")
    return usual.model_copy(update={"group_size": group_size})


@dataclass(slots=True)
class _Squares:
    """Sums of squares of what was lost, and of what there was."""

    lost: float = 0.0
    there: float = 0.0

    def add(self, other: _Squares) -> None:
        self.lost += other.lost
        self.there += other.there

    @property
    def relative(self) -> float:
        return (self.lost / self.there) ** 0.5 if self.there else 0.0


@dataclass(frozen=True, slots=True)
class LayerError:
    """Relative Frobenius errors of one layer's matrices: ``|new - old| / |old|`` over all their weights."""

    layer: str
    experts: float
    projections: float


@dataclass(frozen=True, slots=True)
class Quantization:
    """What was made, and how far its matrices are from the source's: in each layer, and over all.

    The head, if it was asked for, is a layer with projections alone.
    """

    source: str
    folder: str
    bits: int
    group_size: int
    source_bytes: int
    stored_bytes: int
    layers: tuple[LayerError, ...]
    relative_error: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """The files to write, by name: their tensors, and which of the source's go in."""

    sources: Mapping[str, tuple[StoredTensor, ...]]
    files: Mapping[str, Mapping[str, PlannedTensor]]
    scheme: GroupWiseConfig

    @property
    def stored_bytes(self) -> int:
        return sum(file_bytes(tensors) for tensors in self.files.values())


def quantize_folder(
    source: Path, folder: Path, scheme: GroupWiseConfig, progress: Progress = lambda step, done, total: None
) -> Quantization:
    """Write ``source`` anew with experts and projections in whole numbers.

    Embedding, router, norms, gates, the convolution, the vision tower and mostly the head stay as they are, tokenizer and chat
    template are copied. Tensors that the configuration does not describe are left out. What was written is removed
    if it does not come to its end.

    Args:
        source: A checkpoint whose weights are not quantised.
        folder: Where to; made if needed, and empty.
        scheme: In how many bits, and how many columns share a scale.
        progress: Is told how far it is.

    Raises:
        CheckpointError: The source cannot be loaded, is quantised or holds what is no number; the folder is not empty,
            cannot be written or has no room.
    """
    checkpoint = open_checkpoint(source)
    if checkpoint.config.quantization_config is not None:
        raise CheckpointError(source, "it is quantised already; start from its bfloat16 weights")
    if scheme.head_bits is not None and checkpoint.config.tied_head:
        raise CheckpointError(source, "its head is the embedding, which stays as it is; leave the head out")
    _require_empty(folder)
    plan = _plan(checkpoint, scheme)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _require_room(folder, plan.stored_bytes)
        squares = _write_weights(checkpoint, folder, plan, progress)
        _write_companions(checkpoint, folder, plan)
    except BaseException as error:
        _remove(folder, keep_folder=not made)
        if isinstance(error, OSError):
            raise CheckpointError(folder, f"cannot be written: {error.strerror or error}") from error
        raise
    whole = _Squares()
    for layer in squares.values():
        for part in layer.values():
            whole.add(part)
    source_bytes = sum(path.stat().st_size for path in checkpoint.files)
    errors = [
        LayerError(layer, parts["experts"].relative, parts["projections"].relative) for layer, parts in squares.items()
    ]
    sizes = (scheme.bits, scheme.group_size, source_bytes, plan.stored_bytes)
    return Quantization(str(source), str(folder), *sizes, tuple(errors), whole.relative)


def _require_empty(folder: Path) -> None:
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise CheckpointError(folder, "it is there and is no folder; name a new one")
        if folder.exists() and any(folder.iterdir()):
            raise CheckpointError(folder, "it is there and not empty; name a new folder")
    except OSError as error:
        raise CheckpointError(folder, f"cannot be looked into: {error.strerror or error}") from error


def _require_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        sizes = f"{needed / 2**30:.1f} GiB are needed and {free / 2**30:.1f} GiB are free"
        raise CheckpointError(folder, f"there is no room: {sizes}")


def _plan(checkpoint: Checkpoint, scheme: GroupWiseConfig) -> _Plan:
    sources: dict[str, tuple[StoredTensor, ...]] = {}
    files: dict[str, dict[str, PlannedTensor]] = {}
    everything = [*checkpoint.tensors.values(), *checkpoint.other_tensors.values()]
    for path in checkpoint.files:
        inside = sorted((tensor for tensor in everything if tensor.file == path), key=lambda tensor: tensor.begin)
        planned: dict[str, PlannedTensor] = {}
        for tensor in inside:
            grouped = group_scheme(tensor.name, scheme)
            if grouped is None:
                planned[tensor.name] = PlannedTensor(tensor.dtype, tensor.shape)
                continue
            if grouped.bits == 4 and tensor.shape[-1] % 2:
                raise CheckpointError(checkpoint.folder, f"{tensor.name} has an odd number of columns; use int8")
            for name, expected in grouped_tensors(tensor.name, tensor.shape, grouped).items():
                planned[name] = PlannedTensor(next(iter(expected.dtypes)), expected.shape)
        sources[path.name], files[path.name] = tuple(inside), planned
    return _Plan(sources, files, scheme)


def _write_weights(
    checkpoint: Checkpoint, folder: Path, plan: _Plan, progress: Progress
) -> dict[str, dict[str, _Squares]]:
    total = sum(tensor.end - tensor.begin for tensors in plan.sources.values() for tensor in tensors)
    done, squares = 0, {_layer_of(name): _no_squares() for name in checkpoint.tensors if is_grouped(name)}
    reader = TensorReader(checkpoint)
    for file_name, planned in plan.files.items():
        with SafetensorsWriter(folder / file_name, planned) as writer:
            for stored in plan.sources[file_name]:
                if (grouped := group_scheme(stored.name, plan.scheme)) is not None:
                    lost = _write_grouped(writer, stored.name, reader.read(stored.name), grouped, checkpoint.folder)
                    part = "experts" if ".mlp.experts." in stored.name else "projections"
                    squares.setdefault(_layer_of(stored.name), _no_squares())[part].add(lost)
                else:
                    for piece in _pieces(reader.read(stored.name)):
                        writer.append(stored.name, piece)
                done += stored.end - stored.begin
                progress("quantize", done, total)
    return squares


def _write_grouped(
    writer: SafetensorsWriter, name: str, weights: Tensor, scheme: GroupWiseConfig, folder: Path
) -> _Squares:
    from model_runtime.quantization.group_wise import dequantise, quantise

    squares = _Squares()
    for piece in _pieces(weights.flatten(0, -2)):
        exact = piece.float()
        if not bool(exact.isfinite().all()):
            raise CheckpointError(folder, f"{name} holds what is no number; look with `agent model verify`")
        matrix = quantise(exact, scheme.bits, scheme.group_size)
        writer.append(name, matrix.numbers)
        writer.append(group_scale_name(name), matrix.scales)
        squares.there += float(exact.square().sum())
        squares.lost += float(dequantise(matrix).sub_(exact).square_().sum())
    return squares


def _pieces(tensor: Tensor) -> Iterator[Tensor]:
    """Rows after rows of a tensor, so few that a copy of them costs little."""
    import torch

    if tensor.dim() == 0:
        yield tensor
        return
    row = max(1, tensor[0].numel()) if tensor.shape[0] else 1
    yield from torch.split(tensor, max(1, PIECE_ELEMENTS // row))


def _write_companions(checkpoint: Checkpoint, folder: Path, plan: _Plan) -> None:
    """The other files; ``config.json`` is the last, because without it the folder is no checkpoint."""
    for path in sorted(checkpoint.folder.iterdir()):
        wanted = path.suffix in _COMPANIONS or path.name in {"LICENSE", "NOTICE"}
        if not wanted or path.name in _REWRITTEN or not path.is_file() or not stays_inside(path.parent, path.name):
            continue
        if path.stat().st_size <= _MAX_COMPANION_BYTES:
            shutil.copyfile(path, folder / path.name)
    if set(plan.files) != {WEIGHTS_FILE}:
        placement = {name: file_name for file_name, tensors in plan.files.items() for name in tensors}
        total = sum(tensor.byte_count for tensors in plan.files.values() for tensor in tensors.values())
        index = {"metadata": {"total_size": total}, "weight_map": placement}
        (folder / INDEX_FILE).write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    config = json.loads((checkpoint.folder / CONFIG_FILE).read_bytes())
    config["quantization_config"] = plan.scheme.model_dump(exclude_none=True)
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _remove(folder: Path, *, keep_folder: bool) -> None:
    """Everything in a folder that was empty before."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        path.unlink(missing_ok=True)
    if not keep_folder:
        folder.rmdir()


def _layer_of(name: str) -> str:
    """The layer's number, of a layer that drafts ``mtp`` and its number, or ``head``."""
    if name == HEAD:
        return "head"
    number = name.partition("layers.")[2].partition(".")[0]
    return f"mtp {number}" if name.startswith(DRAFT_PREFIX) else number if name.startswith(TEXT_PREFIX) else name


def _no_squares() -> dict[str, _Squares]:
    return {"experts": _Squares(), "projections": _Squares()}

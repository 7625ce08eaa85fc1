"""A checkpoint folder in the Hugging Face layout, checked whole before any weight is read.

Only safetensors are read. Nothing is executed, and no file outside the folder's own listing is opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model_runtime.architecture import (
    DRAFT_PREFIX,
    UNUSED_PREFIXES,
    has_separate_draft_experts,
    has_separate_experts,
)
from model_runtime.config import ModelConfig, read_config
from model_runtime.errors import CheckpointError
from model_runtime.layout import (
    Expected,
    ExpectedTensor,
    draft_layout,
    is_applied_as_stored,
    parameter_count,
    text_layout,
    vision_layout,
)
from model_runtime.quantization_config import BlockFp8Config
from model_runtime.regular_file import stays_inside
from model_runtime.safetensors_header import HeaderError, StoredTensor, read_header
from model_runtime.vision_shapes import VISION_PREFIX

if TYPE_CHECKING:
    from torch import Tensor

WEIGHTS_FILE = "model.safetensors"
INDEX_FILE = "model.safetensors.index.json"
MAX_INDEX_BYTES = 100_000_000
# Up to here the digest covers every byte; above, the headers and evenly spread samples (hashing 72 GB takes a minute).
FULL_DIGEST_BYTES = 1 << 30
_SAMPLES_PER_FILE = 16
_SAMPLE_BYTES = 1 << 20


@dataclass(frozen=True)
class Checkpoint:
    """A folder whose tensors have the names, shapes and types that its configuration calls for.

    ``tensors`` are those of the text model; ``other_tensors`` those of the vision tower and of the drafting layers.
    ``on_read`` is told the bytes of each tensor that is read. Matrices of 8-bit floats are applied as they are stored, unless
    the checkpoint ``converts_fp8``.
    """

    folder: Path
    config: ModelConfig
    tensors: Mapping[str, StoredTensor]
    separate_experts: bool
    other_tensors: Mapping[str, StoredTensor] = field(default_factory=dict)
    converts_fp8: bool = False
    on_read: Callable[[int], None] | None = field(default=None, compare=False, repr=False)

    @property
    def files(self) -> list[Path]:
        """The files of weights, sorted."""
        return sorted({tensor.file for tensor in (*self.tensors.values(), *self.other_tensors.values())})

    @property
    def parameter_count(self) -> int:
        """Weights of the text model; scales of 8-bit blocks are not counted."""
        return _parameter_count(self.tensors.values())

    @property
    def draft_parameter_count(self) -> int:
        """Weights of the layers that draft further tokens; 0 if they were left out."""
        return _parameter_count(tensor for name, tensor in self.other_tensors.items() if name.startswith(DRAFT_PREFIX))

    @property
    def vision_parameter_count(self) -> int:
        """Weights of the vision encoder; 0 if it was left out."""
        return _parameter_count(tensor for name, tensor in self.other_tensors.items() if name.startswith(VISION_PREFIX))

    def placed_bytes(self, item_bytes: int, *, drafts: bool = False) -> tuple[int, int]:
        """Memory of the text model's weights, and with ``drafts`` of the drafting layers'.

        Returns:
            Bytes that are made, at ``item_bytes`` a weight, and bytes of numbers that are applied as they are stored:
            the CPU maps those from the files and can drop them from memory at any time.
        """
        heads = [tensor for name, tensor in self.other_tensors.items() if drafts and name.startswith(DRAFT_PREFIX)]
        made = mapped = 0
        for tensor in (*self.tensors.values(), *heads):
            if is_applied_as_stored(tensor.name, tensor.dtype, fp8=not self.converts_fp8):
                mapped += tensor.end - tensor.begin
            else:
                made += item_bytes * parameter_count(tensor.name, tensor.shape, tensor.dtype)
        return made, mapped

    def stored_bytes(self, *, drafts: bool, vision: bool) -> int:
        """Bytes in the files: of the text model, and where asked for of the drafting layers and the vision encoder."""
        wanted = (*((DRAFT_PREFIX,) if drafts else ()), *((VISION_PREFIX,) if vision else ()))
        others = (tensor for name, tensor in self.other_tensors.items() if wanted and name.startswith(wanted))
        return sum(tensor.end - tensor.begin for tensor in (*self.tensors.values(), *others))

    def require_draft_layer(self) -> None:
        """Raises ``CheckpointError`` if further tokens cannot be drafted: no such layer, or several."""
        layers = self.config.text_config.mtp_num_hidden_layers
        if not self.draft_parameter_count:
            raise CheckpointError(self.folder, "it has no mtp tensors, which drafting further tokens needs")
        if layers != 1:  # nobody published how several are chained
            raise CheckpointError(self.folder, f"it drafts further tokens by {layers} layers, and only 1 is supported")

    def read(self, name: str) -> Tensor:
        """The tensor as stored, on the CPU. Its memory is the file's until it is copied.

        Raises:
            CheckpointError: The file changed since it was checked.
        """
        return TensorReader(self).read(name)

    @cached_property
    def digest(self) -> str:
        """Digest of the weights: ``sha256:`` of all bytes, or ``sha256-sampled:`` for large checkpoints."""
        total_bytes = sum(path.stat().st_size for path in self.files)
        whole = total_bytes <= FULL_DIGEST_BYTES
        digest = hashlib.sha256()
        for path in self.files:
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
            _update_whole(digest, path) if whole else _update_sampled(digest, path)
        return f"{'sha256' if whole else 'sha256-sampled'}:{digest.hexdigest()}"


class TensorReader:
    """Reads tensors one after the other, and keeps the file open that it read last: opening one reads its header."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._open: tuple[Path, Any] | None = None

    def has(self, name: str) -> bool:
        """Whether the checkpoint stores a tensor of this name."""
        return name in self._checkpoint.tensors or name in self._checkpoint.other_tensors

    def read(self, name: str) -> Tensor:
        """See ``Checkpoint.read``."""
        from safetensors import SafetensorError, safe_open

        checkpoint = self._checkpoint
        stored = checkpoint.tensors.get(name) or checkpoint.other_tensors[name]
        try:
            if self._open is None or self._open[0] != stored.file:
                self._open = None
                self._open = (stored.file, safe_open(str(stored.file), framework="pt", device="cpu"))
            tensor: Tensor = self._open[1].get_tensor(name)
        except (SafetensorError, OSError) as error:
            raise CheckpointError(checkpoint.folder, f"{stored.file.name}: {error}") from error
        if checkpoint.on_read is not None:
            checkpoint.on_read(stored.end - stored.begin)
        return tensor


def open_checkpoint(folder: Path, *, headers_suffice: bool = False) -> Checkpoint:
    """Check a folder's configuration and the names, shapes and types of its tensors.

    ``headers_suffice`` lets files pass that end after their headers; their weights can then not be read.

    Raises:
        CheckpointError: With the first thing that is wrong, in one line.
    """
    if not folder.is_dir():
        raise CheckpointError(folder, "there is no such folder")
    config = read_config(folder)
    tensors = _stored_tensors(folder, headers_suffice)
    separate = has_separate_experts(tensors) or isinstance(config.quantization_config, BlockFp8Config)
    expected = text_layout(config, separate_experts=separate)
    others = _expected_others(config, tensors)
    _check_tensors(folder, config, tensors, {**expected, **others})
    found = {name: tensors[name] for name in expected}
    return Checkpoint(folder, config, found, separate, {name: tensors[name] for name in others})


def _expected_others(config: ModelConfig, tensors: Mapping[str, StoredTensor]) -> Expected:
    """Vision tower and drafting layers: each may be left out, but is there whole or not at all."""
    expected: dict[str, ExpectedTensor] = {}
    if any(name.startswith(VISION_PREFIX) for name in tensors):
        expected.update(vision_layout(config))
    if any(name.startswith(DRAFT_PREFIX) for name in tensors):
        expected.update(draft_layout(config, separate_experts=has_separate_draft_experts(tensors)))
    return expected


def _stored_tensors(folder: Path, headers_suffice: bool) -> dict[str, StoredTensor]:
    if (folder / WEIGHTS_FILE).is_file():
        return _collect(folder, [WEIGHTS_FILE], headers_suffice)
    if not (folder / INDEX_FILE).is_file():
        raise CheckpointError(folder, f"it has no {WEIGHTS_FILE} and no {INDEX_FILE}; other formats are not read")
    placement = _read_index(folder)
    tensors = _collect(folder, sorted(set(placement.values())), headers_suffice)
    for name, file_name in placement.items():
        if name not in tensors:
            raise CheckpointError(folder, f"{INDEX_FILE} names {name}, which {file_name} does not hold")
        if tensors[name].file.name != file_name:
            raise CheckpointError(folder, f"{name} lies in {tensors[name].file.name}, not in {file_name} as indexed")
    for name in tensors:
        if name not in placement:
            raise CheckpointError(folder, f"{name} in {tensors[name].file.name} is missing from {INDEX_FILE}")
    return tensors


def _collect(folder: Path, file_names: Iterable[str], headers_suffice: bool) -> dict[str, StoredTensor]:
    tensors: dict[str, StoredTensor] = {}
    for file_name in file_names:
        _require_inside(folder, file_name)
        try:
            header = read_header(folder / file_name, header_suffices=headers_suffice)
        except HeaderError as error:
            raise CheckpointError(folder, f"{file_name} {error}") from error
        for tensor in header:
            if tensor.name in tensors:
                first = tensors[tensor.name].file.name
                raise CheckpointError(folder, f"{tensor.name} is stored twice, in {first} and {file_name}")
            tensors[tensor.name] = tensor
    return tensors


def _require_inside(folder: Path, file_name: str) -> None:
    if not stays_inside(folder, file_name):
        raise CheckpointError(folder, f"{file_name} is a link that leads out of the folder")


def _read_index(folder: Path) -> dict[str, str]:
    path = folder / INDEX_FILE
    _require_inside(folder, INDEX_FILE)
    try:
        if path.stat().st_size > MAX_INDEX_BYTES:
            raise CheckpointError(folder, f"{INDEX_FILE} is larger than {MAX_INDEX_BYTES} bytes")
        value: Any = json.loads(path.read_bytes())
    except OSError as error:
        raise CheckpointError(folder, f"cannot read {INDEX_FILE}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise CheckpointError(folder, f"{INDEX_FILE} is not JSON: {error}") from error
    placement = value.get("weight_map") if isinstance(value, dict) else None
    if not isinstance(placement, dict) or not placement:
        raise CheckpointError(folder, f"{INDEX_FILE} has no weight_map")
    for file_name in placement.values():
        if not _is_plain_name(file_name):
            raise CheckpointError(folder, f"{INDEX_FILE} names the file {file_name!r}, which is not in the folder")
    return placement


def _is_plain_name(value: Any) -> bool:
    return isinstance(value, str) and value.endswith(".safetensors") and not set(value) & set("/\\:\0")


def _check_tensors(folder: Path, config: ModelConfig, tensors: Mapping[str, StoredTensor], expected: Expected) -> None:
    missing = [name for name in expected if name not in tensors]
    if missing:
        raise CheckpointError(folder, f"{len(missing)} tensors are missing, first {missing[0]}")
    allowed_extra = {"lm_head.weight"} if config.tied_head else set()
    # What the configuration does not describe cannot be checked; it is left alone.
    undescribed = tuple(prefix for prefix in UNUSED_PREFIXES if not any(name.startswith(prefix) for name in expected))
    extra = [
        name
        for name in tensors
        if name not in expected and not name.startswith(undescribed) and name not in allowed_extra
    ]
    if extra:
        raise CheckpointError(folder, f"{len(extra)} tensors are not of this architecture, first {extra[0]}")
    for name, wanted in expected.items():
        if tensors[name].shape != wanted.shape:
            found = list(tensors[name].shape)
            raise CheckpointError(folder, f"{name} has shape {found}, the configuration needs {list(wanted.shape)}")
        if tensors[name].dtype not in wanted.dtypes:
            readable = ", ".join(sorted(wanted.dtypes))
            raise CheckpointError(folder, f"{name} is stored as {tensors[name].dtype}; only {readable} are read")


def _parameter_count(tensors: Iterable[StoredTensor]) -> int:
    return sum(parameter_count(tensor.name, tensor.shape, tensor.dtype) for tensor in tensors)


def _update_whole(digest: hashlib._Hash, path: Path) -> None:
    with path.open("rb") as file:
        while block := file.read(_SAMPLE_BYTES):
            digest.update(block)


def _update_sampled(digest: hashlib._Hash, path: Path) -> None:
    file_bytes = path.stat().st_size
    with path.open("rb") as file:
        header_bytes = int.from_bytes(file.read(8), "little")
        digest.update(file.read(header_bytes))
        for sample in range(_SAMPLES_PER_FILE):
            file.seek(8 + header_bytes + (file_bytes - 8 - header_bytes) * sample // _SAMPLES_PER_FILE)
            digest.update(file.read(_SAMPLE_BYTES))

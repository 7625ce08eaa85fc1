"""What a checkpoint folder is and what it would take to run it, told from its headers alone: no weight is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from model_runtime.architecture import DRAFT_PREFIX, EMBEDDING, HEAD
from model_runtime.checkpoint import Checkpoint, open_checkpoint
from model_runtime.config import ARCHITECTURE, TextConfig
from model_runtime.key_value_rows import bytes_per_row
from model_runtime.language_model import HALF_ROWS_HIDDEN_SIZE
from model_runtime.layout import parameter_count
from model_runtime.memory import free_bytes
from model_runtime.quantization_config import BlockFp8Config, GroupWiseConfig
from model_runtime.safetensors_header import StoredTensor
from model_runtime.session_rules import PREFILL_CHUNK_TOKENS
from model_runtime.vision_shapes import VISION_PREFIX
from vocabulary.messages import KeyValueKind

# By what stands in a tensor's name; the first that fits counts.
_COMPONENTS: Final = (
    ("mtp", DRAFT_PREFIX), ("vision", VISION_PREFIX), ("embedding", EMBEDDING), ("head", HEAD),
    ("delta_net", ".linear_attn."), ("attention", ".self_attn."), ("experts", ".mlp.experts."),
    ("shared_expert", ".mlp.shared_expert"), ("router", ".mlp.gate."), ("norms", "norm.weight"),
)  # fmt: skip
_ORDER: Final = (
    "embedding", "delta_net", "attention", "experts", "shared_expert", "router", "norms", "head", "vision", "mtp",
)  # fmt: skip
_CHOICES: Final = (("cpu", "float32"), ("cpu", "bfloat16"), ("cuda", "bfloat16"), ("cuda", "float32"))
_DEFAULTS: Final = frozenset({("cpu", "float32"), ("cuda", "bfloat16")})
_STATE_BYTES: Final = 4  # the recurrent state is float32, whatever the weights are


@dataclass(frozen=True, slots=True)
class Component:
    """Part of a checkpoint. ``parameters`` leaves out the scales of 8-bit blocks, ``stored_bytes`` counts them."""

    name: str
    tensors: int
    parameters: int
    stored_bytes: int


@dataclass(frozen=True, slots=True)
class Demand:
    """What the text model takes on one device in one type, in bytes.

    ``kv_bytes_per_token`` is in the type, ``fp8_kv_bytes_per_token`` with keys and values in 8-bit floats, where those of
    one layer at a time are made anew in the type besides. ``working_bytes`` is an estimate for the largest chunk of a
    prefill. ``context_tokens`` is the longest single sequence that fits beside the weights into what is free now: 0 if
    not even the weights fit, None if ``free_bytes`` is None, which means that the device is not there.
    """

    device: str
    dtype: str
    default: bool
    weights_bytes: int
    kv_bytes_per_token: int
    fp8_kv_bytes_per_token: int
    recurrent_state_bytes: int
    convolution_state_bytes: int
    working_bytes: int
    free_bytes: int | None
    context_tokens: int | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A checkpoint folder as its headers describe it.

    ``active_parameters`` are those that one token is multiplied by, ``active_bytes`` what the files hold for them.
    """

    folder: str
    architecture: str
    layout: str
    files: int
    headers_only: bool
    layers: int
    context_tokens: int
    yarn_factor: float | None
    parameters: int
    active_parameters: int
    active_bytes: int
    stored_bytes: int
    components: tuple[Component, ...]
    demands: tuple[Demand, ...]


def inspect_folder(folder: Path) -> Inspection:
    """Describe a checkpoint folder. Files that hold only their headers are enough.

    Raises:
        CheckpointError: The folder is not a checkpoint that this runtime can load.
    """
    checkpoint = open_checkpoint(folder, headers_suffice=True)
    text = checkpoint.config.text_config
    stored = [*checkpoint.tensors.values(), *checkpoint.other_tensors.values()]
    components = _components(stored)
    return Inspection(
        folder=str(folder),
        architecture=ARCHITECTURE,
        layout=_layout(checkpoint),
        files=len(checkpoint.files),
        headers_only=any(path.stat().st_size < _smallest_whole_file(stored, path) for path in checkpoint.files),
        layers=text.num_hidden_layers,
        context_tokens=text.context_tokens,
        yarn_factor=text.rope_parameters.factor,
        parameters=sum(component.parameters for component in components),
        active_parameters=_active(checkpoint, _size),
        active_bytes=_active(checkpoint, lambda tensor: tensor.end - tensor.begin),
        stored_bytes=sum(component.stored_bytes for component in components),
        components=components,
        demands=tuple(_demand(checkpoint, device, dtype) for device, dtype in _CHOICES),
    )


def _components(stored: Iterable[StoredTensor]) -> tuple[Component, ...]:
    found: dict[str, list[StoredTensor]] = {}
    for tensor in stored:
        found.setdefault(_component_of(tensor.name), []).append(tensor)
    return tuple(
        Component(
            name,
            len(found[name]),
            sum(_size(tensor) for tensor in found[name]),
            sum(tensor.end - tensor.begin for tensor in found[name]),
        )
        for name in _ORDER
        if name in found
    )


def _component_of(name: str) -> str:
    return next(component for component, mark in _COMPONENTS if mark in name)


def _layout(checkpoint: Checkpoint) -> str:
    scheme, experts = checkpoint.config.quantization_config, "one by one" if checkpoint.separate_experts else "fused"
    if isinstance(scheme, BlockFp8Config):
        rows, columns = scheme.weight_block_size
        return f"fp8 (e4m3, blocks of {rows}x{columns}), experts one by one"
    if isinstance(scheme, GroupWiseConfig):
        return f"int{scheme.bits} (symmetric, groups of {scheme.group_size}), experts {experts}"
    types = sorted({tensor.dtype for tensor in checkpoint.tensors.values()})
    return f"{'+'.join(types)}, experts {experts}"


def _smallest_whole_file(stored: Iterable[StoredTensor], path: Path) -> int:
    return max(tensor.end for tensor in stored if tensor.file == path)


def _active(checkpoint: Checkpoint, measure: Callable[[StoredTensor], int]) -> int:
    """All of the text model but the embedding (one row is looked up) and the experts that are not picked."""
    text = checkpoint.config.text_config
    experts = sum(measure(tensor) for tensor in checkpoint.tensors.values() if ".mlp.experts." in tensor.name)
    idle = experts * (text.num_experts - text.num_experts_per_tok) // text.num_experts
    embedding = 0 if checkpoint.config.tied_head else measure(checkpoint.tensors[EMBEDDING])
    return sum(measure(tensor) for tensor in checkpoint.tensors.values()) - idle - embedding


def _size(tensor: StoredTensor) -> int:
    return parameter_count(tensor.name, tensor.shape, tensor.dtype)


def _demand(checkpoint: Checkpoint, device: str, dtype: str) -> Demand:
    text = checkpoint.config.text_config
    item_bytes = 4 if dtype == "float32" else 2
    default = (device, dtype) in _DEFAULTS
    half_rows = default and device == "cpu" and text.hidden_size <= HALF_ROWS_HIDDEN_SIZE
    made, mapped = checkpoint.placed_bytes(item_bytes + 2 * half_rows)
    made += item_bytes * checkpoint.vision_parameter_count
    weights, must_be_free = made + mapped, made if device == "cpu" else made + mapped
    delta_layers = text.layer_types.count("linear_attention")
    heads = text.linear_num_value_heads * text.linear_key_head_dim * text.linear_value_head_dim
    recurrent = delta_layers * heads * _STATE_BYTES
    convolution = delta_layers * (text.linear_conv_kernel_dim - 1) * text.convolution_width * item_bytes
    kinds: tuple[KeyValueKind, ...] = ("model", "fp8")
    kv, fp8_kv = (_kv_bytes_per_token(text, kind, item_bytes) for kind in kinds)
    working, free = _working_bytes(text), free_bytes(device)
    left = None if free is None else free - must_be_free - recurrent - convolution - working
    fits = None if left is None else min(text.context_tokens, max(0, left) // kv if kv else text.context_tokens)
    return Demand(device, dtype, default, weights, kv, fp8_kv, recurrent, convolution, working, free, fits)


def _kv_bytes_per_token(text: TextConfig, kind: KeyValueKind, item_bytes: int) -> int:
    rows = 2 * text.layer_types.count("full_attention") * text.num_key_value_heads
    return rows * bytes_per_row(kind, text.head_dim, item_bytes)


def _working_bytes(text: TextConfig) -> int:
    """Rows of a chunk in float32: the picked experts' in- and outputs, the convolution's, and the residual's."""
    experts = text.num_experts_per_tok * (2 * text.hidden_size + 3 * text.moe_intermediate_size)
    return 4 * PREFILL_CHUNK_TOKENS * (experts + 4 * text.convolution_width + 4 * text.hidden_size)

"""Everything that a checkpoint of a configuration stores: names, shapes and the types they may have. Pure.

Two layouts are published: all in bfloat16 with fused experts, and the large matrices of every layer in 8-bit floats
with scales beside them and experts one by one. A third is our own: the same matrices in groups of whole numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from model_runtime.architecture import HEAD, Shapes, draft_tensor_shapes, text_tensor_shapes
from model_runtime.config import ModelConfig
from model_runtime.quantization_config import BlockFp8Config, GroupWiseConfig
from model_runtime.vision_shapes import vision_tensor_shapes

PLAIN_DTYPES = frozenset({"BF16", "F16", "F32"})
FP8_DTYPES = frozenset({"F8_E4M3"})
SCALE_DTYPES = frozenset({"BF16", "F32"})
GROUPED_DTYPES = {8: "I8", 4: "U8"}
GROUP_SCALE_DTYPE = "BF16"
# Routers, norms, gates, the convolution, embedding, head and the vision tower stay as they are.
_FP8_NAME = re.compile(
    r"\.(mlp\.(experts\.\d+|shared_expert)\.(gate|up|down)_proj|self_attn\.[qkvo]_proj"
    r"|linear_attn\.(in_proj_qkv|in_proj_z|out_proj))\.weight$"
)
_FUSED_EXPERTS = re.compile(r"\.mlp\.experts\.(gate_up|down)_proj$")
_SCALE_ENDING = "_scale_inv"
_GROUP_SCALE_ENDING = "_scale"


@dataclass(frozen=True, slots=True)
class ExpectedTensor:
    """What a header has to say about one tensor."""

    shape: tuple[int, ...]
    dtypes: frozenset[str] = PLAIN_DTYPES


Expected = Mapping[str, ExpectedTensor]


def text_layout(config: ModelConfig, *, separate_experts: bool = False) -> Expected:
    """The text model's tensors. With FP8, experts are always separate."""
    separate = separate_experts or isinstance(config.quantization_config, BlockFp8Config)
    return _with_types(text_tensor_shapes(config, separate_experts=separate), config)


def draft_layout(config: ModelConfig, *, separate_experts: bool = False) -> Expected:
    """Tensors of the layers that draft further tokens (``mtp.``); none if the configuration has no such layers."""
    separate = separate_experts or isinstance(config.quantization_config, BlockFp8Config)
    return _with_types(draft_tensor_shapes(config, separate_experts=separate), config)


def vision_layout(config: ModelConfig) -> Expected:
    """Tensors of the vision encoder; none if the configuration has no ``vision_config``."""
    vision = config.vision_config
    if vision is None:
        return {}
    return {name: ExpectedTensor(shape) for name, shape in vision_tensor_shapes(vision).items()}


def is_block_fp8(name: str) -> bool:
    """Whether a tensor of this name is 8-bit in the FP8 layout."""
    return _FP8_NAME.search(name) is not None


def scale_name(name: str) -> str:
    """The name of the scales of an 8-bit matrix."""
    return f"{name}{_SCALE_ENDING}"


def is_scale(name: str) -> bool:
    """Whether a tensor of this name holds scales, not weights."""
    return name.endswith((_SCALE_ENDING, _GROUP_SCALE_ENDING))


def is_grouped(name: str) -> bool:
    """Whether a tensor of this name is whole numbers in the group-wise layout: those of FP8, and fused experts."""
    return is_block_fp8(name) or _FUSED_EXPERTS.search(name) is not None


def group_scheme(name: str, scheme: GroupWiseConfig) -> GroupWiseConfig | None:
    """How a tensor of this name is stored in the group-wise layout; None if it stays as it is."""
    if name == HEAD and scheme.head_bits is not None:
        return scheme.model_copy(update={"bits": scheme.head_bits})
    return scheme if is_grouped(name) else None


def group_scale_name(name: str) -> str:
    """The name of the scales of a matrix, or of fused ones, of whole numbers."""
    return f"{name}{_GROUP_SCALE_ENDING}"


def parameter_count(name: str, shape: tuple[int, ...], dtype: str) -> int:
    """Weights in a stored tensor; none in scales, two in a byte of 4-bit numbers."""
    return 0 if is_scale(name) else prod(shape) * (2 if dtype == GROUPED_DTYPES[4] else 1)


def is_applied_as_stored(name: str, dtype: str, *, fp8: bool) -> bool:
    """Whether a stored tensor keeps its type in memory: whole numbers and their scales, with ``fp8`` 8-bit floats and theirs."""
    if fp8 and (dtype in FP8_DTYPES or name.endswith(_SCALE_ENDING)):
        return True
    return dtype in GROUPED_DTYPES.values() or name.endswith(_GROUP_SCALE_ENDING)


def grouped_tensors(name: str, shape: tuple[int, ...], scheme: GroupWiseConfig) -> dict[str, ExpectedTensor]:
    """Numbers and scales of a matrix ``[..., out, in]``."""
    packed = shape if scheme.bits == 8 else (*shape[:-1], -(-shape[-1] // 2))
    groups = (*shape[:-1], -(-shape[-1] // scheme.group_size))
    return {
        name: ExpectedTensor(packed, frozenset({GROUPED_DTYPES[scheme.bits]})),
        group_scale_name(name): ExpectedTensor(groups, frozenset({GROUP_SCALE_DTYPE})),
    }


def _with_types(shapes: Shapes, config: ModelConfig) -> Expected:
    if config.quantization_config is None:
        return {name: ExpectedTensor(shape) for name, shape in shapes.items()}
    scheme = config.quantization_config
    expected: dict[str, ExpectedTensor] = {}
    for name, shape in shapes.items():
        grouped = group_scheme(name, scheme) if isinstance(scheme, GroupWiseConfig) else None
        if grouped is not None:
            expected.update(grouped_tensors(name, shape, grouped))
        elif isinstance(scheme, BlockFp8Config) and is_block_fp8(name):
            rows, columns = scheme.weight_block_size
            expected[name] = ExpectedTensor(shape, FP8_DTYPES)
            expected[scale_name(name)] = ExpectedTensor((-(-shape[0] // rows), -(-shape[1] // columns)), SCALE_DTYPES)
        else:
            expected[name] = ExpectedTensor(shape)
    return expected

"""Everything that a checkpoint of a configuration stores: names, shapes and the types they may have. Pure.

Two layouts are published: all in bfloat16 with fused experts, and the large matrices of every layer in 8-bit floats
with scales beside them and experts one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from model_runtime.architecture import Shapes, draft_tensor_shapes, text_tensor_shapes
from model_runtime.config import ModelConfig
from model_runtime.vision_shapes import vision_tensor_shapes

PLAIN_DTYPES = frozenset({"BF16", "F16", "F32"})
FP8_DTYPES = frozenset({"F8_E4M3"})
SCALE_DTYPES = frozenset({"BF16", "F32"})
# Routers, norms, gates, the convolution, embedding, head and the vision tower stay as they are.
_FP8_NAME = re.compile(
    r"\.(mlp\.(experts\.\d+|shared_expert)\.(gate|up|down)_proj|self_attn\.[qkvo]_proj"
    r"|linear_attn\.(in_proj_qkv|in_proj_z|out_proj))\.weight$"
)
_SCALE_ENDING = "_scale_inv"


@dataclass(frozen=True, slots=True)
class ExpectedTensor:
    """What a header has to say about one tensor."""

    shape: tuple[int, ...]
    dtypes: frozenset[str] = PLAIN_DTYPES


Expected = Mapping[str, ExpectedTensor]


def text_layout(config: ModelConfig, *, separate_experts: bool = False) -> Expected:
    """The text model's tensors. With FP8, experts are always separate."""
    separate = separate_experts or config.quantization_config is not None
    return _with_types(text_tensor_shapes(config, separate_experts=separate), config)


def draft_layout(config: ModelConfig, *, separate_experts: bool = False) -> Expected:
    """Tensors of the layers that draft further tokens (``mtp.``); none if the configuration has no such layers."""
    separate = separate_experts or config.quantization_config is not None
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
    return name.endswith(_SCALE_ENDING)


def _with_types(shapes: Shapes, config: ModelConfig) -> Expected:
    if config.quantization_config is None:
        return {name: ExpectedTensor(shape) for name, shape in shapes.items()}
    rows, columns = config.quantization_config.weight_block_size
    expected: dict[str, ExpectedTensor] = {}
    for name, shape in shapes.items():
        if not is_block_fp8(name):
            expected[name] = ExpectedTensor(shape)
            continue
        expected[name] = ExpectedTensor(shape, FP8_DTYPES)
        expected[scale_name(name)] = ExpectedTensor((-(-shape[0] // rows), -(-shape[1] // columns)), SCALE_DTYPES)
    return expected

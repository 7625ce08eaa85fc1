"""The configuration of a checkpoint: ``config.json`` as a checked, frozen value.

Strict: a key that could change the mathematics and is not known here is refused, never skipped.
It knows no tensors and reads no weights.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from model_runtime.errors import CheckpointError
from model_runtime.quantization_config import QuantizationConfig, is_known_quantization
from model_runtime.regular_file import open_regular, stays_inside

ARCHITECTURE = "Qwen3_5MoeForConditionalGeneration"
CONFIG_FILE = "config.json"
MAX_CONFIG_BYTES = 1 << 20

LayerKind = Literal["linear_attention", "full_attention"]
Width = Annotated[int, Field(ge=1, le=1 << 17)]
HeadCount = Annotated[int, Field(ge=1, le=1 << 10)]
HeadWidth = Annotated[int, Field(ge=2, le=1 << 10)]

# Keys of published and saved configurations that say nothing about the forward pass of the text model.
_HARMLESS_KEYS = frozenset(
    {
        "_name_or_path", "attention_dropout", "bos_token_id", "chunk_size_feed_forward", "dtype",
        "full_attention_interval", "id2label", "initializer_range", "is_encoder_decoder", "label2id",
        "mtp_use_dedicated_embeddings", "output_attentions", "output_hidden_states",
        "output_router_logits", "pad_token_id", "problem_type", "return_dict", "router_aux_loss_coef", "torch_dtype",
        "transformers_version", "use_cache",
    }
)  # fmt: skip
_YARN_KEYS = frozenset({"factor", "original_max_position_embeddings", "beta_fast", "beta_slow", "attention_factor"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_harmless_keys(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: item for key, item in value.items() if key in cls.model_fields or key not in _HARMLESS_KEYS}


class RotaryConfig(_Strict):
    """Rotary position embedding. Frequencies are spread over the three axes of a position, interleaved.

    The type ``yarn`` stretches them to ``factor`` times the ``original_max_position_embeddings`` of training.
    """

    rope_type: Literal["default", "yarn"] = "default"
    rope_theta: Annotated[float, Field(gt=1.0, strict=False)]
    partial_rotary_factor: Annotated[float, Field(gt=0.0, le=1.0, strict=False)] = 0.25
    mrope_interleaved: Literal[True] = True
    mrope_section: Annotated[tuple[int, int, int], Field(strict=False)] = (11, 11, 10)

    factor: Annotated[float, Field(ge=1.0, le=64.0, strict=False)] | None = None
    original_max_position_embeddings: Annotated[int, Field(ge=1, le=1 << 24)] | None = None
    beta_fast: Annotated[float, Field(gt=0.0, lt=1e6, strict=False)] = 32.0
    beta_slow: Annotated[float, Field(gt=0.0, lt=1e6, strict=False)] = 1.0
    attention_factor: Annotated[float, Field(gt=0.0, lt=1e3, strict=False)] | None = None

    @model_validator(mode="after")
    def _check_yarn(self) -> Self:
        given = self.model_fields_set & _YARN_KEYS
        if self.rope_type == "default":
            _require(not given, f"{', '.join(sorted(given))} belong to the rope_type yarn")
            return self
        complete = self.factor is not None and self.original_max_position_embeddings is not None
        _require(complete, "the rope_type yarn needs factor and original_max_position_embeddings")
        _require(self.beta_fast > self.beta_slow, "beta_fast must be above beta_slow")
        return self

    @property
    def stretch(self) -> float:
        """How many times the trained length positions may reach; 1 without YaRN."""
        return 1.0 if self.factor is None else self.factor

    @property
    def trained_length(self) -> int:
        """Positions that training saw; only YaRN's configuration tells it.

        Raises:
            ValueError: This is not YaRN.
        """
        if self.original_max_position_embeddings is None:
            raise ValueError("only a configuration with YaRN names the trained length apart")
        return self.original_max_position_embeddings


class TextConfig(_Strict):
    """Shapes and constants of the text model (``text_config``)."""

    model_type: Literal["qwen3_5_moe_text"] = "qwen3_5_moe_text"
    vocab_size: Annotated[int, Field(ge=2, le=1 << 22)]
    hidden_size: Width
    num_hidden_layers: Annotated[int, Field(ge=1, le=1024)]
    layer_types: Annotated[tuple[LayerKind, ...], Field(strict=False)]
    max_position_embeddings: Annotated[int, Field(ge=1, le=1 << 24)]
    rms_norm_eps: Annotated[float, Field(gt=0.0, lt=1.0)] = 1e-6
    tie_word_embeddings: bool = False
    eos_token_id: int | Annotated[tuple[int, ...], Field(strict=False)] | None = None

    num_attention_heads: HeadCount
    num_key_value_heads: HeadCount
    head_dim: HeadWidth
    rope_parameters: RotaryConfig
    partial_rotary_factor: float | None = None

    linear_num_key_heads: HeadCount
    linear_num_value_heads: HeadCount
    linear_key_head_dim: HeadWidth
    linear_value_head_dim: HeadWidth
    linear_conv_kernel_dim: Annotated[int, Field(ge=2, le=16)] = 4

    num_experts: Annotated[int, Field(ge=1, le=1 << 14)]
    num_experts_per_tok: Annotated[int, Field(ge=1, le=1 << 8)]
    moe_intermediate_size: Width
    shared_expert_intermediate_size: Width
    mtp_num_hidden_layers: Annotated[int, Field(ge=0, le=16)] = 0

    # One value each: another would be another architecture.
    hidden_act: Literal["silu"] = "silu"
    attention_bias: Literal[False] = False
    attn_output_gate: Literal[True] = True
    norm_topk_prob: Literal[True] = True
    mamba_ssm_dtype: Literal["float32"] = "float32"

    @model_validator(mode="before")
    @classmethod
    def _complete_layer_types(cls, value: Any) -> Any:
        if not isinstance(value, dict) or value.get("layer_types") is not None:
            return value
        count, interval = value.get("num_hidden_layers"), value.get("full_attention_interval", 4)
        if not (isinstance(count, int) and 1 <= count <= 1024 and isinstance(interval, int) and interval >= 1):
            return value
        kinds = ["full_attention" if (layer + 1) % interval == 0 else "linear_attention" for layer in range(count)]
        return {**value, "layer_types": kinds}

    @model_validator(mode="after")
    def _check_relations(self) -> Self:
        _require(len(self.layer_types) == self.num_hidden_layers, "layer_types must name num_hidden_layers layers")
        _require(self.num_attention_heads % self.num_key_value_heads == 0, "key/value heads must divide query heads")
        _require(self.linear_num_value_heads % self.linear_num_key_heads == 0, "key heads must divide value heads")
        _require(self.num_experts_per_tok <= self.num_experts, "num_experts_per_tok exceeds num_experts")
        factor = self.partial_rotary_factor
        agreed = factor is None or factor == self.rope_parameters.partial_rotary_factor
        _require(agreed, "partial_rotary_factor differs between text_config and rope_parameters")
        _require(self.rotary_dim >= 2 and self.rotary_dim % 2 == 0, "the rotated part of a head must be even")
        sections = self.rope_parameters.mrope_section
        _require(min(sections) >= 0 and max(sections) <= 1 << 10, "mrope_section is out of range")
        if "mrope_section" in self.rope_parameters.model_fields_set:
            _require(sum(sections) == self.rotary_dim // 2, "mrope_section must add up to half the rotated part")
        return self

    @property
    def context_tokens(self) -> int:
        """Longest sequence. Configurations with YaRN may leave ``max_position_embeddings`` at the trained length."""
        rotary, written = self.rope_parameters, self.max_position_embeddings
        if rotary.rope_type == "default" or written > rotary.trained_length:
            return written
        return int(rotary.trained_length * rotary.stretch)

    @property
    def rotary_dim(self) -> int:
        """Leading dimensions of an attention head that are rotated."""
        return int(self.head_dim * self.rope_parameters.partial_rotary_factor)

    @property
    def key_width(self) -> int:
        """Width of all keys (and of all queries) of a delta-net layer."""
        return self.linear_num_key_heads * self.linear_key_head_dim

    @property
    def value_width(self) -> int:
        """Width of all values of a delta-net layer."""
        return self.linear_num_value_heads * self.linear_value_head_dim

    @property
    def convolution_width(self) -> int:
        """Channels of the causal convolution: queries, keys and values side by side."""
        return 2 * self.key_width + self.value_width

    @property
    def end_token_ids(self) -> frozenset[int]:
        """The end tokens that the configuration names. The chat format knows the one that ends a turn."""
        ids = self.eos_token_id
        return frozenset(() if ids is None else (ids,) if isinstance(ids, int) else ids)


class VisionRotaryConfig(_Strict):
    """Rotary position embedding of patches, over row and column. Published files leave it out."""

    rope_type: Literal["axial"] = "axial"
    rope_theta: Annotated[float, Field(gt=1.0, strict=False)] = 10000.0


class VisionConfig(_Strict):
    """Shapes and constants of the vision encoder (``vision_config``)."""

    model_type: Literal["qwen3_5_moe", "qwen3_5_moe_vision"] = "qwen3_5_moe_vision"
    depth: Annotated[int, Field(ge=1, le=1024)]
    hidden_size: Width
    intermediate_size: Width
    num_heads: HeadCount
    out_hidden_size: Width
    num_position_embeddings: Annotated[int, Field(ge=1, le=1 << 20)]
    patch_size: Annotated[int, Field(ge=1, le=256)] = 16
    temporal_patch_size: Annotated[int, Field(ge=1, le=16)] = 2
    spatial_merge_size: Annotated[int, Field(ge=1, le=16)] = 2
    rope_parameters: VisionRotaryConfig = VisionRotaryConfig()

    # One value each: another would be another architecture.
    in_channels: Literal[3] = 3
    hidden_act: Literal["gelu_pytorch_tanh"] = "gelu_pytorch_tanh"
    deepstack_visual_indexes: Annotated[tuple[int, ...], Field(max_length=0, strict=False)] = ()

    @model_validator(mode="after")
    def _check_relations(self) -> Self:
        _require(self.hidden_size % self.num_heads == 0, "num_heads must divide hidden_size")
        _require(self.head_dim % 4 == 0, "a head must split into rows and columns, each into pairs")
        _require(self.position_side**2 == self.num_position_embeddings, "num_position_embeddings must be a square")
        return self

    @property
    def head_dim(self) -> int:
        """Width of an attention head; all of it is rotated."""
        return self.hidden_size // self.num_heads

    @property
    def position_side(self) -> int:
        """Rows, and columns, of the square of learned position embeddings."""
        return math.isqrt(self.num_position_embeddings)

    @property
    def patch_width(self) -> int:
        """Numbers in one patch: channels, pictures in time, rows and columns of pixels, in this order."""
        return self.in_channels * self.temporal_patch_size * self.patch_size**2

    @property
    def merged_width(self) -> int:
        """Width of a block of patches side by side, which becomes one row of the text model."""
        return self.hidden_size * self.spatial_merge_size**2


class ModelConfig(_Strict):
    """``config.json``. A checkpoint without ``vision_config`` reads text only."""

    architectures: Annotated[tuple[Literal["Qwen3_5MoeForConditionalGeneration"]], Field(strict=False)] = (
        "Qwen3_5MoeForConditionalGeneration",
    )
    model_type: Literal["qwen3_5_moe"] = "qwen3_5_moe"
    text_config: TextConfig
    quantization_config: QuantizationConfig | None = None
    tie_word_embeddings: bool = False
    vision_config: VisionConfig | None = None
    image_token_id: int | None = None
    video_token_id: int | None = None
    vision_start_token_id: int | None = None
    vision_end_token_id: int | None = None

    @property
    def tied_head(self) -> bool:
        """Whether the output head is the embedding matrix."""
        return self.tie_word_embeddings or self.text_config.tie_word_embeddings


def read_config(folder: Path) -> ModelConfig:
    """Read and check ``folder/config.json``.

    Raises:
        CheckpointError: The file is missing, too large, not JSON, of another architecture, or asks for code or
            for a quantisation that this runtime does not have.
    """
    path = folder / CONFIG_FILE
    if not stays_inside(folder, CONFIG_FILE):
        raise CheckpointError(folder, f"{CONFIG_FILE} is a link that leads out of the folder")
    try:
        with open_regular(path) as file:
            content = file.read(MAX_CONFIG_BYTES + 1)
    except OSError as error:
        raise CheckpointError(folder, f"cannot read {CONFIG_FILE}: {error.strerror or error}") from error
    if len(content) > MAX_CONFIG_BYTES:
        raise CheckpointError(folder, f"{CONFIG_FILE} is larger than {MAX_CONFIG_BYTES} bytes")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise CheckpointError(folder, f"{CONFIG_FILE} is not JSON: {error}") from error
    return parse_config(value, folder)


def parse_config(value: Any, folder: Path) -> ModelConfig:
    """Check a decoded ``config.json``. ``folder`` is for messages only. Raises ``CheckpointError``."""
    if not isinstance(value, dict):
        raise CheckpointError(folder, f"{CONFIG_FILE} is not a JSON object")
    _refuse_foreign(value, folder)
    try:
        return ModelConfig.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the configuration"
        raise CheckpointError(folder, f"{CONFIG_FILE}: {where}: {first['msg']}") from error


def _refuse_foreign(value: dict[str, Any], folder: Path) -> None:
    text = value.get("text_config")
    for part in (value, text if isinstance(text, dict) else {}):
        if "auto_map" in part or part.get("trust_remote_code"):
            raise CheckpointError(folder, f"{CONFIG_FILE} asks for code of its own (auto_map); that is never run")
        quantised = part.get("quantization_config")
        if quantised and not (part is value and is_known_quantization(quantised)):
            reason = "quantised weights are read as published in FP8, or as `agent model quantize` writes them"
            raise CheckpointError(folder, reason)
    if value.get("architectures", [ARCHITECTURE]) != [ARCHITECTURE]:
        raise CheckpointError(folder, f"architecture {value['architectures']} is not {ARCHITECTURE}")


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)

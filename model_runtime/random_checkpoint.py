"""Builds checkpoints with random weights: for tests of the runtime, and as a model that costs nothing.

The weights are scaled so that activations stay near unit size and logits are neither flat nor a single peak.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model_runtime.architecture import Shapes, draft_tensor_shapes, text_tensor_shapes
from model_runtime.checkpoint import INDEX_FILE, WEIGHTS_FILE
from model_runtime.config import CONFIG_FILE, ModelConfig, parse_config
from model_runtime.layout import is_block_fp8, scale_name
from model_runtime.quantization_config import BlockFp8Config
from model_runtime.vision_shapes import VISION_PREFIX, vision_tensor_shapes

if TYPE_CHECKING:
    from torch import Generator, Tensor, dtype

_LOGIT_SPREAD = 1.5


def tiny_config(**changes: Any) -> dict[str, Any]:
    """A small ``config.json`` of the architecture, as a dictionary; ``changes`` replace keys of ``text_config``."""
    text: dict[str, Any] = {
        "model_type": "qwen3_5_moe_text", "vocab_size": 96, "hidden_size": 32, "num_hidden_layers": 4,
        "layer_types": None, "full_attention_interval": 4, "max_position_embeddings": 4096, "rms_norm_eps": 1e-6,
        "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16, "attn_output_gate": True,
        "rope_parameters": {
            "rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.5, "mrope_interleaved": True,
            "mrope_section": [2, 1, 1],
        },
        "linear_num_key_heads": 2, "linear_num_value_heads": 4, "linear_key_head_dim": 8, "linear_value_head_dim": 8,
        "linear_conv_kernel_dim": 4, "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16,
        "shared_expert_intermediate_size": 16, "tie_word_embeddings": False,
    }  # fmt: skip
    text.update(changes)
    return {
        "architectures": ["Qwen3_5MoeForConditionalGeneration"],
        "model_type": "qwen3_5_moe",
        "text_config": text,
        "tie_word_embeddings": text["tie_word_embeddings"],
    }


def tiny_vision_config(**changes: Any) -> dict[str, Any]:
    """A small ``vision_config`` that fits ``tiny_config``, as a dictionary; ``changes`` replace keys."""
    vision: dict[str, Any] = {
        "model_type": "qwen3_5_moe", "depth": 2, "hidden_size": 32, "intermediate_size": 48, "num_heads": 2,
        "out_hidden_size": 32, "num_position_embeddings": 36, "patch_size": 4, "temporal_patch_size": 2,
        "spatial_merge_size": 2, "in_channels": 3, "hidden_act": "gelu_pytorch_tanh", "deepstack_visual_indexes": [],
    }  # fmt: skip
    return {**vision, **changes}


def write_random_checkpoint(
    folder: Path, config: dict[str, Any], *, seed: int = 0, weight_dtype: str = "bfloat16", shards: int = 1
) -> ModelConfig:
    """Write ``config.json`` and random weights into ``folder``, which is made if needed. No tokenizer is written.

    Args:
        folder: Where the checkpoint goes.
        config: The contents of ``config.json``, for example from ``tiny_config``. With a ``quantization_config`` the
            layout of the FP8 release is written; of other kinds, none is.
        seed: The same seed gives the same weights.
        weight_dtype: Name of the torch type on disk.
        shards: Above 1, the weights are spread over that many files with an index.

    Returns:
        The checked configuration.

    Raises:
        CheckpointError: The configuration is not of this architecture.
    """
    import torch

    checked = parse_config(config, folder)
    folder.mkdir(parents=True, exist_ok=True)
    layer_types = list(checked.text_config.layer_types)
    resolved = {**config, "text_config": {**config["text_config"], "layer_types": layer_types}}
    (folder / CONFIG_FILE).write_text(json.dumps(resolved, indent=2) + "\n", encoding="utf-8")
    generator = torch.Generator().manual_seed(seed)
    blocks = checked.quantization_config
    assert blocks is None or isinstance(blocks, BlockFp8Config)
    shapes = text_tensor_shapes(checked, separate_experts=blocks is not None)
    if checked.vision_config is not None:
        shapes |= vision_tensor_shapes(checked.vision_config)
    shapes |= draft_tensor_shapes(checked, separate_experts=blocks is not None)
    tensors = random_tensors(shapes, generator, getattr(torch, weight_dtype))
    if blocks is not None:
        tensors = _in_blocks(tensors, blocks.weight_block_size)
    _write_tensors(folder, tensors, shards)
    return checked


def with_block_fp8(config: dict[str, Any], block: tuple[int, int] = (128, 128)) -> dict[str, Any]:
    """A ``config.json`` for the layout of the FP8 release."""
    quantization = {"quant_method": "fp8", "fmt": "e4m3", "activation_scheme": "dynamic", "weight_block_size": [*block]}
    return {**config, "quantization_config": quantization}


def random_tensors(shapes: Shapes, generator: Generator, weight_dtype: dtype) -> dict[str, Tensor]:
    """A random tensor for each name, scaled by what the name says it is."""
    return {name: _random_tensor(name, shape, generator).to(weight_dtype) for name, shape in shapes.items()}


def _in_blocks(tensors: dict[str, Tensor], block: tuple[int, int]) -> dict[str, Tensor]:
    from model_runtime.quantization.block_fp8 import quantise

    result: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        if is_block_fp8(name):
            result[name], result[scale_name(name)] = quantise(tensor, block)
        else:
            result[name] = tensor
    return result


def _random_tensor(name: str, shape: tuple[int, ...], generator: Generator) -> Tensor:
    import torch

    noise = torch.randn(shape, generator=generator)
    if name.startswith(VISION_PREFIX):
        return _vision_tensor(name, noise)
    if name.endswith("A_log"):
        return torch.rand(shape, generator=generator).mul(15.0).add(1.0).log()
    if name.endswith("dt_bias"):
        # The inverse of softplus at step sizes between 0.001 and 0.1.
        step = 10.0 ** torch.rand(shape, generator=generator).mul(2.0).sub(3.0)
        return step.expm1().log()
    if name.endswith("linear_attn.norm.weight"):
        return 1.0 + 0.1 * noise
    if name.endswith("norm.weight"):
        return 0.1 * noise
    if name.endswith("conv1d.weight"):
        return 0.5 * noise
    if name.endswith("embed_tokens.weight"):
        return noise
    spread = _LOGIT_SPREAD if name.startswith("lm_head") else 1.0
    return noise * float(spread * shape[-1] ** -0.5)


def _vision_tensor(name: str, noise: Tensor) -> Tensor:
    if name.endswith(".bias"):
        return 0.1 * noise
    if "norm" in name:
        return 1.0 + 0.1 * noise
    if name.endswith("pos_embed.weight"):
        return noise
    return noise * float(noise[0].numel() ** -0.5)


def _write_tensors(folder: Path, tensors: dict[str, Tensor], shards: int) -> None:
    from safetensors.torch import save_file

    if shards == 1:
        save_file(tensors, folder / WEIGHTS_FILE, metadata={"format": "pt"})
        return
    placement: dict[str, str] = {}
    for shard in range(shards):
        file_name = f"model-{shard + 1:05d}-of-{shards:05d}.safetensors"
        part = {name: tensor for index, (name, tensor) in enumerate(tensors.items()) if index % shards == shard}
        save_file(part, folder / file_name, metadata={"format": "pt"})
        placement.update(dict.fromkeys(part, file_name))
    total_bytes = sum(tensor.nbytes for tensor in tensors.values())
    index = {"metadata": {"total_size": total_bytes}, "weight_map": placement}
    (folder / INDEX_FILE).write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")

"""Names and shapes of the vision encoder's tensors as a checkpoint stores them. Pure: no files, no tensors."""

from __future__ import annotations

from typing import Final

from model_runtime.config import VisionConfig

VISION_PREFIX: Final = "model.visual."

Shapes = dict[str, tuple[int, ...]]


def vision_tensor_shapes(vision: VisionConfig) -> Shapes:
    """Every tensor of the vision encoder, with its shape. Matrices have biases, norms are layer norms."""
    hidden, inner, merged = vision.hidden_size, vision.intermediate_size, vision.merged_width
    patch = (vision.in_channels, vision.temporal_patch_size, vision.patch_size, vision.patch_size)
    shapes: Shapes = {
        "patch_embed.proj.weight": (hidden, *patch),
        "patch_embed.proj.bias": (hidden,),
        "pos_embed.weight": (vision.num_position_embeddings, hidden),
    }
    for block in range(vision.depth):
        prefix = f"blocks.{block}."
        shapes |= _norm_shapes(f"{prefix}norm1", hidden) | _norm_shapes(f"{prefix}norm2", hidden)
        shapes |= _affine_shapes(f"{prefix}attn.qkv", 3 * hidden, hidden)
        shapes |= _affine_shapes(f"{prefix}attn.proj", hidden, hidden)
        shapes |= _affine_shapes(f"{prefix}mlp.linear_fc1", inner, hidden)
        shapes |= _affine_shapes(f"{prefix}mlp.linear_fc2", hidden, inner)
    shapes |= _norm_shapes("merger.norm", hidden)
    shapes |= _affine_shapes("merger.linear_fc1", merged, merged)
    shapes |= _affine_shapes("merger.linear_fc2", vision.out_hidden_size, merged)
    return {VISION_PREFIX + name: shape for name, shape in shapes.items()}


def _norm_shapes(name: str, width: int) -> Shapes:
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}


def _affine_shapes(name: str, width_out: int, width_in: int) -> Shapes:
    return {f"{name}.weight": (width_out, width_in), f"{name}.bias": (width_out,)}

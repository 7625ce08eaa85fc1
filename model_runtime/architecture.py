"""Names and shapes of the text model's tensors as a checkpoint stores them. Pure: no files, no tensors.

Every matrix is ``[out, in]``. Experts are stored either fused (``experts.gate_up_proj`` of shape
``[experts, 2 * intermediate, hidden]``, gate rows first) or one by one, as some tools save them.
"""

from __future__ import annotations

from collections.abc import Iterable

from model_runtime.config import ModelConfig, TextConfig

TEXT_PREFIX = "model.language_model."
EMBEDDING = f"{TEXT_PREFIX}embed_tokens.weight"
FINAL_NORM = f"{TEXT_PREFIX}norm.weight"
HEAD = "lm_head.weight"
DRAFT_PREFIX = "mtp."
# Parts of the published checkpoint that the text model does not use.
UNUSED_PREFIXES = ("model.visual.", DRAFT_PREFIX)

Shapes = dict[str, tuple[int, ...]]


def layer_prefix(layer: int) -> str:
    """Common prefix of the tensors of one decoder layer."""
    return f"{TEXT_PREFIX}layers.{layer}."


def text_tensor_shapes(config: ModelConfig, *, separate_experts: bool = False) -> Shapes:
    """Every tensor that the text model needs, with its shape.

    Args:
        config: The checkpoint's configuration.
        separate_experts: Experts are stored one by one instead of fused.
    """
    text = config.text_config
    shapes: Shapes = {EMBEDDING: (text.vocab_size, text.hidden_size), FINAL_NORM: (text.hidden_size,)}
    if not config.tied_head:
        shapes[HEAD] = (text.vocab_size, text.hidden_size)
    for layer, kind in enumerate(text.layer_types):
        mixer = _delta_net_shapes(text) if kind == "linear_attention" else _attention_shapes(text)
        shapes.update(_layer_shapes(text, layer_prefix(layer), mixer, separate_experts=separate_experts))
    return shapes


def draft_tensor_shapes(config: ModelConfig, *, separate_experts: bool = False) -> Shapes:
    """Every tensor of the layers that draft further tokens (multi-token prediction). They share embedding and head."""
    text = config.text_config
    if not text.mtp_num_hidden_layers:
        return {}
    hidden = text.hidden_size
    shapes: Shapes = {f"{DRAFT_PREFIX}fc.weight": (hidden, 2 * hidden)}
    for name in ("pre_fc_norm_embedding", "pre_fc_norm_hidden", "norm"):
        shapes[f"{DRAFT_PREFIX}{name}.weight"] = (hidden,)
    for layer in range(text.mtp_num_hidden_layers):
        prefix, mixer = f"{DRAFT_PREFIX}layers.{layer}.", _attention_shapes(text)
        shapes.update(_layer_shapes(text, prefix, mixer, separate_experts=separate_experts))
    return shapes


def _layer_shapes(text: TextConfig, prefix: str, mixer: Shapes, *, separate_experts: bool) -> Shapes:
    experts = _separate_expert_shapes(text) if separate_experts else _fused_expert_shapes(text)
    norms: Shapes = {f"{name}_layernorm.weight": (text.hidden_size,) for name in ("input", "post_attention")}
    parts = norms | mixer | _router_and_shared_shapes(text) | experts
    return {prefix + name: shape for name, shape in parts.items()}


def has_separate_experts(names: Iterable[str]) -> bool:
    """Whether a checkpoint with these tensor names stores the text model's experts one by one."""
    return any(name.startswith(TEXT_PREFIX) and ".mlp.experts.0." in name for name in names)


def has_separate_draft_experts(names: Iterable[str]) -> bool:
    """The same for the drafting layers, which some tools save otherwise than the rest."""
    return any(name.startswith(DRAFT_PREFIX) and ".mlp.experts.0." in name for name in names)


def _delta_net_shapes(text: TextConfig) -> Shapes:
    hidden, heads = text.hidden_size, text.linear_num_value_heads
    return {
        "linear_attn.in_proj_qkv.weight": (text.convolution_width, hidden),
        "linear_attn.in_proj_z.weight": (text.value_width, hidden),
        "linear_attn.in_proj_a.weight": (heads, hidden),
        "linear_attn.in_proj_b.weight": (heads, hidden),
        "linear_attn.conv1d.weight": (text.convolution_width, 1, text.linear_conv_kernel_dim),
        "linear_attn.A_log": (heads,),
        "linear_attn.dt_bias": (heads,),
        "linear_attn.norm.weight": (text.linear_value_head_dim,),
        "linear_attn.out_proj.weight": (hidden, text.value_width),
    }


def _attention_shapes(text: TextConfig) -> Shapes:
    hidden, width = text.hidden_size, text.head_dim
    return {
        "self_attn.q_proj.weight": (2 * text.num_attention_heads * width, hidden),
        "self_attn.k_proj.weight": (text.num_key_value_heads * width, hidden),
        "self_attn.v_proj.weight": (text.num_key_value_heads * width, hidden),
        "self_attn.o_proj.weight": (hidden, text.num_attention_heads * width),
        "self_attn.q_norm.weight": (width,),
        "self_attn.k_norm.weight": (width,),
    }


def _router_and_shared_shapes(text: TextConfig) -> Shapes:
    hidden, shared = text.hidden_size, text.shared_expert_intermediate_size
    return {
        "mlp.gate.weight": (text.num_experts, hidden),
        "mlp.shared_expert.gate_proj.weight": (shared, hidden),
        "mlp.shared_expert.up_proj.weight": (shared, hidden),
        "mlp.shared_expert.down_proj.weight": (hidden, shared),
        "mlp.shared_expert_gate.weight": (1, hidden),
    }


def _fused_expert_shapes(text: TextConfig) -> Shapes:
    return {
        "mlp.experts.gate_up_proj": (text.num_experts, 2 * text.moe_intermediate_size, text.hidden_size),
        "mlp.experts.down_proj": (text.num_experts, text.hidden_size, text.moe_intermediate_size),
    }


def _separate_expert_shapes(text: TextConfig) -> Shapes:
    inner, hidden = text.moe_intermediate_size, text.hidden_size
    shapes: Shapes = {}
    for expert in range(text.num_experts):
        shapes[f"mlp.experts.{expert}.gate_proj.weight"] = (inner, hidden)
        shapes[f"mlp.experts.{expert}.up_proj.weight"] = (inner, hidden)
        shapes[f"mlp.experts.{expert}.down_proj.weight"] = (hidden, inner)
    return shapes

"""The shape of a small model as a value, and the ``config.json`` that says it. Pure: no tensors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """Shape of a small model; the defaults are those of the embedded one."""

    vocabulary: int = 6144
    hidden: int = 384
    layers: int = 12
    interval: int = 4
    key_heads: int = 4
    value_heads: int = 4
    linear_dim: int = 64
    query_heads: int = 6
    kv_heads: int = 2
    head_dim: int = 64
    rotary: float = 0.5
    theta: float = 100_000.0
    experts: int = 8
    active: int = 2
    expert_dim: int = 160
    shared_dim: int = 128
    context: int = 32_768
    eps: float = 1e-6

    def config(self) -> dict[str, object]:
        """Content of ``config.json``."""
        kinds = ["full_attention" if (i + 1) % self.interval == 0 else "linear_attention" for i in range(self.layers)]
        quarter = int(self.head_dim * self.rotary) // 2
        sections = [quarter - 2 * (quarter // 3), quarter // 3, quarter // 3]
        text = {
            "attention_bias": False, "attention_dropout": 0.0, "attn_output_gate": True, "dtype": "bfloat16",
            "eos_token_id": self.vocabulary - 33, "full_attention_interval": self.interval, "head_dim": self.head_dim,
            "hidden_act": "silu", "hidden_size": self.hidden, "initializer_range": 0.02, "layer_types": kinds,
            "linear_conv_kernel_dim": 4, "linear_key_head_dim": self.linear_dim, "linear_num_key_heads": self.key_heads,
            "linear_num_value_heads": self.value_heads, "linear_value_head_dim": self.linear_dim, "mamba_ssm_dtype": "float32",
            "max_position_embeddings": self.context, "model_type": "qwen3_5_moe_text", "moe_intermediate_size": self.expert_dim,
            "num_attention_heads": self.query_heads, "num_experts": self.experts, "num_experts_per_tok": self.active,
            "num_hidden_layers": self.layers, "num_key_value_heads": self.kv_heads, "rms_norm_eps": self.eps,
            "rope_parameters": {
                "mrope_interleaved": True, "mrope_section": sections, "partial_rotary_factor": self.rotary,
                "rope_theta": self.theta, "rope_type": "default",
            },
            "shared_expert_intermediate_size": self.shared_dim, "tie_word_embeddings": False, "vocab_size": self.vocabulary,
        }  # fmt: skip
        return {
            "architectures": ["Qwen3_5MoeForConditionalGeneration"], "model_type": "qwen3_5_moe", "text_config": text,
            "tie_word_embeddings": False,
        }  # fmt: skip

"""Configurations that reach further than they were written for, by YaRN. Pure."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from model_runtime.config import ModelConfig
from model_runtime.errors import CheckpointError

# The factors that the model's makers name (512K and 1,010,000 tokens of 262,144); the smallest that reaches is taken.
FACTORS: Final = (2.0, 4.0)


def reaching(config: ModelConfig, context_tokens: int, folder: Path) -> ModelConfig:
    """The configuration itself if its context is long enough, else the same stretched by YaRN.

    Args:
        config: Of a checkpoint; where it names YaRN itself, its factor stays.
        context_tokens: Sequences have to be as long as this, 1 or more.
        folder: For messages only.

    Raises:
        CheckpointError: No factor reaches so far.
    """
    text = config.text_config
    if context_tokens < 1:
        raise CheckpointError(folder, f"a context of {context_tokens} tokens holds nothing")
    if context_tokens <= text.context_tokens:
        return config
    trained, rotary = text.max_position_embeddings, text.rope_parameters
    factors = () if rotary.rope_type == "yarn" else FACTORS
    factor = next((factor for factor in factors if context_tokens <= trained * factor), None)
    if factor is None:
        longest = int(trained * factors[-1]) if factors else text.context_tokens
        raise CheckpointError(folder, f"its context reaches {longest} tokens at most, not {context_tokens}")
    stretched = {"rope_type": "yarn", "factor": factor, "original_max_position_embeddings": trained}
    changed = text.model_copy(update={"rope_parameters": rotary.model_copy(update=stretched)})
    return config.model_copy(update={"text_config": changed})

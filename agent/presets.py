"""Sampling parameters by name, as published for the Qwen3.6 family (model card and ``generation_config.json``)."""

from __future__ import annotations

from typing import Final

from vocabulary.messages import SamplingParameters

PRESETS: Final = {
    "thinking": SamplingParameters(temperature=1.0, top_p=0.95, top_k=20, presence_penalty=1.5),
    "coding": SamplingParameters(temperature=0.6, top_p=0.95, top_k=20),
    "instruct": SamplingParameters(temperature=0.7, top_p=0.8, top_k=20, presence_penalty=1.5),
    "generation-config": SamplingParameters(temperature=1.0, top_p=0.95, top_k=20),
    "greedy": SamplingParameters(temperature=0.0),
}
"""The card's advice for thinking in general, for precise coding with thinking, and for answers without thinking; what
``generation_config.json`` says, which is also what the card's benchmarks ran with; and the most likely token always."""

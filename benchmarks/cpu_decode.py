"""Measures load, prefill and decode of a random checkpoint of the embedded model's shape on the CPU.

Run from the root of the repository: ``OMP_NUM_THREADS=2 python benchmarks/cpu_decode.py``. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROMPT_TOKENS = 4000
DECODE_TOKENS = 300
ROUNDS = 5
SETTINGS = f"dtype auto (float32; decode reads float16), OMP_WAIT_POLICY passive, {ROUNDS} rounds"

_LOAD = """
import sys, time
from pathlib import Path
from model_runtime.checkpoint import open_checkpoint
from model_runtime.language_model import load_text_model
model = load_text_model(open_checkpoint(Path(sys.argv[1])), device="cpu")
model.forward([1, 2, 3], model.empty_state())
"""


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the product does before it loads torch
    import torch
    from machine import circumstances, embedded_shape

    from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        config = write_random_checkpoint(folder, tiny_config(**embedded_shape()))
        text = config.text_config
        figures = {
            **circumstances(),
            "settings": f"{torch.get_num_threads()} threads, torch {torch.__version__}, {SETTINGS}",
            "load_s": round(_load_seconds(folder), 2),
            **_run(folder),
        }
    figures["decode_floor_bytes"] = 2 * _decode_elements(text)
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


def _run(folder: Path) -> dict[str, float]:
    from model_runtime.checkpoint import open_checkpoint
    from model_runtime.language_model import load_text_model
    from model_runtime.session import Session, SessionRules
    from vocabulary.messages import SamplingParameters

    model = load_text_model(open_checkpoint(folder), device="cpu")
    rules = SessionRules(context_tokens=32768, token_kinds=6144, stop_token_ids=frozenset())
    prefill, decode = [], []
    for seed in range(ROUNDS):
        session = Session(model, rules, seed=seed)
        begin = time.perf_counter()
        session.extend([(7 * place) % 6000 for place in range(PROMPT_TOKENS)])
        prefill.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        for _ in session.sample(SamplingParameters(temperature=0.6), max_tokens=DECODE_TOKENS):
            pass
        decode.append(DECODE_TOKENS / (time.perf_counter() - begin))
    return {
        f"prefill_{PROMPT_TOKENS}_s_median": round(statistics.median(prefill), 3),
        f"prefill_{PROMPT_TOKENS}_s_best": round(min(prefill), 3),
        "decode_tokens_per_s_median": round(statistics.median(decode), 1),
        "decode_tokens_per_s_best": round(max(decode), 1),
    }


def _load_seconds(folder: Path) -> float:
    """From process start to the first logits, in a fresh process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", _LOAD, str(folder)], check=True)
    return time.perf_counter() - begin


def _decode_elements(text: Any) -> int:
    """Elements of all matrices that one decoded token reads."""
    delta = 2 * text.key_width + 2 * text.value_width + 2 * text.linear_num_value_heads + text.value_width
    attention = (3 * text.num_attention_heads + 2 * text.num_key_value_heads) * text.head_dim
    experts = text.num_experts_per_tok * text.moe_intermediate_size + text.shared_expert_intermediate_size
    rows = sum(attention if kind == "full_attention" else delta for kind in text.layer_types)
    rows += text.num_hidden_layers * (3 * experts + text.num_experts + 1) + text.vocab_size
    return int(rows * text.hidden_size)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()

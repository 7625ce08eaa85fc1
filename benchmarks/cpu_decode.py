"""Measures load, prefill and decode of a random checkpoint of the embedded model's shape on the CPU.

Run from the root of the repository: ``OMP_NUM_THREADS=2 python benchmarks/cpu_decode.py``. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

EMBEDDED_SHAPE: dict[str, Any] = {
    "vocab_size": 6144, "hidden_size": 384, "num_hidden_layers": 12, "max_position_embeddings": 32768,
    "num_attention_heads": 6, "num_key_value_heads": 2, "head_dim": 64,
    "rope_parameters": {
        "rope_type": "default", "rope_theta": 1000000.0, "partial_rotary_factor": 0.5, "mrope_interleaved": True,
        "mrope_section": [6, 5, 5],
    },
    "linear_num_key_heads": 4, "linear_num_value_heads": 8, "linear_key_head_dim": 64, "linear_value_head_dim": 64,
    "num_experts": 8, "num_experts_per_tok": 2, "moe_intermediate_size": 128, "shared_expert_intermediate_size": 128,
}  # fmt: skip
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

    from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        config = write_random_checkpoint(folder, tiny_config(**EMBEDDED_SHAPE))
        text = config.text_config
        figures = {
            "machine": f"{_processor()}, {torch.get_num_threads()} threads",
            "load_average": round(os.getloadavg()[0], 1),
            "commit": _commit(),
            "settings": f"Python {platform.python_version()}, torch {torch.__version__}, {SETTINGS}",
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


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()

"""Measures how many tokens sessions draw together in an engine against one after the other, in turns in the same run.

A random checkpoint of the embedded model's shape on the CPU. Run from the root of the repository:
``OMP_NUM_THREADS=2 python benchmarks/engine.py [FILE]``. Prints one JSON object, and writes it to FILE.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

SESSIONS = (1, 2, 4, 8)
PROMPT_TOKENS = 500
REPLY_TOKENS = 60
ROUNDS = 7
SETTINGS = (
    f"temperature 0.6, top-k 20, top-p 0.95, {PROMPT_TOKENS} tokens of prompt (not timed), {REPLY_TOKENS} of reply a session; "
    f"medians of {ROUNDS} rounds, in each of which every setting has its turn"
)


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the product does before it loads torch
    import torch
    from machine import circumstances, embedded_shape

    from model_runtime.checkpoint import open_checkpoint
    from model_runtime.language_model import load_text_model
    from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

    with tempfile.TemporaryDirectory() as place:
        write_random_checkpoint(Path(place), tiny_config(**embedded_shape()))
        checkpoint = open_checkpoint(Path(place))
        exact = load_text_model(checkpoint, device="cpu", dtype="float32")
        halved = load_text_model(checkpoint, device="cpu")
    figures = {
        **circumstances(),
        "settings": f"{torch.get_num_threads()} threads, torch {torch.__version__}, {SETTINGS}",
        **_measure(exact, halved),
    }
    figures["load_average_after"] = round(os.getloadavg()[0], 1)
    text = json.dumps(figures, indent=2) + "\n"
    sys.stdout.write(text)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")


def _measure(exact: Any, halved: Any) -> dict[str, Any]:
    from model_runtime.engine import Engine
    from model_runtime.through_engine import engine_budget

    engine = Engine(exact, engine_budget(exact.empty_state(), 4 << 30))
    in_turns: list[float] = []
    in_turns_halved: list[float] = []
    together: dict[int, list[float]] = {count: [] for count in SESSIONS}
    rows: dict[int, list[float]] = {count: [] for count in SESSIONS}
    replies = [_decode(_session(exact, seed)) for seed in range(max(SESSIONS))]
    for _ in range(ROUNDS):
        in_turns.append(_one_by_one(exact, 2))
        in_turns_halved.append(_one_by_one(halved, 2))
        for count in SESSIONS:
            sessions = [_session(engine, seed) for seed in range(count)]
            before = engine.counts
            rate, drawn = _at_once(sessions)
            assert drawn == replies[:count], "a session drew other tokens than alone"
            together[count].append(rate)
            rows[count].append((engine.counts.rows - before.rows) / (engine.counts.steps - before.steps))
    engine.close()
    return {
        "one_after_the_other_tokens_per_s": {
            "float32": round(statistics.median(in_turns), 1),
            "float16 rows, as without an engine": round(statistics.median(in_turns_halved), 1),
        },
        "engine": [
            {
                "sessions": count,
                "tokens_per_s": round(statistics.median(rates), 1),
                "rows_a_step": round(statistics.median(rows[count]), 2),
                "ratio_to_float32": _ratio(rates, in_turns),
                "ratio_to_float16_rows": _ratio(rates, in_turns_halved),
            }
            for count, rates in together.items()
        ],
    }


def _ratio(rates: list[float], base: list[float]) -> float:
    """Median over the rounds: what both are compared in lies side by side in time."""
    return round(statistics.median(rate / other for rate, other in zip(rates, base, strict=True)), 2)


def _session(model: Any, seed: int) -> Any:
    from model_runtime.session import Session
    from model_runtime.session_rules import SessionRules

    rules = SessionRules(32768, 6144, frozenset(), prefill_chunk_tokens=256)
    session = Session(model, rules, seed=seed)
    session.extend([(7 * place + seed) % 6000 for place in range(PROMPT_TOKENS)])
    return session


def _decode(session: Any) -> list[int]:
    from vocabulary.messages import SamplingParameters

    return list(session.sample(SamplingParameters(temperature=0.6, top_k=20, top_p=0.95), max_tokens=REPLY_TOKENS))


def _one_by_one(model: Any, count: int) -> float:
    sessions = [_session(model, seed) for seed in range(count)]
    begin = time.perf_counter()
    for session in sessions:
        _decode(session)
    return count * REPLY_TOKENS / (time.perf_counter() - begin)


def _at_once(sessions: list[Any]) -> tuple[float, list[list[int]]]:
    count = len(sessions)
    drawn: dict[int, list[int]] = {}

    def decode(place: int) -> None:
        drawn[place] = _decode(sessions[place])

    threads = [threading.Thread(target=decode, args=(place,)) for place in range(count)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count * REPLY_TOKENS / (time.perf_counter() - begin), [drawn[place] for place in range(count)]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()

"""Measures snapshot, fork, rewind, save and restore of the state of the full 35B shape, on the CPU.

The state is filled with random numbers; no weights are needed. Run from the root of the repository:
``OMP_NUM_THREADS=2 python benchmarks/snapshots.py [TOKENS] [float32|bfloat16]``. Prints one JSON object.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FULL_SHAPE: dict[str, Any] = {
    "vocab_size": 248320, "hidden_size": 2048, "num_hidden_layers": 40, "max_position_embeddings": 262144,
    "num_attention_heads": 16, "num_key_value_heads": 2, "head_dim": 256,
    "rope_parameters": {
        "rope_type": "default", "rope_theta": 10000000.0, "partial_rotary_factor": 0.25, "mrope_interleaved": True,
        "mrope_section": [11, 11, 10],
    },
    "linear_num_key_heads": 16, "linear_num_value_heads": 32, "linear_key_head_dim": 128,
    "linear_value_head_dim": 128, "num_experts": 256, "num_experts_per_tok": 8, "moe_intermediate_size": 512,
    "shared_expert_intermediate_size": 512,
}  # fmt: skip
DEFAULT_TOKENS = 8000  # not a power of two: room is left, as it mostly is
ROUNDS = 15
DISK_ROUNDS = 3


class RandomStates:
    """Advances a state of the full shape by random rows, as a model would, without computing anything."""

    def __init__(self, dtype: str) -> None:
        import torch

        from model_runtime.config import parse_config
        from model_runtime.random_checkpoint import tiny_config

        self.config = parse_config(tiny_config(**FULL_SHAPE), Path("full-shape")).text_config
        self.dtype = getattr(torch, dtype)

    def empty_state(self) -> Any:
        """The state before the first token."""
        import torch

        from model_runtime.state import SequenceState

        return SequenceState.empty(self.config, torch.device("cpu"), self.dtype)

    def forward(self, token_ids: list[int], state: Any) -> Any:
        """Append random keys and values; a prefill makes the other states random, a single token leaves them."""
        import torch

        from model_runtime.state import AttentionState

        shape = (len(token_ids), self.config.num_key_value_heads, self.config.head_dim)
        for layer in state.layers:
            if isinstance(layer, AttentionState):
                layer.append(torch.randn(shape, dtype=self.dtype), torch.randn(shape, dtype=self.dtype))
                continue
            matrix = layer.writable()
            if len(token_ids) > 1:
                matrix.normal_()
                layer.convolution = torch.randn_like(layer.convolution)
        state.token_count += len(token_ids)
        return torch.randn(len(token_ids), self.config.hidden_size, dtype=self.dtype)

    def logits(self, hidden: Any) -> Any:
        """Not of interest here."""
        return hidden.float()


def main() -> None:
    """Measure and print."""
    tokens = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_TOKENS
    dtype = sys.argv[2] if len(sys.argv) > 2 else "bfloat16"
    import torch
    from machine import circumstances

    figures = {
        **circumstances(),
        "settings": f"{torch.get_num_threads()} threads, torch {torch.__version__}, state {dtype} (recurrent float32), "
        f"{tokens} tokens, median and best of {ROUNDS} in memory and {DISK_ROUNDS} on the disk",
        **_measure(RandomStates(dtype), tokens),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


def _measure(model: RandomStates, tokens: int) -> dict[str, Any]:
    from model_runtime.session import Session, SessionRules
    from model_runtime.snapshot_file import load_snapshot, save_snapshot

    rules = SessionRules(model.config.max_position_embeddings, model.config.vocab_size, frozenset())
    session = Session(model, rules, seed=0)
    session.extend([(7 * place) % 6000 for place in range(tokens)])
    snapshot = session.snapshot()
    filled = sum(keys.nbytes + values.nbytes for keys, values in _filled(snapshot))
    figures: dict[str, Any] = {
        "copied_bytes": snapshot.copied_bytes,
        "shared_bytes_filled": filled,
        "shared_bytes_with_room": sum(rows.nbytes for rows in snapshot.shared_rows),
    }
    forks: list[Any] = []
    first_token = _timed(lambda: forks[-1].extend([1]), ROUNDS, lambda: forks.append(session.fork(snapshot)))
    forks.clear()
    figures |= _named("snapshot", _timed(session.snapshot, ROUNDS))
    figures |= _named("fork", _timed(lambda: session.fork(snapshot), ROUNDS))
    figures |= _named("rewind", _timed(lambda: session.rewind(snapshot), ROUNDS, lambda: session.extend([1])))
    # Each fork copies the matrices at its first token; the first goes on in the shared rows, each later one copies them.
    figures |= {"first_fork_first_token_ms": first_token[0], "later_fork_first_token_ms": _median(first_token[1:])}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "snapshot.safetensors"
        figures |= _named("save", _timed(lambda: save_snapshot(snapshot, path, weights_digest="none"), DISK_ROUNDS))
        figures["file_bytes"] = path.stat().st_size
        figures |= _named("restore", _timed(lambda: load_snapshot(path, model, weights_digest="none"), DISK_ROUNDS))
    return figures


def _filled(snapshot: Any) -> list[Any]:
    return [layer.filled for layer in snapshot.state.layers if hasattr(layer, "filled")]


def _timed(action: Callable[[], Any], rounds: int, prepare: Callable[[], Any] | None = None) -> list[float]:
    """Milliseconds of each round; what ``action`` returns is dropped outside the measurement."""
    times = []
    for _ in range(rounds):
        if prepare is not None:
            prepare()
        begin = time.perf_counter()
        made = action()
        times.append(round(1000 * (time.perf_counter() - begin), 2))
        del made
    return times


def _named(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_ms_median": _median(times), f"{name}_ms_best": min(times)}


def _median(times: list[float]) -> float:
    return round(statistics.median(times), 2)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()

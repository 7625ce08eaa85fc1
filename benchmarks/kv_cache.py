"""How far the predictions of a checkpoint move when keys and values are kept in 8-bit floats, over one text.

Usage: python -m benchmarks.kv_cache FOLDER TEXT [TOKENS]. Keys and values in bfloat16 are measured beside them, on the
same float32 model, so that the one figure has a measure in the other.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.machine import circumstances
from model_runtime.checkpoint import open_checkpoint
from model_runtime.key_value_rows import KeyValueRows
from model_runtime.model.decoder import TextModel
from model_runtime.state import AttentionState, SequenceState
from model_runtime.tokenizer import load_tokenizer

_CHUNK_TOKENS = 256


class HalfRows(KeyValueRows):
    """Keys and values in bfloat16 beside a model that computes in float32."""

    __slots__ = ()

    def read(self, length: int) -> tuple[Tensor, Tensor]:
        """As they are kept, in float32."""
        keys, values = super().read(length)
        return keys.float(), values.float()


def main(folder: Path, text: Path, tokens: int) -> None:
    """Print one line for each way to keep keys and values."""
    sys.stdout.write(f"{circumstances()}\n")
    model = TextModel(open_checkpoint(folder), torch.device("cpu"), torch.float32)
    ids = load_tokenizer(folder).encode_plain(text.read_text(encoding="utf-8"))[:tokens]
    expected = log_probabilities(model, ids, model.empty_state())
    half = model.empty_state()
    for layer in half.layers:
        if isinstance(layer, AttentionState):
            layer._rows = HalfRows(layer.rows.keys.bfloat16(), layer.rows.values.bfloat16())
    for name, state in (("bfloat16", half), ("fp8", model.with_kv_cache("fp8").empty_state())):
        found = log_probabilities(model, ids, state)
        divergence = (expected.exp() * (expected - found)).sum(-1).clamp_min(0)
        same = float((expected.argmax(-1) == found.argmax(-1)).float().mean())
        off = float((found - expected).abs().amax())
        last = float(divergence[len(ids) // 2 :].mean())
        sys.stdout.write(
            f"{name:9} {len(ids)} tokens: KL mean {divergence.mean():.2e}, second half {last:.2e}, "
            f"largest {divergence.max():.2e}; log probability off by {off:.3f} at the most; same first {same:.2%}\n"
        )


def log_probabilities(model: TextModel, ids: list[int], state: SequenceState) -> Tensor:
    """Float64 ``[tokens, vocabulary]``."""
    rows = []
    for begin in range(0, len(ids), _CHUNK_TOKENS):
        rows.append(model.logits(model.forward(ids[begin : begin + _CHUNK_TOKENS], state)))
    return torch.log_softmax(torch.cat(rows).double(), -1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 4096)

"""How far the predictions of one checkpoint are from another's, over the same tokens. One is in memory at a time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model_runtime.checkpoint import Checkpoint, open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.language_model import load_text_model
from model_runtime.tokenizer import TokenizerError, load_tokenizer

if TYPE_CHECKING:
    from torch import Tensor

_CHUNK_TOKENS: Final = 256  # bounds the rows of logits that are compared at a time
_RANDOM_SEED: Final = 0


@dataclass(frozen=True, slots=True)
class LogitComparison:
    """Kullback-Leibler divergence from the reference's next-token distribution, in nats, over all positions.

    ``same_first`` is the share of positions at which both hold the same token for the likeliest.
    """

    reference: str
    folder: str
    tokens: int
    random_tokens: bool
    mean_kl: float
    largest_kl: float
    same_first: float


def compare_logits(folder: Path, reference: Path, *, text: str | None = None, tokens: int = 256) -> LogitComparison:
    """Run both checkpoints over the same tokens and compare what they predict.

    Args:
        folder: The checkpoint that is judged.
        reference: What it is compared with; its logits are held in float32.
        text: What is read, by the folder's tokenizer; without it, tokens are drawn at random from the vocabulary.
        tokens: How many at the most.

    Raises:
        CheckpointError: One is no checkpoint, they have vocabularies of different size, or the text has no tokens.
        DeviceError: One does not fit into memory.
    """
    import torch

    judged, exact = open_checkpoint(folder), open_checkpoint(reference)
    size = judged.config.text_config.vocab_size
    if size != exact.config.text_config.vocab_size:
        raise CheckpointError(folder, f"its vocabulary is not as large as that of {reference}")
    ids = _token_ids(folder, text, size)[:tokens]
    if not ids:
        raise CheckpointError(folder, "there are no tokens to compare over")
    expected, found = _logits(exact, ids), _logits(judged, ids)
    divergences, same = [], 0
    for ours, theirs in zip(*(torch.split(rows, _CHUNK_TOKENS) for rows in (found, expected)), strict=True):
        log_found, log_expected = torch.log_softmax(ours.double(), -1), torch.log_softmax(theirs.double(), -1)
        divergences.append((log_expected.exp() * (log_expected - log_found)).sum(-1))
        same += int((ours.argmax(-1) == theirs.argmax(-1)).sum())
    kl = torch.cat(divergences).clamp_min(0.0)  # rounding can make a divergence of nothing negative
    figures = (float(kl.mean()), float(kl.max()), same / len(ids))
    return LogitComparison(str(reference), str(folder), len(ids), text is None, *figures)


def _token_ids(folder: Path, text: str | None, vocabulary: int) -> list[int]:
    if text is None:
        draw = random.Random(_RANDOM_SEED)
        return [draw.randrange(vocabulary) for _ in range(1 << 14)]
    try:
        return load_tokenizer(folder).encode_plain(text)
    except TokenizerError as error:
        raise CheckpointError(folder, str(error)) from error


def _logits(checkpoint: Checkpoint, ids: list[int]) -> Tensor:
    """Float32 ``[tokens, vocabulary]`` on the CPU."""
    import torch

    model = load_text_model(checkpoint)
    state, rows = model.empty_state(), []
    for begin in range(0, len(ids), _CHUNK_TOKENS):
        hidden = model.forward(ids[begin : begin + _CHUNK_TOKENS], state)
        rows.append(model.logits(hidden).cpu())
    return torch.cat(rows)

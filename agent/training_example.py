"""A run directory as examples to train on: token ids, which of them the model chose, and how likely it found them.

One example for each context that the model had: a run has one, and one more each time past thoughts left it or a summary
took its place.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.conversation import Origin
from agent.events import Compacted, Event, ModelTurn, ThoughtsForgotten
from agent.trajectory import LOGPROBS_FILE, read_events, read_tokens

Cut = ThoughtsForgotten | Compacted
"""Where the context was cut back: of it ``kept_tokens`` stay, and what the log has from ``log_tokens`` on follows."""


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """One context from its first token to its last; all fields are of the same length.

    ``logprobs`` hold None for tokens that were not drawn, and for all of them if the run did not record any: natural
    logarithms, under the model itself at temperature 1.
    """

    token_ids: tuple[int, ...]
    origins: tuple[Origin, ...]
    logprobs: tuple[float | None, ...]

    @property
    def loss_mask(self) -> tuple[bool, ...]:
        """True for what the model chose: neither given to it nor forced."""
        return tuple(origin == "sampled" for origin in self.origins)


def read_training_examples(folder: Path) -> list[TrainingExample]:
    """The contexts of a run, as far as they were written.

    Raises:
        CorruptTrajectory: a line of the events is damaged.
        OSError: the run directory cannot be read.
    """
    tokens = read_tokens(folder)
    logprobs = _read_logprobs(folder, len(tokens))
    log = [(token_id, origin, logprob) for (token_id, origin), logprob in zip(tokens, logprobs, strict=True)]
    cuts = context_cuts(read_events(folder))
    contexts: list[list[tuple[int, Origin, float | None]]] = []
    kept: list[tuple[int, Origin, float | None]] = []
    start = 0
    for cut in cuts:
        contexts.append(kept + log[start : cut.log_tokens])
        kept, start = contexts[-1][: cut.kept_tokens], cut.log_tokens
    contexts.append(kept + log[start:])
    return [TrainingExample(*map(tuple, zip(*context, strict=True))) for context in contexts if context]


def context_cuts(events: Sequence[Event]) -> list[Cut]:
    """Where the context was cut back. Of several before one reply the last holds: a process died after each other."""
    cuts: list[Cut] = []
    is_open = False
    for record in (event.record for event in events):
        if isinstance(record, Cut):
            cuts[len(cuts) - is_open :] = [record]
        is_open = isinstance(record, Cut) or (is_open and not isinstance(record, ModelTurn))
    return cuts


def _read_logprobs(folder: Path, count: int) -> list[float | None]:
    path = folder / LOGPROBS_FILE
    content = path.read_bytes() if path.exists() else b""
    values = struct.unpack(f"<{len(content) // 4}f", content[: len(content) // 4 * 4])[:count]
    known: list[float | None] = [None if math.isnan(value) else value for value in values]
    return known + [None] * (count - len(known))

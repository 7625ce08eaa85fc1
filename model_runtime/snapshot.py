"""A sequence as it was at one token border: its ids and the state computed from them. It never changes.

Taking one and going on from one are the session's business, keeping one on a disk that of ``snapshot_file``.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from model_runtime.key_value_rows import KeyValueRows
from model_runtime.state import AttentionState, DeltaNetState, SequenceState
from model_runtime.token_log import TokenLog


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a session goes on from. Its parts are never advanced: who goes on forks them first.

    ``model`` is the one that computed the state, compared by identity. ``last_hidden`` is the row of the last computed
    token, ``[1, hidden]``, or None before the first.
    """

    model: object
    log: TokenLog
    state: SequenceState
    last_hidden: Tensor | None

    @property
    def token_count(self) -> int:
        """Length of the sequence, a just sampled last token included."""
        return len(self.log)

    @property
    def token_ids(self) -> tuple[int, ...]:
        """The sequence."""
        return tuple(self.log)

    @property
    def copied_bytes(self) -> int:
        """Bytes of tensors that are this snapshot's alone, at the latest once the session has gone on."""
        layers = sum(layer.nbytes for layer in self.state.layers if isinstance(layer, DeltaNetState))
        waiting = 0 if self.state.draft is None else self.state.draft.waiting.nbytes
        return layers + waiting + (0 if self.last_hidden is None else self.last_hidden.nbytes)

    @property
    def shared_rows(self) -> list[KeyValueRows]:
        """Keys and values of each attention layer, and of the head that drafts, held together with sessions and other snapshots."""
        layers = [layer.rows for layer in self.state.layers if isinstance(layer, AttentionState)]
        return layers if self.state.draft is None else [*layers, self.state.draft.attention.rows]

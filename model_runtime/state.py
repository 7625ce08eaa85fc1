"""The state of one sequence: what must be kept so that no token is ever computed twice.

Attention layers keep keys and values, which grow and of which forks share what they have in common; delta-net layers
keep a matrix and the last rows before the convolution, which forks share until one goes on. Tensors only, no token ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from weakref import WeakSet

import torch
from torch import Tensor

from model_runtime.config import LayerKind, TextConfig
from model_runtime.key_value_rows import KeyValueRows, empty_rows
from vocabulary.messages import KeyValueKind

_FIRST_CAPACITY = 256


class AttentionState:
    """Keys and values of one layer, of which ``length`` rows are this sequence's."""

    __slots__ = ("__weakref__", "_limit", "_rows", "length")

    def __init__(
        self, config: TextConfig, device: torch.device, dtype: torch.dtype, kind: KeyValueKind = "model"
    ) -> None:
        shape = (config.num_key_value_heads, min(_FIRST_CAPACITY, config.context_tokens), config.head_dim)
        self._rows = empty_rows(kind, shape, device, dtype)
        self._limit = config.context_tokens
        self.length = 0

    @property
    def rows(self) -> KeyValueRows:
        """The rows that hold this sequence's, perhaps with others'."""
        return self._rows

    @property
    def filled(self) -> tuple[Tensor, Tensor]:
        """This sequence's keys and values, ``[heads, length, width]``: views, where they are in the type of the model."""
        return self._rows.read(self.length)

    @property
    def stored(self) -> dict[str, Tensor]:
        """Views of all that is stored of this sequence's rows, by name, ``[heads, length, ...]`` each."""
        return self._rows.parts(self.length)

    def restore(self, stored: Mapping[str, Tensor]) -> None:
        """Take what ``stored`` gave of rows of the same kind, from any device, into a state that holds nothing."""
        if self.length:
            raise ValueError("only an empty state takes stored rows")
        self._claim(stored["keys"].shape[1])
        self._rows.restore(stored)

    def append(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Store new rows and return all, as ``filled`` does.

        Args:
            keys: ``[tokens, heads, width]``, already rotated.
            values: ``[tokens, heads, width]``.

        Returns:
            Keys and values, ``[heads, length, width]``.
        """
        begin, end = self.length, self.length + keys.shape[0]
        self._claim(end)
        self._rows.write(begin, keys, values)
        return self.filled

    def truncate(self, length: int) -> None:
        """Keep the first ``length`` rows; those beyond are free to be written again."""
        if not 0 <= length <= self.length:
            raise ValueError(f"{self.length} rows cannot be cut to {length}")
        self.length = length

    def fork(self) -> AttentionState:
        """The same rows, shared; what either appends, the other never sees."""
        other = AttentionState.__new__(AttentionState)
        other._rows, other._limit, other.length = self._rows, self._limit, self.length
        self._rows.share(other)
        return other

    def bytes_at(self, length: int | None) -> int:
        """Bytes of all rows, filled or not, once there are ``length``; None for as many as there can be."""
        row = self._rows.nbytes // self._rows.capacity
        return row * (self._limit if length is None else self._capacity_for(length))

    def reserve(self, added: int) -> None:
        """Make room for that many more rows now. What can fail of an ``append`` fails here, with nothing changed."""
        if self.length + added > self._rows.capacity:
            self._rows = self._copied(self.length + added)
            self._rows.claim(self, self.length)

    def _claim(self, end: int) -> None:
        """Make the rows up to ``end`` this sequence's, to be written."""
        if not self._rows.claim(self, end):
            self._rows = self._copied(end)
            self._rows.claim(self, end)

    def _capacity_for(self, needed: int) -> int:
        capacity = self._rows.capacity
        while capacity < needed:
            capacity *= 2
        return max(needed, min(capacity, self._limit))

    def _copied(self, needed: int) -> KeyValueRows:
        """Rows of its own with the filled part in them, and room for ``needed``."""
        return self._rows.enlarged(self.length, self._capacity_for(needed))


class _Sharing:
    """Who sees one matrix."""

    __slots__ = ("holders", "lock")

    def __init__(self, first: DeltaNetState) -> None:
        self.holders = WeakSet((first,))
        self.lock = Lock()


@dataclass(slots=True, weakref_slot=True, eq=False)
class DeltaNetState:
    """State of one delta-net layer.

    ``recurrent`` is ``[value heads, key width, value width]``, always float32: a shorter type wrecks the outputs. It is
    for reading; who advances it asks for ``writable``. ``convolution`` holds the last ``kernel - 1`` rows that entered
    the convolution, before it and its activation; it is replaced, never written into.
    """

    recurrent: Tensor
    convolution: Tensor
    _sharing: _Sharing = field(init=False)

    def __post_init__(self) -> None:
        self._sharing = _Sharing(self)

    @classmethod
    def empty(cls, config: TextConfig, device: torch.device, dtype: torch.dtype) -> DeltaNetState:
        """The state before the first token."""
        heads = (config.linear_num_value_heads, config.linear_key_head_dim, config.linear_value_head_dim)
        rows = (config.linear_conv_kernel_dim - 1, config.convolution_width)
        return cls(
            recurrent=torch.zeros(heads, device=device, dtype=torch.float32),
            convolution=torch.zeros(rows, device=device, dtype=dtype),
        )

    def fork(self) -> DeltaNetState:
        """The same tensors, shared until one of the two goes on: that one then copies the matrix."""
        other = DeltaNetState(self.recurrent, self.convolution)
        other._sharing = self._sharing
        with self._sharing.lock:
            self._sharing.holders.add(other)
        return other

    def writable(self) -> Tensor:
        """The matrix, to be advanced in place; a copy if anybody else still sees it."""
        # Copied under the lock: the last holder may write as soon as this one has left.
        with self._sharing.lock:
            if len(self._sharing.holders) == 1:
                return self.recurrent
            self.recurrent = self.recurrent.clone()
            self._sharing.holders.discard(self)
        self._sharing = _Sharing(self)
        return self.recurrent

    @property
    def nbytes(self) -> int:
        """Bytes of both tensors."""
        return self.recurrent.nbytes + self.convolution.nbytes


@dataclass(slots=True)
class DraftState:
    """State of the head that drafts further tokens. It reads pairs: a token's row, and the token that follows it.

    ``attention`` holds the pairs that it has read. ``waiting`` are the rows, ``[rows, hidden]``, of the last computed
    tokens, whose pairs are still to be read; it is replaced, never written into.
    """

    attention: AttentionState
    waiting: Tensor

    def fork(self) -> DraftState:
        """A state that goes on by itself; nothing is copied."""
        return DraftState(self.attention.fork(), self.waiting)


@dataclass(slots=True)
class SequenceState:
    """States of all layers and the number of tokens that they stand for.

    ``rope_delta`` is what to add to ``token_count`` to get the position of a text token that follows: not zero after
    images, whose tokens share positions. ``draft`` is there where further tokens are drafted; what the layers compute
    does not depend on it.
    """

    layers: list[AttentionState | DeltaNetState]
    token_count: int = 0
    rope_delta: int = 0
    draft: DraftState | None = None

    @property
    def next_position(self) -> int:
        """The position of a text token that follows."""
        return self.token_count + self.rope_delta

    def bytes_at(self, length: int | None) -> int:
        """Bytes of all layers once ``length`` tokens are computed; None for as many as there can be.

        What is shared with forks counts in full, as if they had parted.
        """
        layers = self.layers if self.draft is None else [*self.layers, self.draft.attention]
        return sum(layer.bytes_at(length) if isinstance(layer, AttentionState) else layer.nbytes for layer in layers)

    def reserve(self, added: int) -> None:
        """Make room for that many more tokens now, and part from forks: later steps up to there allocate no state."""
        for layer in self.layers:
            if isinstance(layer, AttentionState):
                layer.reserve(added)
            else:
                layer.writable()

    @classmethod
    def empty(
        cls, config: TextConfig, device: torch.device, dtype: torch.dtype, kept: KeyValueKind = "model"
    ) -> SequenceState:
        """The state before the first token; ``kept`` is how keys and values are kept."""
        return cls([_empty_layer(kind, config, device, dtype, kept) for kind in config.layer_types])

    def fork(self) -> SequenceState:
        """A state that goes on by itself. Nothing is copied until it does, or the other."""
        draft = None if self.draft is None else self.draft.fork()
        return replace(self, layers=[layer.fork() for layer in self.layers], draft=draft)


def _empty_layer(
    kind: LayerKind, config: TextConfig, device: torch.device, dtype: torch.dtype, kept: KeyValueKind
) -> AttentionState | DeltaNetState:
    if kind == "full_attention":
        return AttentionState(config, device, dtype, kept)
    return DeltaNetState.empty(config, device, dtype)

"""One sequence of tokens and the state computed from them. It only grows, and no token is ever computed twice.

It knows ids and limits; text, messages and tools are foreign to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from model_runtime.errors import BrokenSessionError, ContextOverflowError
from model_runtime.sampling import check_parameters, choose_token, penalise, uniform_at
from model_runtime.state import SequenceState
from vocabulary.messages import SamplingParameters

# Bounds the memory of activations; large enough that the matrix products are efficient.
PREFILL_CHUNK_TOKENS = 2048


class ForwardModel(Protocol):
    """What a session needs of a model; ``model_runtime.model.decoder.TextModel`` is one."""

    def empty_state(self) -> SequenceState:
        """The state of a sequence before its first token."""

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        """Advance ``state`` by the tokens and return their rows, ``[tokens, hidden]``."""

    def logits(self, hidden: Tensor) -> Tensor:
        """Float32 logits ``[rows, vocabulary]`` from rows of ``forward``."""


@dataclass(frozen=True, slots=True)
class SessionRules:
    """What every session of a model has in common.

    ``token_kinds`` is the number of ids that the tokenizer knows; the logits of ids from there on are masked.
    ``stop_token_ids`` end a reply, in addition to those of the sampling parameters.
    """

    context_tokens: int
    token_kinds: int
    stop_token_ids: frozenset[int]
    prefill_chunk_tokens: int = PREFILL_CHUNK_TOKENS


class Session:
    """An append-only sequence (see ``agent.model.ModelSession``). Not for use by several threads at a time."""

    def __init__(self, model: ForwardModel, rules: SessionRules, *, seed: int) -> None:
        self._model = model
        self._rules = rules
        self._seed = seed
        self._token_ids: list[int] = []
        self._state = model.empty_state()
        self._last_hidden: Tensor | None = None
        self._computing = False

    @property
    def token_count(self) -> int:
        """Length of the sequence, sampled tokens included."""
        return len(self._token_ids)

    @property
    def token_ids(self) -> tuple[int, ...]:
        """The sequence so far."""
        return tuple(self._token_ids)

    @property
    def computed_token_count(self) -> int:
        """Tokens whose state has been computed: all but a just sampled last one."""
        return self._state.token_count

    def extend(self, token_ids: Sequence[int]) -> None:
        """Append tokens and compute them; of the earlier ones at most the last sampled token is still to be computed.

        Raises:
            ContextOverflowError: They do not fit. Nothing is appended then.
            ValueError: An id that the tokenizer does not know. Nothing is appended then.
            BrokenSessionError: An earlier call was interrupted.
        """
        added = list(token_ids)
        self._require_room(len(added))
        for token_id in added:
            if not 0 <= token_id < self._rules.token_kinds:
                raise ValueError(f"token id {token_id} is not one of the tokenizer's {self._rules.token_kinds}")
        if added:
            self._token_ids.extend(added)
            self._compute_pending()

    def sample(self, parameters: SamplingParameters, *, max_tokens: int) -> Iterator[int]:
        """Draw and append tokens one by one; ends after a stop token (which is yielded too) or ``max_tokens``.

        Closing the iterator early is allowed: what was yielded stays appended.

        Raises:
            ContextOverflowError: The sequence is full; tokens yielded before stay appended.
            NumericalError: The logits are not finite.
            ValueError: The sequence is empty or a parameter is out of range.
            BrokenSessionError: An earlier call was interrupted.
        """
        check_parameters(parameters)
        if max_tokens < 0:
            raise ValueError(f"max_tokens {max_tokens} is out of range")
        if not self._token_ids:
            raise ValueError("an empty sequence cannot be sampled from; extend it first")
        return self._drawn(parameters, max_tokens)

    def _drawn(self, parameters: SamplingParameters, max_tokens: int) -> Iterator[int]:
        stops = self._rules.stop_token_ids | parameters.stop_token_ids
        reply: set[int] = set()
        for _ in range(max_tokens):
            self._require_room(1)
            token_id = self._draw(parameters, reply)
            self._token_ids.append(token_id)
            reply.add(token_id)
            yield token_id
            if token_id in stops:
                return

    @torch.inference_mode()
    def _draw(self, parameters: SamplingParameters, reply: set[int]) -> int:
        self._compute_pending()
        assert self._last_hidden is not None
        logits = self._model.logits(self._last_hidden)[0, : self._rules.token_kinds]
        logits = penalise(logits, parameters, self._token_ids, reply)
        return choose_token(logits, parameters, uniform_at(self._seed, parameters.seed, len(self._token_ids)))

    def _compute_pending(self) -> None:
        if self._computing:
            raise BrokenSessionError("this session was interrupted while computing; start a new one from its token ids")
        # Stays set if the forward pass does not return: some layers are then ahead of others.
        self._computing = True
        while self._state.token_count < len(self._token_ids):
            begin = self._state.token_count
            chunk = self._token_ids[begin : begin + self._rules.prefill_chunk_tokens]
            self._last_hidden = self._model.forward(chunk, self._state)[-1:]
        self._computing = False

    def _require_room(self, added: int) -> None:
        if len(self._token_ids) + added > self._rules.context_tokens:
            raise ContextOverflowError(len(self._token_ids) + added, self._rules.context_tokens)

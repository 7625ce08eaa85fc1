"""A reply that is held to a rule, token by token: what is forced is appended, all else drawn from what is allowed.

Apart from the plain loop of ``session.py``, which knows neither rules nor log probabilities and may be faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import torch
from torch import Tensor

from model_runtime.sampling import choose_token, only, penalise, uniform_at
from vocabulary.messages import SamplingParameters
from vocabulary.reply import DrawnToken, ReplyRule


class OpenSequence(Protocol):
    """What a reply is written into; ``model_runtime.session.Session`` is one."""

    @property
    def token_ids(self) -> tuple[int, ...]:
        """The sequence so far."""

    @property
    def token_count(self) -> int:
        """Its length."""

    @property
    def rewind_count(self) -> int:
        """How often it was rewound; a rewind ends the reply."""

    def next_logits(self) -> Tensor:
        """Float32 logits of the next token, ``[token_kinds]``."""

    def append(self, token_id: int) -> None:
        """Append one token."""


class RuledReply:
    """Writes one reply into a sequence."""

    def __init__(
        self,
        sequence: OpenSequence,
        seed: int,
        parameters: SamplingParameters,
        stop_token_ids: frozenset[int],
        *,
        logprobs: bool,
    ) -> None:
        self._sequence = sequence
        self._seed = seed
        self._parameters = parameters
        self._stops = stop_token_ids
        self._logprobs = logprobs
        self._reply: set[int] = set()

    def drawn(self, rule: ReplyRule | None, max_tokens: int) -> Iterator[DrawnToken]:
        """The tokens, each already appended when it is yielded; ends as ``Session.sample`` does."""
        rewinds = self._sequence.rewind_count
        left = max_tokens
        while left > 0:
            coming = self._coming(rule)[:left]
            for token in coming:
                self._sequence.append(token.token_id)
                self._reply.add(token.token_id)
                left -= 1
                yield token
                if token.token_id in self._stops or self._sequence.rewind_count != rewinds:
                    return
            rule = None if rule is None else rule.after([token.token_id for token in coming])

    def _coming(self, rule: ReplyRule | None) -> list[DrawnToken]:
        forced = () if rule is None else rule.forced
        if forced:
            return [DrawnToken(token_id, forced=True) for token_id in forced]
        return [self._draw(None if rule is None else rule.allowed)]

    @torch.inference_mode()
    def _draw(self, allowed: bytes | None) -> DrawnToken:
        own = self._sequence.next_logits()
        logits = own if allowed is None else only(own, allowed)
        parameters = self._parameters
        sequence = self._sequence.token_ids if parameters.repetition_penalty != 1.0 else ()
        logits = penalise(logits, parameters, sequence, self._reply)
        place = self._sequence.token_count
        token_id = choose_token(logits, parameters, uniform_at(self._seed, parameters.seed, place))
        logprob = float(own[token_id] - own.logsumexp(0)) if self._logprobs else None
        return DrawnToken(token_id, logprob=logprob)

"""What a session needs of a model, and the rules that all sessions of a model have in common. Values and protocols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from model_runtime.sight import Sight
from model_runtime.speculation import Drafting
from model_runtime.state import SequenceState

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
    ``stop_token_ids`` end a reply, in addition to those of the sampling parameters. With ``drafting``, replies are drawn
    several tokens at a time where guesses turn out right: by the same law, though a seed then stands for other tokens.
    With ``sight``, tokens can be those of images.

    A sequence is computed in pieces that end at multiples of ``prefill_chunk_tokens``, or where an image or what was given
    ends. ``turn_token_id`` begins each message: a first prompt is also kept where its first message ends.
    """

    context_tokens: int
    token_kinds: int
    stop_token_ids: frozenset[int]
    prefill_chunk_tokens: int = PREFILL_CHUNK_TOKENS
    drafting: Drafting | None = None
    sight: Sight | None = None
    turn_token_id: int | None = None

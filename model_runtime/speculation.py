"""Drafts of the next tokens, and the rule by which the model's own law decides over them.

Speculative decoding (Leviathan et al. 2023, arXiv 2211.17192): a cheap head guesses, the model computes all guesses in
one pass, and what is kept is distributed as if it had been drawn token by token. Drafts cannot change results, only time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import torch
from torch import Tensor

from model_runtime.sampling import Distribution, choose_token, distribution, penalise, uniform_at
from model_runtime.state import AttentionState, DraftState, SequenceState
from model_runtime.tentative import Tentative
from model_runtime.token_log import TokenLog
from vocabulary.messages import MAX_DRAFT_TOKENS, SamplingParameters

# Pairs up to this many are read together with the next draft; longer runs, those of a prompt, are only remembered.
_FEW_ROWS: Final = 8


class DraftModel(Protocol):
    """A head that drafts; ``model_runtime.model.multi_token.MultiTokenHead`` is one and describes the methods."""

    def empty_state(self) -> AttentionState:
        """Keys and values before the first pair."""

    def seeds(self, hidden: Tensor) -> Tensor:
        """What the pairs of computed tokens begin with."""

    def forward(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> Tensor:
        """Read pairs; gives what ``logits`` takes and what the next pair begins with."""

    def remember(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> None:
        """Read pairs whose guesses nobody asks for."""

    def logits(self, seeds: Tensor) -> Tensor:
        """Float32 logits, ``[rows, vocabulary]``, from what ``forward`` gave."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """Who drafts, and how many tokens in a row: 1 to ``MAX_DRAFT_TOKENS``."""

    model: DraftModel
    tokens: int

    def __post_init__(self) -> None:
        if not 1 <= self.tokens <= MAX_DRAFT_TOKENS:
            raise ValueError(f"{self.tokens} drafts in a row are not between 1 and {MAX_DRAFT_TOKENS}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A guessed token and the law that it was drawn from."""

    token_id: int
    law: Distribution


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply in the making: all that its next token is drawn by, apart from logits.

    ``sequence`` is all tokens so far, ``generated`` the distinct ones of the reply; both grow.
    """

    parameters: SamplingParameters
    seed: int
    token_kinds: int
    sequence: TokenLog
    generated: set[int]

    def penalised(self, logits: Tensor, before: Sequence[int]) -> Tensor:
        """Logits ``[vocabulary]`` of the token that would follow after ``before``: masked, penalties taken off."""
        sequence: Sequence[int] = self.sequence
        generated = self.generated
        if before:  # both can be long, and are not copied without a need
            generated = generated.union(before) if self.parameters.presence_penalty else generated
            sequence = [*sequence, *before] if self.parameters.repetition_penalty != 1.0 else sequence
        return penalise(logits[: self.token_kinds], self.parameters, sequence, generated)

    def uniform(self, place: int, purpose: str = "") -> float:
        """The random number for the token that comes ``place`` tokens after the next."""
        return uniform_at(self.seed, self.parameters.seed, len(self.sequence) + place, purpose)


@dataclass(slots=True)
class Round:
    """Tokens drawn at once, of which the first ``taken`` have joined the sequence by now.

    All but the last are accepted drafts. With drafts, ``ahead`` and ``hidden``, ``[tokens, hidden]``, hold what was
    computed of the token before them and of each draft.
    """

    token_ids: list[int]
    ahead: Tentative | None = None
    hidden: Tensor | None = None
    taken: int = 0

    @property
    def computed_tokens(self) -> int:
        """How many of the tokens that were tried out are now part of the sequence; the first was before the round."""
        return 0 if self.ahead is None else 1 + max(0, min(self.taken, len(self.token_ids) - 1))


def decide(draft: Draft, target: Distribution, accept_at: float, draw_at: float) -> tuple[int, bool]:
    """The token that stands where ``draft`` was guessed, and whether it is the draft.

    A draft ``x`` from a law ``q`` is kept with probability ``min(1, p(x) / q(x))``; otherwise the token is drawn from
    what ``p`` has more of than ``q``. Over all drafts and numbers the token has exactly the law ``p``.

    Args:
        draft: With its law ``q``.
        target: The law ``p``, the model's own.
        accept_at: A random number in [0, 1), as uniform as it gets.
        draw_at: Another, independent of it and of the draft.
    """
    token_id = draft.token_id
    if accept_at * draft.law.probability(token_id) < target.probability(token_id):
        return token_id, True
    return _excess(target, draft.law).draw(draw_at), False


def judge(drafts: Sequence[Draft], logits: Tensor, reply: Reply) -> list[int]:
    """The next tokens: accepted drafts, and one that the model draws; without drafts, plain decoding.

    Args:
        drafts: Of the tokens in a row that come next.
        logits: ``[drafts + 1, vocabulary]``: of each, as if the drafts before it were right, and of the token after.
        reply: What they are drawn by.

    Raises:
        NumericalError: Logits that matter are not finite.
    """
    token_ids: list[int] = []
    for place, draft in enumerate(drafts):
        target = distribution(reply.penalised(logits[place], token_ids), reply.parameters)
        token_id, accepted = decide(draft, target, reply.uniform(place, "accept"), reply.uniform(place))
        token_ids.append(token_id)
        if not accepted:
            return token_ids
    last = reply.penalised(logits[len(drafts)], token_ids)
    return [*token_ids, choose_token(last, reply.parameters, reply.uniform(len(drafts)))]


def propose(drafting: Drafting, state: SequenceState, reply: Reply, count: int) -> list[Draft]:
    """Guess the next ``count`` tokens after a sequence whose last token is not computed yet.

    Of ``state`` only ``draft`` changes. It may be left anyhow by an interruption: later guesses get worse, that is all.

    Raises:
        NumericalError: The head's logits are not finite.
    """
    model, reading = drafting.model, state.draft
    assert reading is not None
    first = state.next_position - reading.waiting.shape[0]
    following = reply.sequence[len(reply.sequence) - reading.waiting.shape[0] :]
    seeds = model.forward(reading.waiting, following, first, reading.attention)[-1:]
    reading.waiting = reading.waiting[:0]
    known = reading.attention.length
    drafts: list[Draft] = []
    try:
        while True:
            guessed = [draft.token_id for draft in drafts]
            law = distribution(reply.penalised(model.logits(seeds)[0], guessed), reply.parameters)
            drafts.append(Draft(law.draw(reply.uniform(len(drafts), "draft")), law))
            if len(drafts) == count:
                return drafts
            position = state.next_position + len(guessed)
            seeds = model.forward(seeds, [drafts[-1].token_id], position, reading.attention)
    finally:
        # What was read of guesses goes: if they are right, the model's own rows are read in their place.
        reading.attention.truncate(known)


def follow(drafting: Drafting, state: SequenceState, hidden: Tensor, sequence: Sequence[int]) -> None:
    """Tell the head of tokens that ``state`` has just been advanced by.

    Args:
        drafting: Who drafts.
        state: Of the sequence, of which only ``draft`` changes.
        hidden: Rows of those tokens, ``[tokens, hidden]``, from the model.
        sequence: All token ids, those included that are not computed yet.
    """
    model = drafting.model
    rows = model.seeds(hidden)
    if state.draft is None:
        state.draft = DraftState(model.empty_state(), rows[:0])
    waiting = torch.cat((state.draft.waiting, rows))
    first = state.token_count - waiting.shape[0]
    following = sequence[first + 1 : state.token_count + 1]
    if len(following) > _FEW_ROWS:
        position = first + state.rope_delta
        model.remember(waiting[: len(following)], list(following), position, state.draft.attention)
        waiting = waiting[len(following) :].clone()
    state.draft.waiting = waiting


def _excess(target: Distribution, law: Distribution) -> Distribution:
    """What ``target`` has more of than ``law``, as a law."""
    kinds = 1 + max(int(target.token_ids.max()), int(law.token_ids.max()))
    offered = law.probabilities.new_zeros(kinds).index_copy_(0, law.token_ids, law.probabilities)
    left = (target.probabilities - offered[target.token_ids]).clamp_(min=0.0)
    total = left.sum()
    # Nothing is left only if the two laws are one, up to rounding.
    return target if float(total) <= 0.0 else Distribution(target.token_ids, left / total)

"""A session only grows, computes every token once, and stops where it should."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.errors import BrokenSessionError, ContextOverflowError
from model_runtime.model.decoder import TextModel
from model_runtime.session import Session, SessionRules
from model_runtime.state import SequenceState
from vocabulary.messages import SamplingParameters

RULES = SessionRules(context_tokens=600, token_kinds=90, stop_token_ids=frozenset(), prefill_chunk_tokens=16)
WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
GREEDY = SamplingParameters(temperature=0.0)


class CountingModel:
    """Passes everything on and keeps the tokens that were computed."""

    def __init__(self, model: TextModel) -> None:
        self.model = model
        self.computed: list[list[int]] = []

    def empty_state(self) -> SequenceState:
        return self.model.empty_state()

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        self.computed.append(list(token_ids))
        return self.model.forward(token_ids, state)

    def logits(self, hidden: Tensor) -> Tensor:
        return self.model.logits(hidden)

    @property
    def tokens(self) -> list[int]:
        return [token_id for chunk in self.computed for token_id in chunk]


class FixedLogits:
    """Says the same logits for ever. ``interruptions`` forward passes do not return."""

    def __init__(self, logits: Tensor, interruptions: int = 0) -> None:
        self.fixed = logits
        self.interruptions = interruptions

    def empty_state(self) -> SequenceState:
        return SequenceState([])

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        if self.interruptions:
            self.interruptions -= 1
            raise KeyboardInterrupt
        state.token_count += len(token_ids)
        return torch.zeros(len(token_ids), 1)

    def logits(self, hidden: Tensor) -> Tensor:
        return self.fixed.expand(hidden.shape[0], -1)


def preferring(*token_ids: int, size: int = 96) -> FixedLogits:
    logits = torch.zeros(size)
    for rank, token_id in enumerate(token_ids):
        logits[token_id] = 100.0 - rank
    return FixedLogits(logits)


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("extend"), st.lists(st.integers(0, 89), max_size=40)),
        st.tuples(st.just("sample"), st.integers(0, 5)),
        st.tuples(st.just("close early"), st.integers(1, 3)),
    ),
    max_size=7,
)


@settings(max_examples=25, deadline=None)
@given(first=st.lists(st.integers(0, 89), min_size=1, max_size=20), operations=OPERATIONS)
def test_every_token_is_computed_once_and_the_state_is_right(
    tiny_model: TextModel, first: list[int], operations: list[tuple[str, int | list[int]]]
) -> None:
    model = CountingModel(tiny_model)
    session = Session(model, RULES, seed=7)
    session.extend(first)
    expected = list(first)
    for kind, argument in operations:
        before = session.token_ids
        if isinstance(argument, list):
            session.extend(argument)
            expected += argument
        else:
            asked = argument if kind == "sample" else 9
            expected += list(islice(session.sample(WARM, max_tokens=asked), argument))
        assert session.token_ids[: len(before)] == before
    assert session.token_ids == tuple(expected)
    assert session.token_count == len(expected)
    # What was computed is the sequence, in order, each token once; only a just sampled token may be outstanding.
    assert model.tokens == expected[: session.computed_token_count]
    assert len(expected) - session.computed_token_count in (0, 1)
    assert max(map(len, model.computed)) <= RULES.prefill_chunk_tokens
    # The next greedy token is that of a fresh pass over the whole sequence.
    (drawn,) = session.sample(GREEDY, max_tokens=1)
    whole = tiny_model.logits(tiny_model.forward(expected, tiny_model.empty_state())[-1:])[0, :90]
    assert float(whole[drawn]) == pytest.approx(float(whole.max()), abs=1e-3)


def test_sampled_token_is_computed_only_when_needed(tiny_model: TextModel) -> None:
    model = CountingModel(tiny_model)
    session = Session(model, RULES, seed=0)
    session.extend([1, 2, 3])
    sampled = list(session.sample(WARM, max_tokens=4))
    assert model.computed == [[1, 2, 3], *([token_id] for token_id in sampled[:3])]
    session.extend([5, 6])
    assert model.computed[4:] == [[sampled[3], 5, 6]]


def test_same_seed_same_tokens_even_when_resumed(tiny_model: TextModel) -> None:
    def run(seed: int) -> tuple[int, ...]:
        session = Session(tiny_model, RULES, seed=seed)
        session.extend([1, 2, 3])
        list(session.sample(WARM, max_tokens=12))
        return session.token_ids

    resumed = Session(tiny_model, RULES, seed=1)
    resumed.extend(run(1)[:8])
    list(resumed.sample(WARM, max_tokens=7))
    assert run(1) == run(1) == resumed.token_ids
    assert run(1) != run(2)


@pytest.mark.parametrize("stop", [40, 41])
def test_stops_on_either_end_token_and_yields_it(stop: int) -> None:
    rules = replace(RULES, stop_token_ids=frozenset({40, 41}))
    session = Session(preferring(stop), rules, seed=0)
    session.extend([1])
    assert list(session.sample(GREEDY, max_tokens=10)) == [stop]
    assert list(session.sample(GREEDY, max_tokens=10)) == [stop]


def test_stops_on_a_token_of_the_parameters() -> None:
    session = Session(preferring(7), RULES, seed=0)
    session.extend([1])
    parameters = replace(GREEDY, stop_token_ids=frozenset({7}))
    assert list(session.sample(parameters, max_tokens=10)) == [7]
    assert list(session.sample(GREEDY, max_tokens=3)) == [7, 7, 7]


def test_ids_past_the_tokenizer_never_come() -> None:
    session = Session(preferring(95, 90, 89), RULES, seed=0)
    session.extend([1])
    assert list(session.sample(GREEDY, max_tokens=3)) == [89, 89, 89]
    assert max(session.sample(WARM, max_tokens=100)) < 90


def test_presence_penalty_starts_anew_with_each_reply() -> None:
    session = Session(preferring(3, 4), RULES, seed=0)
    session.extend([1])
    parameters = replace(GREEDY, presence_penalty=2.0)
    assert list(session.sample(parameters, max_tokens=2)) == [3, 4]
    assert list(session.sample(parameters, max_tokens=2)) == [3, 4]


def test_repetition_penalty_sees_the_whole_sequence() -> None:
    session = Session(preferring(3, 4), RULES, seed=0)
    session.extend([3])
    assert list(session.sample(replace(GREEDY, repetition_penalty=1.5), max_tokens=1)) == [4]


def test_overflow_by_extending_appends_nothing(tiny_model: TextModel) -> None:
    session = Session(tiny_model, replace(RULES, context_tokens=10), seed=0)
    session.extend(list(range(8)))
    with pytest.raises(ContextOverflowError) as caught:
        session.extend([1, 2, 3])
    assert (caught.value.token_count, caught.value.context_tokens) == (11, 10)
    assert session.token_count == 8
    session.extend([1, 2])


def test_overflow_by_sampling_keeps_what_fitted() -> None:
    session = Session(preferring(5), replace(RULES, context_tokens=4), seed=0)
    session.extend([1, 2])
    replies = session.sample(GREEDY, max_tokens=5)
    assert list(islice(replies, 2)) == [5, 5]
    with pytest.raises(ContextOverflowError):
        next(replies)
    assert session.token_ids == (1, 2, 5, 5)


def test_the_longest_sequence_fits(tiny_model: TextModel) -> None:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([1] * 599)
    assert len(list(session.sample(GREEDY, max_tokens=1))) == 1
    assert session.token_count == 600


@pytest.mark.parametrize("token_id", [-1, 90, 96, 10**9])
def test_unknown_ids_append_nothing(tiny_model: TextModel, token_id: int) -> None:
    session = Session(tiny_model, RULES, seed=0)
    with pytest.raises(ValueError, match="is not one of the tokenizer's 90"):
        session.extend([1, token_id])
    assert session.token_count == 0


def test_sampling_needs_a_sequence_and_sound_arguments() -> None:
    session = Session(preferring(5), RULES, seed=0)
    with pytest.raises(ValueError, match="empty sequence"):
        session.sample(GREEDY, max_tokens=1)
    session.extend([1])
    with pytest.raises(ValueError, match="max_tokens"):
        session.sample(GREEDY, max_tokens=-1)
    with pytest.raises(ValueError, match="temperature"):
        session.sample(replace(GREEDY, temperature=math.nan), max_tokens=1)
    assert list(session.sample(GREEDY, max_tokens=0)) == []


def test_interrupted_session_refuses_to_go_on() -> None:
    model = FixedLogits(torch.zeros(96), interruptions=1)
    session = Session(model, RULES, seed=0)
    with pytest.raises(KeyboardInterrupt):
        session.extend([1, 2])
    with pytest.raises(BrokenSessionError):
        session.extend([3])
    with pytest.raises(BrokenSessionError):
        next(session.sample(GREEDY, max_tokens=1))

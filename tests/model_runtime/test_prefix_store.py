"""A new session computes only what no session before it has computed, and says the same as one that computed it all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier, Lock

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.model.decoder import TextModel
from model_runtime.prefix_store import PrefixStore
from model_runtime.session import Session, SessionRules
from model_runtime.snapshot import Snapshot
from model_runtime.state import SequenceState
from model_runtime.token_log import TokenLog
from vocabulary.messages import SamplingParameters

RULES = SessionRules(context_tokens=600, token_kinds=90, stop_token_ids=frozenset(), prefill_chunk_tokens=16)
WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
PLENTY = 1 << 30
SYSTEM = [place % 90 for place in range(100)]


@dataclass
class CountingModel:
    """Counts the tokens that are computed."""

    model: TextModel
    computed: int = 0

    def empty_state(self) -> SequenceState:
        return self.model.empty_state()

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        self.computed += len(token_ids)
        return self.model.forward(token_ids, state)

    def logits(self, hidden: Tensor) -> Tensor:
        return self.model.logits(hidden)


def computed_for(model: CountingModel, store: PrefixStore, prompt: list[int]) -> int:
    before = model.computed
    session = Session(model, RULES, seed=0, prefixes=store)
    session.extend(prompt)
    assert session.token_ids == tuple(prompt)
    return model.computed - before


def next_logits(session: Session) -> Tensor:
    snapshot = session.snapshot()
    assert snapshot.last_hidden is not None
    assert isinstance(snapshot.model, TextModel)
    return snapshot.model.logits(snapshot.last_hidden)


def bare(token_ids: list[int], hidden_bytes: int = 4) -> Snapshot:
    """A snapshot that holds ``hidden_bytes`` and nothing else."""
    return Snapshot(None, TokenLog(token_ids), SequenceState([]), torch.zeros(1, hidden_bytes // 4))


def test_the_third_session_finds_the_snapshot_where_the_first_two_parted(tiny_model: TextModel) -> None:
    model, store = CountingModel(tiny_model), PrefixStore(PLENTY)
    assert computed_for(model, store, [*SYSTEM, 1, 1, 1]) == 103
    assert computed_for(model, store, [*SYSTEM, 2, 2]) == 102  # here it learns what both have in common
    assert computed_for(model, store, [*SYSTEM, 3, 3]) == 6  # from the last pause of the prefill before they parted
    assert computed_for(model, store, [*SYSTEM, 1, 1, 1]) == 0
    assert computed_for(model, store, [*SYSTEM, 1, 1, 1, 4]) == 8
    assert computed_for(model, store, [5, *SYSTEM]) == 101


def test_a_second_session_finds_the_first_message(tiny_model: TextModel) -> None:
    model, store = CountingModel(tiny_model), PrefixStore(PLENTY)
    rules = replace(RULES, turn_token_id=89)
    system = [89, *SYSTEM[:80]]  # no other 89 in it
    for user, computed in (([89, 1, 2], 84), ([89, 3, 4, 5], 5), ([89, 1, 2], 0)):
        session = Session(model, rules, seed=0, prefixes=store)
        before = model.computed
        session.extend([*system, *user])
        assert model.computed - before == computed
        assert session.found_token_count == len(system) + len(user) - computed


def test_sessions_that_begin_at_the_same_time_compute_their_beginning_once(tiny_model: TextModel) -> None:
    model, store, together = CountingModel(tiny_model), PrefixStore(PLENTY), Barrier(4)
    rules, system = replace(RULES, turn_token_id=89), [89, *SYSTEM[:79]]  # five whole pieces

    def begin(number: int) -> int:
        session = Session(model, rules, seed=0, prefixes=store)
        together.wait(30)
        session.extend([*system, 89, number])
        return session.found_token_count

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(begin, range(4)))
    assert found == [0, 80, 80, 80]
    assert model.computed == 80 + 4 * 2


def test_only_the_first_prompt_is_looked_up(tiny_model: TextModel) -> None:
    model, store = CountingModel(tiny_model), PrefixStore(PLENTY)
    computed_for(model, store, SYSTEM)
    session = Session(model, RULES, seed=0, prefixes=store)
    session.extend([7])
    before = model.computed
    session.extend(SYSTEM)
    assert model.computed - before == len(SYSTEM)


@settings(max_examples=30, deadline=None)
@given(
    prompt=st.lists(st.integers(0, 89), min_size=2, max_size=150),
    part=st.floats(0, 1, exclude_max=True),
    disturbance=st.lists(st.integers(0, 89), min_size=1, max_size=20),
)
def test_says_bit_for_bit_what_an_undisturbed_session_says(
    tiny_model: TextModel, prompt: list[int], part: float, disturbance: list[int]
) -> None:
    cut = 1 + int(part * (len(prompt) - 1))
    undisturbed = Session(tiny_model, RULES, seed=1)
    undisturbed.extend(prompt)

    store = PrefixStore(PLENTY, min_border_tokens=1)
    first = Session(tiny_model, RULES, seed=1, prefixes=store)
    first.extend(prompt[:cut])
    first.extend(disturbance)  # goes on in the rows of what is kept
    another = Session(tiny_model, RULES, seed=1, prefixes=store)
    another.extend([*prompt[:cut], 89])  # parts from the first somewhere
    second = Session(tiny_model, RULES, seed=1, prefixes=store)
    second.extend(prompt)
    first.extend(disturbance)
    for session in (undisturbed, second):
        list(session.sample(WARM, max_tokens=3))
        session.extend([1])
    assert second.token_ids == undisturbed.token_ids
    assert torch.equal(next_logits(second), next_logits(undisturbed))


def test_concurrent_sessions_share_it(tiny_model: TextModel) -> None:
    one = Session(tiny_model, RULES, seed=0)
    one.extend(SYSTEM)
    limit = 6 * one.snapshot().copied_bytes + 8 * sum(rows.nbytes for rows in one.snapshot().shared_rows)
    store, model_turn = PrefixStore(limit), Lock()
    prompts = [[*SYSTEM[: 60 + 10 * (place % 4)], place % 7, place % 5] for place in range(40)]

    def run(prompt: list[int]) -> Tensor:
        session = Session(tiny_model, RULES, seed=0, prefixes=store)
        for ids in (prompt, [1, 2], [3]):
            with model_turn:  # as the sessions of one model do: one computes at a time
                session.extend(ids)
            assert store.held_bytes <= limit
        return next_logits(session)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(run, prompts))
    for prompt, logits in zip(prompts, found, strict=True):
        cold = Session(tiny_model, RULES, seed=0)
        cold.extend([*prompt, 1, 2, 3])
        torch.testing.assert_close(logits, next_logits(cold), atol=1e-4, rtol=1e-4)


IDS = st.lists(st.integers(0, 2), min_size=1, max_size=6)


@given(kept=st.lists(IDS, max_size=10), wanted=IDS)
def test_finds_the_longest_beginning(kept: list[list[int]], wanted: list[int]) -> None:
    store = PrefixStore(PLENTY, min_border_tokens=1)
    for ids in kept:
        store.keep(bare(ids))
    assert len(store) == len({tuple(ids) for ids in kept})
    common = [next((n for n in range(len(ids), 0, -1) if ids[:n] == wanted[:n]), 0) for ids in kept]
    assert store.border(wanted) == max(common, default=0)
    fitting = [len(ids) for ids in kept if ids == wanted[: len(ids)]]
    found = store.longest(wanted)
    assert (found.token_count if found else 0) == max(fitting, default=0)


def test_what_was_not_used_for_longest_goes_first() -> None:
    store = PrefixStore(300)
    for first in (1, 2, 3):
        store.keep(bare([first], 100))
    assert store.longest([1, 9]) is not None
    store.keep(bare([4], 100))
    assert store.longest([2, 9]) is None
    assert [store.longest([first]) is not None for first in (1, 3, 4)] == [True] * 3
    assert store.held_bytes == 300
    store.keep(bare([5], 304))  # would never fit
    assert len(store) == 3
    store.keep(bare([6], 300))
    assert len(store) == 1


@pytest.mark.parametrize(("length", "border"), [(63, 0), (64, 64), (100, 100)])
def test_a_short_common_beginning_is_no_border(length: int, border: int) -> None:
    store = PrefixStore(PLENTY)
    store.keep(bare([*SYSTEM[:length], 89]))
    assert store.border([*SYSTEM[:length], 88]) == border


def test_shared_rows_count_once(tiny_model: TextModel) -> None:
    store = PrefixStore(PLENTY)
    session = Session(tiny_model, RULES, seed=0)
    session.extend([1, 2])
    one = session.snapshot()
    store.keep(one)
    alone = store.held_bytes
    session.extend([3])
    store.keep(session.snapshot())
    assert store.held_bytes == alone + one.copied_bytes

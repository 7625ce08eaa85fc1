"""Forked and rewound sessions say bit for bit what an undisturbed session says, and never disturb each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.checkpoint import Checkpoint
from model_runtime.errors import BrokenSessionError
from model_runtime.model.decoder import TextModel
from model_runtime.session import Session, SessionRules
from model_runtime.snapshot import Snapshot
from model_runtime.state import AttentionState, DeltaNetState, SequenceState
from vocabulary.messages import SamplingParameters

RULES = SessionRules(context_tokens=600, token_kinds=90, stop_token_ids=frozenset(), prefill_chunk_tokens=16)
WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)

Act = int | list[int]
"""An int samples as many tokens, a list extends by its ids."""

ACTS: st.SearchStrategy[list[Act]] = st.lists(
    st.one_of(st.integers(1, 4), st.lists(st.integers(0, 89), min_size=1, max_size=40)), max_size=6
)
FIRST = st.lists(st.integers(0, 89), min_size=1, max_size=40)


class RecordingModel:
    """Passes everything on and keeps the logits that were asked for."""

    def __init__(self, model: TextModel) -> None:
        self.model = model
        self.said: list[Tensor] = []
        self.interrupt = False

    def empty_state(self) -> SequenceState:
        return self.model.empty_state()

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        hidden = self.model.forward(token_ids, state)
        if self.interrupt:
            state.token_count -= len(token_ids)
            raise KeyboardInterrupt
        return hidden

    def logits(self, hidden: Tensor) -> Tensor:
        self.said.append(self.model.logits(hidden))
        return self.said[-1]


def act(session: Session, acts: list[Act]) -> None:
    for each in acts:
        if isinstance(each, int):
            list(session.sample(WARM, max_tokens=each))
        else:
            session.extend(each)


def said(model: RecordingModel, session: Session, acts: list[Act]) -> tuple[list[Tensor], tuple[int, ...]]:
    """Every logit on the way through ``acts`` and one step beyond, and the whole sequence."""
    model.said = []
    act(session, [*acts, 1])
    return list(model.said), session.token_ids


def assert_same(one: tuple[list[Tensor], tuple[int, ...]], other: tuple[list[Tensor], tuple[int, ...]]) -> None:
    assert one[1] == other[1]
    assert len(one[0]) == len(other[0])
    assert all(torch.equal(left, right) for left, right in zip(one[0], other[0], strict=True))


def by_fork_now(session: Session, disturbance: list[Act]) -> Session:
    other = session.fork()
    act(session, disturbance)
    return other


def by_fork_of_snapshot(session: Session, disturbance: list[Act]) -> Session:
    snapshot = session.snapshot()
    act(session, disturbance)
    return session.fork(snapshot)


def by_rewind(session: Session, disturbance: list[Act]) -> Session:
    snapshot = session.snapshot()
    act(session, disturbance)
    session.rewind(snapshot)
    return session


def by_rewind_beside_a_fork(session: Session, disturbance: list[Act]) -> Session:
    snapshot = session.snapshot()
    other = session.fork(snapshot, seed=5)
    act(session, disturbance)
    session.rewind(snapshot)
    act(other, disturbance)
    return session


def by_staying(session: Session, disturbance: list[Act]) -> Session:
    other = session.fork(seed=9)
    act(other, disturbance)
    return session


WAYS = [by_fork_now, by_fork_of_snapshot, by_rewind, by_rewind_beside_a_fork, by_staying]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40, deadline=None)
@given(first=FIRST, before=ACTS, disturbance=ACTS, after=ACTS)
def test_goes_on_as_if_nothing_had_happened(
    tiny_model: TextModel,
    way: Callable[[Session, list[Act]], Session],
    first: list[int],
    before: list[Act],
    disturbance: list[Act],
    after: list[Act],
) -> None:
    model = RecordingModel(tiny_model)
    undisturbed = Session(model, RULES, seed=3)
    act(undisturbed, [first, *before])
    expected = said(model, undisturbed, after)

    session = Session(model, RULES, seed=3)
    act(session, [first, *before])
    assert_same(said(model, way(session, disturbance), after), expected)


@settings(max_examples=40, deadline=None)
@given(first=FIRST, plans=st.lists(st.tuples(ACTS, ACTS), min_size=2, max_size=4))
def test_forks_do_not_disturb_each_other(
    tiny_model: TextModel, first: list[int], plans: list[tuple[list[Act], list[Act]]]
) -> None:
    model = RecordingModel(tiny_model)
    expected = []
    for seed, (early, late) in enumerate(plans):
        alone = Session(model, RULES, seed=seed)
        act(alone, [first, *early])
        expected.append(said(model, alone, late))

    parent = Session(model, RULES, seed=0)
    parent.extend(first)
    forks = [parent.fork(seed=seed) for seed in range(len(plans))]
    for fork, (early, _) in zip(forks, plans, strict=True):
        act(fork, early)
    for fork, (_, late), alone_said in zip(forks, plans, expected, strict=True):
        assert_same(said(model, fork, late), alone_said)


@pytest.mark.parametrize("length", [5, 500])
def test_a_fork_copies_the_same_whatever_the_length(tiny_model: TextModel, length: int) -> None:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([1] * length)
    one, other = session.snapshot(), session.snapshot()
    assert one.copied_bytes == tiny_bytes(tiny_model)
    assert one.state.token_count == length
    # By reference, however long: the very same rows and the very same list of ids.
    assert [id(rows) for rows in one.shared_rows] == [id(rows) for rows in other.shared_rows]
    assert one.log._shared is other.log._shared
    for left, right in zip(one.state.layers, other.state.layers, strict=True):
        if isinstance(left, DeltaNetState) and isinstance(right, DeltaNetState):
            assert left.recurrent is right.recurrent


def tiny_bytes(model: TextModel) -> int:
    text = model.config
    recurrent = text.linear_num_value_heads * text.linear_key_head_dim * text.linear_value_head_dim
    convolution = (text.linear_conv_kernel_dim - 1) * text.convolution_width
    return 4 * (3 * (recurrent + convolution) + text.hidden_size)


def layer_state(checkpoint: Checkpoint) -> AttentionState:
    return AttentionState(checkpoint.config.text_config, torch.device("cpu"), torch.float32)


def rows_of(state: AttentionState, count: int, value: float) -> Tensor:
    heads, _, width = state.rows.keys.shape
    return torch.full((count, heads, width), value)


def grow(state: AttentionState, count: int, value: float) -> Tensor:
    """Appends rows of one value and returns what the first column of the keys says."""
    rows = rows_of(state, count, value)
    return state.append(rows, rows)[0][0, :, 0]


def test_first_writer_goes_on_in_place_and_the_second_copies(tiny_checkpoint: Checkpoint) -> None:
    first = layer_state(tiny_checkpoint)
    grow(first, 10, 1.0)
    second = first.fork()
    rows = first.rows
    seen = grow(first, 2, 2.0)
    assert first.rows is rows
    assert grow(second, 1, 3.0).tolist() == [1.0] * 10 + [3.0]
    assert second.rows is not rows
    assert seen.tolist() == [1.0] * 10 + [2.0] * 2


def test_rows_that_nobody_sees_any_more_are_written_again(tiny_checkpoint: Checkpoint) -> None:
    live = layer_state(tiny_checkpoint)
    grow(live, 10, 1.0)
    kept = live.fork()
    rows = live.rows
    grow(live, 20, 2.0)
    live = kept.fork()  # what a rewind does: nobody is left who sees rows 10 to 29
    assert grow(live, 3, 3.0).tolist() == [1.0] * 10 + [3.0] * 3
    assert live.rows is rows
    later = live.fork()
    live = kept.fork()
    assert grow(live, 1, 4.0).tolist() == [1.0] * 10 + [4.0]
    assert live.rows is not rows  # ``later`` sees them
    assert grow(later, 1, 5.0).tolist() == [1.0] * 10 + [3.0] * 3 + [5.0]


def test_threads_that_go_on_from_one_state_keep_apart(tiny_checkpoint: Checkpoint) -> None:
    root = layer_state(tiny_checkpoint)
    grow(root, 10, 1.0)

    def run(value: float) -> bool:
        sound = True
        for _ in range(30):
            mine = root.fork()
            for count in (1, 2, 1):
                grow(mine, count, value)
            sound &= grow(mine, 1, value).tolist() == [1.0] * 10 + [value] * 5
        return sound

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(run, [float(value) for value in range(2, 18)]))


def delta_state(value: float) -> DeltaNetState:
    return DeltaNetState(torch.full((2, 4, 4), value), torch.full((3, 6), value))


def test_a_matrix_is_copied_when_somebody_else_sees_it() -> None:
    state = delta_state(1.0)
    matrix = state.recurrent
    assert state.writable() is matrix
    fork = state.fork()
    assert fork.recurrent is matrix
    fork.writable().add_(1.0)
    assert (float(state.recurrent.mean()), float(fork.recurrent.mean())) == (1.0, 2.0)
    # Nobody else is left on either side: both go on in place.
    copied = fork.recurrent
    assert (state.writable() is matrix, fork.writable() is copied) == (True, True)
    gone = state.fork().fork()
    assert state.writable() is not matrix
    assert gone.writable() is matrix


def test_threads_that_advance_one_matrix_keep_apart() -> None:
    root = delta_state(1.0)

    def run(value: float) -> bool:
        sound = True
        for _ in range(200):
            mine = root.fork()
            sound &= bool((mine.recurrent == 1.0).all())
            mine.writable().add_(value)
            mine.writable().add_(value)
            other = mine.fork()
            mine.writable().add_(value)
            sound &= bool((mine.recurrent == 1.0 + 3 * value).all()) and bool(
                (other.recurrent == 1.0 + 2 * value).all()
            )
        return sound

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(run, [float(value) for value in range(2, 18)]))
    assert bool((root.recurrent == 1.0).all())


def test_decoding_moves_no_rows(tiny_model: TextModel) -> None:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([1] * 20)
    before = session.snapshot()
    list(session.fork().sample(WARM, max_tokens=30))
    fork = session.fork()
    list(fork.sample(WARM, max_tokens=2))
    own = fork.snapshot().shared_rows
    list(fork.sample(WARM, max_tokens=100))
    assert [id(rows) for rows in fork.snapshot().shared_rows] == [id(rows) for rows in own]
    assert before.token_count == 20


def test_an_interrupted_session_can_be_rewound(tiny_model: TextModel) -> None:
    model = RecordingModel(tiny_model)
    session = Session(model, RULES, seed=0)
    session.extend([1, 2, 3])
    snapshot = session.snapshot()
    expected = said(model, session.fork(), [[4, 5]])
    model.interrupt = True
    with pytest.raises(KeyboardInterrupt):
        session.extend([4, 5])
    model.interrupt = False
    for refused in (session.snapshot, session.fork):
        with pytest.raises(BrokenSessionError):
            refused()
    session.rewind(snapshot)
    assert_same(said(model, session, [[4, 5]]), expected)


def test_rewinding_ends_an_open_reply(tiny_model: TextModel) -> None:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([1, 2, 3])
    snapshot = session.snapshot()
    reply = session.sample(WARM, max_tokens=10)
    assert len(list(islice(reply, 3))) == 3
    session.rewind(snapshot)
    assert list(reply) == []
    assert session.token_ids == snapshot.token_ids == (1, 2, 3)


def test_refuses_what_is_not_its_own(tiny_model: TextModel) -> None:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([1, 2, 3])
    stranger = Session(tiny_model, RULES, seed=0)
    stranger.extend([1, 2, 4])
    longer = session.fork()
    longer.extend([5])
    for snapshot in (stranger.snapshot(), longer.snapshot()):
        with pytest.raises(ValueError, match="not of an earlier moment"):
            session.rewind(snapshot)
    foreign: Snapshot = replace(session.snapshot(), model=object())
    for use in (session.rewind, session.fork):
        with pytest.raises(ValueError, match="another model"):
            use(foreign)
    assert session.token_ids == (1, 2, 3)

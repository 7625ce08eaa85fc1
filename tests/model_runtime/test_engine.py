"""Sessions of many threads on one engine: each gets what it would get alone, and none suffers from another."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.batch_step import BatchModel
from model_runtime.engine import Engine
from model_runtime.errors import BrokenSessionError, EngineClosedError
from model_runtime.model.decoder import TextModel
from model_runtime.scheduler import Budget
from model_runtime.session import Session, SessionRules
from model_runtime.state import SequenceState
from model_runtime.through_engine import engine_rules
from tests.model_runtime.test_row_batch import SHAPES, random_model
from vocabulary.messages import SamplingParameters

RULES = SessionRules(context_tokens=600, token_kinds=90, stop_token_ids=frozenset(), prefill_chunk_tokens=32)
WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
TIMEOUT_S = 60.0

Script = list[tuple[str, int]]
"""What a session does: an operation and its number."""

SCRIPTS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["extend", "sample", "close early", "fork and sample", "rewind"]), st.integers(1, 9)),
        min_size=1,
        max_size=6,
    ),
    min_size=2,
    max_size=7,
)


@contextmanager
def engine_for(model: BatchModel, **changes: int) -> Iterator[Engine]:
    whole = model.empty_state().bytes_at(None)
    values = {"rows": 64, "tokens": 32, "state_bytes": 100 * whole, "whole_bytes": whole, **changes}
    engine = Engine(model, Budget(**values))
    try:
        yield engine
    finally:
        engine.close()


class WatchedModel:
    """Passes everything on; ``watch`` is called before each pass with the tokens of a piece, or the rows as a negative number."""

    def __init__(self, model: TextModel, watch: Callable[[int], None]) -> None:
        self.model = model
        self.watch = watch
        self.empty_state, self.logits, self.logits_rows = model.empty_state, model.logits, model.logits_rows

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        self.watch(len(token_ids))
        return self.model.forward(token_ids, state)

    def forward_rows(self, token_ids: Sequence[int], states: Sequence[SequenceState]) -> Tensor:
        self.watch(-len(token_ids))
        return self.model.forward_rows(token_ids, states)


def at_once(*tasks: Callable[[], None]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TIMEOUT_S)
        assert not thread.is_alive()


def play(session: Session, script: Script, pause_s: float = 0.0) -> tuple[tuple[int, ...], list[int], Tensor]:
    """All that came of a script: the sequence, what forks drew, and the logits at the end."""
    session.extend([(5 * place + len(script)) % 90 for place in range(script[0][1] * 7)])
    beginning = session.snapshot()
    others: list[int] = []
    for operation, number in script:
        time.sleep(pause_s * number)
        if operation == "extend":
            session.extend([(number * place) % 90 for place in range(number * number)])
        elif operation == "fork and sample":
            others += session.fork(seed=number).sample(WARM, max_tokens=number)
        elif operation == "rewind":
            session.rewind(beginning)
        else:
            list(islice(session.sample(WARM, max_tokens=9), number if operation == "sample" else 2))
    return session.token_ids, others, session.next_logits()


@settings(max_examples=10, deadline=None, derandomize=True)
@given(shape=SHAPES, seed=st.integers(0, 10**6), scripts=SCRIPTS, rows=st.integers(1, 8), data=st.data())
def test_whoever_else_is_there_a_session_gets_what_it_gets_alone(
    shape: dict[str, object], seed: int, scripts: list[Script], rows: int, data: st.DataObject
) -> None:
    model = random_model(shape, seed)
    plain = [play(Session(model, RULES, seed=place), script) for place, script in enumerate(scripts)]
    with engine_for(model) as engine:
        rules = engine_rules(RULES, engine)
        alone = [play(Session(engine, rules, seed=place), script) for place, script in enumerate(scripts)]
    pauses = data.draw(st.lists(st.sampled_from([0.0, 0.0003, 0.001]), min_size=len(scripts), max_size=len(scripts)))
    found: dict[int, tuple[tuple[int, ...], list[int], Tensor]] = {}

    def task(place: int) -> Callable[[], None]:
        def run() -> None:
            found[place] = play(Session(engine, rules, seed=place), scripts[place], pauses[place])

        return run

    with engine_for(model, rows=rows) as engine:
        at_once(*(task(place) for place in range(len(scripts))))
    for place in range(len(scripts)):
        assert found[place][:2] == alone[place][:2] == plain[place][:2]
        assert torch.equal(found[place][2], alone[place][2])  # bit for bit
        torch.testing.assert_close(found[place][2], plain[place][2], atol=1e-4, rtol=0)


def test_sessions_that_decode_share_passes(tiny_model: TextModel) -> None:
    with engine_for(tiny_model) as engine:
        sessions = [Session(engine, RULES, seed=seed) for seed in range(6)]
        for session in sessions:
            session.extend([1, 2, 3])
        at_once(*(lambda session=session: list(session.sample(WARM, max_tokens=40)) for session in sessions))  # type: ignore[misc]
        counts = engine.counts
    assert counts.rows == 6 * 39  # the last token of each is not computed
    assert counts.most_rows == 6
    assert counts.steps < 0.7 * counts.rows


def test_a_long_prefill_does_not_stall_the_others(tiny_model: TextModel) -> None:
    passes: list[int] = []
    with engine_for(WatchedModel(tiny_model, passes.append)) as engine:
        talker, reader = (Session(engine, RULES, seed=seed) for seed in range(2))
        talker.extend([1, 2, 3])
        passes.clear()
        at_once(
            lambda: list(talker.sample(WARM, max_tokens=200)),  # type: ignore[arg-type,return-value]
            lambda: reader.extend([4] * 590),
        )
    first, last = passes.index(32), len(passes) - 1 - passes[::-1].index(32)
    between = passes[first : last + 1]
    assert between.count(32) == 18
    assert between.count(-1) >= 12  # about one token of the talker for each piece


def test_an_error_is_raised_by_the_session_that_met_it_and_by_no_other(tiny_model: TextModel) -> None:
    def watch(tokens: int) -> None:
        if tokens == 13:
            raise RuntimeError("out of memory")

    with engine_for(WatchedModel(tiny_model, watch)) as engine:
        good, bad = (Session(engine, RULES, seed=seed) for seed in range(2))
        good.extend([1, 2, 3])
        bad.extend([1, 2, 3])
        kept = bad.snapshot()
        drawn: list[int] = []

        def meet_the_error() -> None:
            for _ in range(10):
                with pytest.raises(RuntimeError, match="out of memory"):
                    bad.extend([5] * 13)
                with pytest.raises(BrokenSessionError):
                    bad.extend([5])
                bad.rewind(kept)

        at_once(meet_the_error, lambda: drawn.extend(good.sample(WARM, max_tokens=50)))
        bad.extend([5] * 12)
    expected = Session(tiny_model, RULES, seed=0)
    expected.extend([1, 2, 3])
    assert drawn == list(expected.sample(WARM, max_tokens=50))


def test_a_row_without_memory_is_the_error_of_its_own_session(tiny_model: TextModel) -> None:
    class Narrow(SequenceState):
        def reserve(self, added: int) -> None:
            raise MemoryError("no room")

    with engine_for(tiny_model) as engine:
        good = Session(engine, RULES, seed=0)
        good.extend([1, 2, 3])
        state = Narrow(tiny_model.empty_state().layers)
        with pytest.raises(MemoryError, match="no room"):
            engine.forward([1], state)
        assert len(list(good.sample(WARM, max_tokens=5))) == 5


def test_states_stay_within_their_bytes_and_every_session_comes_to_its_end(tiny_model: TextModel) -> None:
    whole = tiny_model.empty_state().bytes_at(None)
    most = 0

    def watch(_: int) -> None:
        nonlocal most
        most = max(most, engine.state_bytes)

    done: list[int] = []

    def task(seed: int) -> Callable[[], None]:
        def run() -> None:
            session = Session(engine, RULES, seed=seed)
            session.extend([seed] * 300)
            list(session.sample(WARM, max_tokens=5))
            done.append(seed)

        return run

    with engine_for(WatchedModel(tiny_model, watch), state_bytes=2 * whole) as engine:
        at_once(*(task(seed) for seed in range(6)))
        assert engine.state_bytes == 0  # every session is gone
    assert sorted(done) == list(range(6))
    assert 0 < most <= 2 * whole


def test_an_interruption_leaves_the_session_broken_and_the_others_untouched(tiny_model: TextModel) -> None:
    computing, go_on = threading.Event(), threading.Event()

    def watch(tokens: int) -> None:
        if tokens == 13:
            computing.set()
            go_on.wait(TIMEOUT_S)

    def interrupt() -> None:
        computing.wait(TIMEOUT_S)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    with engine_for(WatchedModel(tiny_model, watch)) as engine:
        session = Session(engine, RULES, seed=0)
        session.extend([1, 2, 3])
        kept = session.snapshot()
        expected = list(session.fork().sample(WARM, max_tokens=5))
        killer = threading.Thread(target=interrupt)
        killer.start()
        with pytest.raises(KeyboardInterrupt):
            session.extend([7] * 13)
        go_on.set()
        killer.join(TIMEOUT_S)
        with pytest.raises(BrokenSessionError):
            session.snapshot()
        session.rewind(kept)
        assert list(session.sample(WARM, max_tokens=5)) == expected


def test_a_closed_engine_lets_nobody_wait(tiny_model: TextModel) -> None:
    computing, go_on = threading.Event(), threading.Event()

    def watch(_: int) -> None:
        computing.set()
        go_on.wait(TIMEOUT_S)

    def wait_in_vain() -> None:
        computing.wait(TIMEOUT_S)
        with pytest.raises(EngineClosedError):
            Session(engine, RULES, seed=1).extend([4, 5])

    with engine_for(WatchedModel(tiny_model, watch)) as engine:
        waiter = threading.Thread(target=wait_in_vain)
        waiter.start()
        worker = threading.Thread(target=lambda: Session(engine, RULES, seed=0).extend([1, 2, 3]))
        worker.start()
        computing.wait(TIMEOUT_S)
        time.sleep(0.05)
        closing = threading.Thread(target=engine.close)
        closing.start()
        time.sleep(0.05)
        go_on.set()
        for thread in (closing, waiter, worker):
            thread.join(TIMEOUT_S)
            assert not thread.is_alive()
        with pytest.raises(EngineClosedError):
            Session(engine, RULES, seed=2).extend([1, 2])


def test_it_says_how_long_a_thread_waited_for_its_turns(tiny_model: TextModel) -> None:
    computing = threading.Event()

    def watch(tokens: int) -> None:
        if tokens == 13:
            computing.set()
            time.sleep(0.2)

    with engine_for(WatchedModel(tiny_model, watch)) as engine:
        slow, quick = (Session(engine, RULES, seed=seed) for seed in range(2))
        worker = threading.Thread(target=lambda: slow.extend([1] * 13))
        worker.start()
        computing.wait(TIMEOUT_S)
        quick.extend([1, 2, 3])
        worker.join(TIMEOUT_S)
        assert engine.waited_s > 0.1

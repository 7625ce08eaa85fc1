"""Drafts change how long a reply takes and nothing else: the same law, the same greedy tokens, the same state."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.checkpoint import Checkpoint
from model_runtime.config import TextConfig
from model_runtime.errors import BrokenSessionError, NumericalError
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.prefix_store import PrefixStore
from model_runtime.sampling import Distribution, distribution, penalise
from model_runtime.session import Session, SessionRules
from model_runtime.speculation import Draft, Drafting, decide
from model_runtime.state import AttentionState, SequenceState
from vocabulary.messages import MAX_DRAFT_TOKENS, DraftCounts, SamplingParameters

GREEDY = SamplingParameters(temperature=0.0)
WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
FILTERED = SamplingParameters(temperature=1.4, top_k=8, top_p=0.9, min_p=0.05)
PENALISED = SamplingParameters(temperature=0.9, top_k=0, top_p=1.0, presence_penalty=0.7, repetition_penalty=1.4)
PARAMETERS = {"warm": WARM, "filtered": FILTERED, "penalised": PENALISED}


def rules(head: object | None, drafts: int, *, kinds: int = 12, **changes: object) -> SessionRules:
    drafting = None if head is None else Drafting(head, drafts)  # type: ignore[arg-type]
    whole = SessionRules(600, kinds, frozenset(), prefill_chunk_tokens=16, drafting=drafting)
    return replace(whole, **changes)  # type: ignore[arg-type]


# --- the rule ---------------------------------------------------------------------------------------------------------


def law(*weights: float) -> Distribution:
    """Tokens 0, 1, ... by weight, in the order that sampling gives them; those of weight 0 are left out."""
    order = sorted((token for token, weight in enumerate(weights) if weight), key=lambda token: -weights[token])
    chosen = torch.tensor([weights[token] for token in order], dtype=torch.float64)
    return Distribution(torch.tensor(order), chosen / chosen.sum())


WEIGHTS = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, 3.0]), min_size=5, max_size=5).filter(any)


@settings(max_examples=50, deadline=None)
@given(offered=WEIGHTS, wanted=WEIGHTS)
def test_whatever_is_offered_the_wanted_law_comes_out(offered: list[float], wanted: list[float]) -> None:
    """Exact but for the grid of numbers: every draft by its weight, every number alike."""
    guess, target, numbers = law(*offered), law(*wanted), [(number + 0.5) / 40 for number in range(40)]
    found = [0.0] * 5
    for token in guess.token_ids.tolist():
        share = guess.probability(token) / len(numbers)
        for accept_at in numbers:
            if decide(Draft(token, guess), target, accept_at, 0.0)[1]:
                found[token] += share
                continue
            for draw_at in numbers:
                found[decide(Draft(token, guess), target, accept_at, draw_at)[0]] += share / len(numbers)
    assert found == pytest.approx([target.probability(token) for token in range(5)], abs=0.03)


def test_one_law_takes_every_draft_and_another_none() -> None:
    same, other = law(0.2, 0.3, 0.5), law(0.0, 0.0, 0.0, 1.0)
    for token in range(3):
        assert decide(Draft(token, same), same, 0.999999, 0.5) == (token, True)
        assert decide(Draft(token, same), other, 0.0, 0.5) == (3, False)


def test_a_draft_is_kept_as_often_as_the_laws_overlap() -> None:
    guess, target = law(0.5, 0.5), law(0.25, 0.75)
    numbers = [number / 1000 for number in range(1000)]
    kept = sum(decide(Draft(token, guess), target, number, 0.5)[1] for token in (0, 1) for number in numbers)
    assert kept / 2000 == pytest.approx(0.75, abs=0.002)
    assert decide(Draft(0, guess), target, 0.6, 0.5) == (1, False)


# --- a model so small that thousands of replies take seconds ----------------------------------------------------------


class Chain:
    """A model whose next token depends on the last one alone, and its head, which knows the table up to ``error``."""

    def __init__(self, config: TextConfig, kinds: int, error: float) -> None:
        generator = torch.Generator().manual_seed(1)
        self.config, self.kinds = config, kinds
        self.table = 1.5 * torch.randn(kinds, kinds, generator=generator)
        self.guesses = self.table + error * torch.randn(kinds, kinds, generator=generator)

    def empty_state(self) -> SequenceState:
        return SequenceState([])

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        state.token_count += len(token_ids)
        return self.rows(token_ids)

    def logits(self, hidden: Tensor) -> Tensor:
        return hidden @ self.table

    def rows(self, token_ids: list[int]) -> Tensor:
        return torch.nn.functional.one_hot(torch.tensor(token_ids), self.kinds).float()


class ChainHead:
    def __init__(self, chain: Chain) -> None:
        self.chain = chain

    def empty_state(self) -> AttentionState:
        return AttentionState(self.chain.config, torch.device("cpu"), torch.float32)

    def seeds(self, hidden: Tensor) -> Tensor:
        return hidden

    def forward(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> Tensor:
        assert seeds.shape[0] == len(token_ids)
        assert first_position == state.length
        self.remember(seeds, token_ids, first_position, state)
        return self.chain.rows(token_ids)

    def remember(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> None:
        rows = torch.zeros(len(token_ids), self.chain.config.num_key_value_heads, self.chain.config.head_dim)
        state.append(rows, rows)

    def logits(self, seeds: Tensor) -> Tensor:
        return seeds @ self.chain.guesses


def chance(observed: Counter[tuple[int, ...]], expected: dict[tuple[int, ...], float], trials: int) -> float:
    """How likely a sample is at least as far from ``expected`` as ``observed`` is: Pearson's chi-square test."""
    assert math.isclose(sum(expected.values()), 1.0, abs_tol=1e-6)
    assert set(observed) <= {cell for cell, probability in expected.items() if probability > 0}
    common = {cell for cell, probability in expected.items() if probability * trials >= 5}
    pairs = [(observed[cell], expected[cell] * trials) for cell in common]
    pairs.append((trials - sum(count for count, _ in pairs), trials - sum(wanted for _, wanted in pairs)))
    pairs = [pair for pair in pairs if pair[1] > 1]
    statistic = sum((count - wanted) ** 2 / wanted for count, wanted in pairs)
    halves = torch.tensor([(len(pairs) - 1) / 2, statistic / 2], dtype=torch.float64)
    return float(torch.special.gammaincc(halves[0], halves[1]))


def exact_law(
    logits_after: Callable[[tuple[int, ...]], Tensor], prompt: list[int], parameters: SamplingParameters, length: int
) -> dict[tuple[int, ...], float]:
    """Probabilities of all replies of a length by plain decoding, multiplied out."""
    laws: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(length):
        longer: dict[tuple[int, ...], float] = {}
        for reply, probability in laws.items():
            logits = penalise(logits_after(reply), parameters, [*prompt, *reply], set(reply))
            following = distribution(logits, parameters)
            for token in following.token_ids.tolist():
                longer[(*reply, token)] = probability * following.probability(token)
        laws = longer
    return laws


def replies(session: Session, parameters: SamplingParameters, trials: int, length: int) -> Counter[tuple[int, ...]]:
    forks = (session.fork(seed=seed) for seed in range(trials))
    return Counter(tuple(fork.sample(parameters, max_tokens=length)) for fork in forks)


PROMPT = [1, 0, 2]
TRIALS = 3000


@pytest.fixture(scope="module")
def chain(tiny_model: TextModel) -> Chain:
    return Chain(tiny_model.config, kinds=3, error=0.8)


@pytest.mark.parametrize(
    ("drafts", "name"),
    [
        (0, "warm"), (1, "warm"), (2, "warm"), (3, "warm"), (4, "warm"),
        (1, "penalised"), (4, "penalised"), (2, "filtered"), (4, "filtered"),
    ],
)  # fmt: skip
def test_replies_have_the_law_of_plain_decoding(chain: Chain, drafts: int, name: str) -> None:
    """All six tokens of a reply together: 729 cells, of which four tokens can be drafted in one round."""
    parameters = PARAMETERS[name]
    session = Session(chain, rules(ChainHead(chain) if drafts else None, drafts, kinds=3), seed=0)
    session.extend(PROMPT)
    expected = exact_law(lambda reply: chain.table[[*PROMPT, *reply][-1]], PROMPT, parameters, 6)
    assert chance(replies(session, parameters, TRIALS, 6), expected, TRIALS) > 0.001


def test_a_reply_that_is_cut_amid_rounds_has_that_law_too(chain: Chain) -> None:
    """Whoever stops asking drops drafts that were accepted already, and draws anew in their place."""
    session = Session(chain, rules(ChainHead(chain), 4, kinds=3), seed=0)
    session.extend(PROMPT)
    found: Counter[tuple[int, ...]] = Counter()
    for seed in range(TRIALS):
        fork = session.fork(seed=seed)
        parts = [list(islice(fork.sample(WARM, max_tokens=9), count)) for count in (2, 1, 3)]
        found[tuple(token for part in parts for token in part)] += 1
    expected = exact_law(lambda reply: chain.table[[*PROMPT, *reply][-1]], PROMPT, WARM, 6)
    assert chance(found, expected, TRIALS) > 0.001


def test_the_test_would_notice_another_law(chain: Chain) -> None:
    session = Session(chain, rules(ChainHead(chain), 4, kinds=3), seed=0)
    session.extend(PROMPT)
    found = replies(session, WARM, TRIALS, 6)
    for wrong in (replace(WARM, temperature=1.3), replace(WARM, presence_penalty=0.3)):
        other = exact_law(lambda reply: chain.table[[*PROMPT, *reply][-1]], PROMPT, wrong, 6)
        assert chance(found, other, TRIALS) < 1e-6
    # Taking every draft as it is would be noticed at once.
    guessed = exact_law(lambda reply: chain.guesses[[*PROMPT, *reply][-1]], PROMPT, WARM, 6)
    assert chance(found, guessed, TRIALS) < 1e-6


@pytest.mark.parametrize(("drafts", "parameters"), [(1, FILTERED), (2, PENALISED), (4, WARM)])
def test_a_real_head_leaves_the_law_alone(
    drafting_model: TextModel, drafting_head: MultiTokenHead, drafts: int, parameters: SamplingParameters
) -> None:
    session = Session(drafting_model, rules(drafting_head, drafts), seed=0)
    session.extend(PROMPT)
    start = session.snapshot()

    def logits_after(reply: tuple[int, ...]) -> Tensor:
        state = start.state.fork()
        hidden = drafting_model.forward(list(reply), state) if reply else start.last_hidden
        assert hidden is not None
        return drafting_model.logits(hidden[-1:])[0]

    expected = exact_law(logits_after, PROMPT, parameters, 3)
    trials = 1500
    found: Counter[tuple[int, ...]] = Counter()
    counts = DraftCounts()
    for seed in range(trials):
        fork = session.fork(seed=seed)
        found[tuple(fork.sample(parameters, max_tokens=drafts + 2))[:3]] += 1
        counts += fork.draft_counts
    assert chance(found, expected, trials) > 0.001
    # It is no empty test: drafts are both taken and refused.
    assert 0.1 < counts.accepted / counts.drafted < 0.9


# --- a session --------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(
    prompt=st.lists(st.integers(0, 11), min_size=1, max_size=60),
    drafts=st.integers(1, MAX_DRAFT_TOKENS),
    parameters=st.sampled_from([GREEDY, replace(GREEDY, presence_penalty=1.0, repetition_penalty=1.3)]),
    lengths=st.lists(st.integers(1, 25), min_size=1, max_size=3),
)
def test_greedy_replies_are_those_of_plain_decoding(
    drafting_model: TextModel,
    drafting_head: MultiTokenHead,
    prompt: list[int],
    drafts: int,
    parameters: SamplingParameters,
    lengths: list[int],
) -> None:
    plain = Session(drafting_model, rules(None, 0), seed=0)
    drafting = Session(drafting_model, rules(drafting_head, drafts), seed=0)
    for length in lengths:
        for session in (plain, drafting):
            session.extend(prompt)
        expected = list(plain.sample(parameters, max_tokens=length))
        assert list(drafting.sample(parameters, max_tokens=length)) == expected
    assert drafting.token_ids == plain.token_ids


class RecordingModel:
    """Keeps of every forward pass how many tokens the state stood for, and the tokens."""

    def __init__(self, model: TextModel | Chain) -> None:
        self.model = model
        self.passes: list[tuple[int, list[int]]] = []
        self.interrupt = False
        self.poison = False

    def empty_state(self) -> SequenceState:
        return self.model.empty_state()

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        if self.interrupt:
            raise KeyboardInterrupt
        self.passes.append((state.token_count, list(token_ids)))
        return self.model.forward(token_ids, state)

    def logits(self, hidden: Tensor) -> Tensor:
        logits = self.model.logits(hidden)
        return logits * math.nan if self.poison else logits


Act = tuple[str, int] | list[int]
ACTS: st.SearchStrategy[list[Act]] = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["sample", "close early", "snapshot amid"]), st.integers(0, 12)),
        st.lists(st.integers(0, 11), max_size=30),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(first=st.lists(st.integers(0, 11), min_size=1, max_size=20), acts=ACTS, drafts=st.integers(1, MAX_DRAFT_TOKENS))
def test_what_became_part_of_the_sequence_was_computed_once(
    drafting_model: TextModel, drafting_head: MultiTokenHead, first: list[int], acts: list[Act], drafts: int
) -> None:
    model = RecordingModel(drafting_model)
    session = Session(model, rules(drafting_head, drafts), seed=7)
    session.extend(first)
    expected = list(first)
    for act in acts:
        if isinstance(act, list):
            session.extend(act)
            expected += act
        elif act[0] == "snapshot amid":
            for token_id in session.sample(WARM, max_tokens=act[1]):
                expected.append(token_id)
                assert session.snapshot().token_ids == tuple(expected)
        else:
            asked = act[1] if act[0] == "sample" else 20
            expected += islice(session.sample(WARM, max_tokens=asked), act[1])
        assert session.token_ids == tuple(expected)
        assert len(expected) - session.computed_token_count in (0, 1)
    computed = session.computed_token_count
    session.snapshot()
    assert session.computed_token_count == computed
    # Each pass begins where what the one before it gave to the sequence ends; drafts that were wrong are the only loss.
    begins = [begin for begin, _ in model.passes]
    taken = [end - begin for begin, end in zip(begins, [*begins[1:], computed], strict=True)]
    for (begin, token_ids), count in zip(model.passes, taken, strict=True):
        assert 1 <= count <= len(token_ids)
        assert token_ids[:count] == expected[begin : begin + count]
    # And the state is that of the sequence: the next greedy token is that of a fresh pass over all of it.
    (drawn,) = session.sample(GREEDY, max_tokens=1)
    whole = drafting_model.logits(drafting_model.forward(expected, drafting_model.empty_state())[-1:])[0]
    assert float(whole[drawn]) == pytest.approx(float(whole.max()), abs=1e-3)


def test_a_perfect_head_saves_all_but_one_pass_in_five(tiny_model: TextModel) -> None:
    chain = Chain(tiny_model.config, kinds=12, error=0.0)
    model = RecordingModel(chain)
    session = Session(model, rules(ChainHead(chain), 4), seed=0)
    session.extend([1])
    list(session.sample(WARM, max_tokens=101))
    # One token from the prompt's row, then twenty rounds of five.
    assert len(model.passes) == 1 + 20
    assert session.draft_counts == DraftCounts(rounds=20, drafted=80, accepted=80)
    assert session.draft_counts.acceptance_length == 5.0


def test_counts_say_what_came_of_drafts(chain: Chain) -> None:
    plain = Session(chain, rules(None, 0, kinds=3), seed=0)
    plain.extend([1])
    list(plain.sample(WARM, max_tokens=50))
    assert plain.draft_counts == DraftCounts()
    assert plain.draft_counts.acceptance_length == 0.0
    session = Session(chain, rules(ChainHead(chain), 2, kinds=3), seed=0)
    session.extend([1])
    list(session.sample(WARM, max_tokens=400))
    counts = session.draft_counts
    assert counts.rounds + counts.accepted in (399, 400)
    assert 1.3 < counts.acceptance_length < 2.9
    before = counts
    list(session.sample(WARM, max_tokens=30))
    assert (session.draft_counts - before).rounds > 0


def test_a_stop_token_ends_a_reply_amid_a_round(tiny_model: TextModel) -> None:
    chain = Chain(tiny_model.config, kinds=12, error=0.0)
    session = Session(chain, rules(ChainHead(chain), 4), seed=0)
    session.extend([1])
    reply = list(session.sample(GREEDY, max_tokens=40))
    stop = reply[2]
    again = Session(chain, rules(ChainHead(chain), 4, stop_token_ids=frozenset({stop})), seed=0)
    again.extend([1])
    expected = reply[: reply.index(stop) + 1]
    assert list(again.sample(GREEDY, max_tokens=40)) == expected
    assert again.token_ids == (1, *expected)
    again.extend([5])
    assert again.computed_token_count == len(expected) + 2


def test_the_context_is_filled_to_its_end_and_no_further(
    drafting_model: TextModel, drafting_head: MultiTokenHead
) -> None:
    session = Session(drafting_model, rules(drafting_head, 4, context_tokens=40), seed=0)
    session.extend([1, 2])
    assert len(list(islice(session.sample(WARM, max_tokens=100), 38))) == 38
    assert session.token_count == 40


def test_same_seed_same_tokens(drafting_model: TextModel, drafting_head: MultiTokenHead) -> None:
    def run(seed: int) -> list[int]:
        session = Session(drafting_model, rules(drafting_head, 3), seed=seed)
        session.extend([1, 2, 3])
        return list(session.sample(WARM, max_tokens=30))

    assert run(1) == run(1)
    assert run(1) != run(2)


def test_forks_and_rewinds_go_on_alike(drafting_model: TextModel, drafting_head: MultiTokenHead) -> None:
    session = Session(drafting_model, rules(drafting_head, 3), seed=3)
    session.extend([1, 2, 3, 4])
    list(session.sample(WARM, max_tokens=11))
    snapshot = session.snapshot()
    fork = session.fork(snapshot)
    expected = list(session.sample(WARM, max_tokens=20))
    assert list(fork.sample(WARM, max_tokens=20)) == expected
    session.rewind(snapshot)
    assert list(session.sample(WARM, max_tokens=20)) == expected
    assert snapshot.state.draft is not None
    assert len(snapshot.shared_rows) == 2  # of the attention layer and of the head


def test_a_rewind_amid_a_round_ends_the_reply(drafting_model: TextModel, drafting_head: MultiTokenHead) -> None:
    session = Session(drafting_model, rules(drafting_head, 4), seed=3)
    session.extend([1, 2, 3, 4])
    snapshot = session.snapshot()
    reply = session.sample(WARM, max_tokens=50)
    assert len(list(islice(reply, 7))) == 7
    session.rewind(snapshot)
    assert list(reply) == []
    assert session.token_ids == (1, 2, 3, 4)


def test_extending_amid_a_round_goes_on_from_what_was_added(
    drafting_model: TextModel, drafting_head: MultiTokenHead
) -> None:
    session = Session(drafting_model, rules(drafting_head, 4), seed=3)
    session.extend([1, 2, 3, 4])
    reply = session.sample(WARM, max_tokens=50)
    first = list(islice(reply, 6))
    session.extend([7, 8, 9])
    rest = list(islice(reply, 6))
    assert session.token_ids == (1, 2, 3, 4, *first, 7, 8, 9, *rest)


def test_a_snapshot_without_drafts_serves_a_session_with_them(
    drafting_model: TextModel, drafting_head: MultiTokenHead
) -> None:
    plain = Session(drafting_model, rules(None, 0), seed=0)
    plain.extend([1, 2, 3, 4, 5])
    list(plain.sample(WARM, max_tokens=4))
    start = plain.snapshot()
    drafting = Session(drafting_model, rules(drafting_head, 2), seed=0, start=start)
    expected = list(plain.sample(GREEDY, max_tokens=20))
    assert list(drafting.sample(GREEDY, max_tokens=20)) == expected
    assert drafting.draft_counts.rounds > 0
    back = Session(drafting_model, rules(None, 0), seed=0, start=drafting.snapshot())
    assert back.snapshot().state.draft is None
    assert list(back.sample(GREEDY, max_tokens=5)) == list(plain.sample(GREEDY, max_tokens=5))


def test_prompts_from_a_prefix_store_are_drafted_after(
    drafting_model: TextModel, drafting_head: MultiTokenHead
) -> None:
    store = PrefixStore(10_000_000, min_border_tokens=4)
    prompt = [index % 11 for index in range(50)]
    replies_by_session = []
    for _ in range(2):
        session = Session(drafting_model, rules(drafting_head, 3), seed=0, prefixes=store)
        session.extend(prompt)
        replies_by_session.append(list(session.sample(WARM, max_tokens=30)))
        assert session.draft_counts.rounds > 0
    assert replies_by_session[0] == replies_by_session[1]


def test_an_interrupted_round_breaks_the_session_until_it_is_rewound(
    drafting_model: TextModel, drafting_head: MultiTokenHead
) -> None:
    model = RecordingModel(drafting_model)
    session = Session(model, rules(drafting_head, 3), seed=0)
    session.extend([1, 2, 3])
    snapshot = session.snapshot()
    expected = list(session.fork().sample(WARM, max_tokens=20))
    reply = session.sample(WARM, max_tokens=20)
    next(reply)
    model.interrupt = True
    with pytest.raises(KeyboardInterrupt):
        next(reply)
    model.interrupt = False
    for refused in (lambda: session.extend([4]), session.snapshot, session.fork):
        with pytest.raises(BrokenSessionError):
            refused()
    session.rewind(snapshot)
    assert list(session.sample(WARM, max_tokens=20)) == expected


def test_unsound_logits_leave_a_whole_session(drafting_model: TextModel, drafting_head: MultiTokenHead) -> None:
    model = RecordingModel(drafting_model)
    session = Session(model, rules(drafting_head, 3), seed=0)
    session.extend([1, 2, 3])
    reply = session.sample(GREEDY, max_tokens=20)
    first = next(reply)
    model.poison = True
    with pytest.raises(NumericalError):
        next(reply)
    model.poison = False
    assert session.token_ids == (1, 2, 3, first)
    plain = Session(drafting_model, rules(None, 0), seed=0)
    plain.extend([1, 2, 3, first])
    assert list(session.sample(GREEDY, max_tokens=10)) == list(plain.sample(GREEDY, max_tokens=10))


def test_bfloat16_drafts_too(drafting_checkpoint: Checkpoint) -> None:
    model = TextModel(drafting_checkpoint, torch.device("cpu"), torch.bfloat16)
    session = Session(model, rules(MultiTokenHead(drafting_checkpoint, model), 3), seed=0)
    session.extend([1, 2, 3] * 9)
    assert len(list(session.sample(FILTERED, max_tokens=40))) == 40
    assert session.draft_counts.accepted > 0
    assert session.snapshot().state.token_count == 27 + 39


@pytest.mark.parametrize("tokens", [0, 5])
def test_only_one_to_four_tokens_are_drafted(chain: Chain, tokens: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 4"):
        Drafting(ChainHead(chain), tokens)

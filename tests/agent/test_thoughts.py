"""A thought that goes in circles is seen while it is sampled, and one that does not is left alone."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import ModelTurn, UserMessage
from agent.outcome import SolveResult
from agent.profile import PROFILES
from agent.progress import NoProgress
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.scripted import RawTurn, ScriptedModel, ScriptedTurn, SpokenTurn
from agent.solve import solve
from agent.stuck import THOUGHT_NUDGE, LoopRules
from agent.thoughts import ThoughtRules, ThoughtWatch
from agent.trajectory import read_tokens
from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.chat.template import published_template
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from sandboxes.memory import MemorySandbox
from tests.agent.test_resume import (
    CHAT,
    FILES,
    Killed,
    KilledAfter,
    Surviving,
    answer,
    call,
    records_of,
    replacing,
    request_in,
)

NOWHERE: frozenset[int] = frozenset()


def first_repetition(token_ids: Sequence[int], rules: ThoughtRules, ends: frozenset[int] = NOWHERE) -> int | None:
    """After how many tokens the watch speaks up."""
    watch = ThoughtWatch(rules, ends)
    return next((count for count, token_id in enumerate(token_ids, 1) if watch.repeats_after(token_id)), None)


def repeats(token_ids: Sequence[int], rules: ThoughtRules) -> bool:
    """The rule in the words of its docstring, for a whole thought at once."""
    runs = [tuple(token_ids[i : i + rules.run_tokens]) for i in range(len(token_ids) - rules.run_tokens + 1)]
    came = [runs[: place + 1].count(run) for place, run in enumerate(runs)][-rules.window :]
    return len(came) == rules.window and sum(count >= rules.times for count in came) >= rules.share * rules.window


SMALL = st.builds(
    ThoughtRules,
    run_tokens=st.integers(1, 4),
    window=st.integers(1, 12),
    share=st.floats(0.1, 1.0),
    times=st.integers(2, 4),
)


@given(token_ids=st.lists(st.integers(0, 2), max_size=60), rules=SMALL)
def test_the_stream_says_what_the_rule_says_at_every_token(token_ids: list[int], rules: ThoughtRules) -> None:
    watch = ThoughtWatch(rules, NOWHERE)
    for count, token_id in enumerate(token_ids, 1):
        assert watch.repeats_after(token_id) == repeats(token_ids[:count], rules)


@given(
    before=st.lists(st.integers(0, 50_000), max_size=600),
    period=st.lists(st.integers(0, 50_000), min_size=1, max_size=300),
)
def test_every_cycle_is_seen_soon_after_its_third_time(before: list[int], period: list[int]) -> None:
    rules = ThoughtRules()
    found = first_repetition([*before, *(period * (2000 // len(period) + 4))], rules)
    assert found is not None
    assert found <= len(before) + 2 * len(period) + rules.window + rules.run_tokens


@given(seed=st.integers(0, 10_000), length=st.integers(1, 4000), kinds=st.integers(300, 150_000))
def test_what_is_new_is_never_taken_for_a_repetition(seed: int, length: int, kinds: int) -> None:
    drawn = random.Random(seed)
    assert first_repetition([drawn.randrange(kinds) for _ in range(length)], ThoughtRules()) is None


@given(draft=st.lists(st.integers(0, 50_000), min_size=1, max_size=2000, unique=True))
def test_a_draft_and_its_fair_copy_are_no_repetition(draft: list[int]) -> None:
    assert first_repetition([*draft, 50_001, *draft], ThoughtRules()) is None


@given(ends=st.integers(0, 1000))
def test_behind_the_end_of_the_thought_nothing_is_watched(ends: int) -> None:
    assert first_repetition([*range(ends), 7777, *([1] * 3000)], ThoughtRules(), frozenset({7777})) is None


def test_nearly_the_same_again_is_seen_too() -> None:
    """A passage of 100 tokens that comes back with one other token in it."""
    drawn, passage = random.Random(1), list(range(100))
    thought: list[int] = []
    for _ in range(40):
        thought += passage
        thought[-drawn.randrange(1, 90)] = drawn.randrange(1000, 60_000)
    assert first_repetition(thought, ThoughtRules(share=0.75)) is not None


@pytest.mark.parametrize("wrong", [{"run_tokens": 0}, {"window": 0}, {"times": 1}, {"share": 0.0}, {"share": 1.5}])
def test_a_number_that_makes_no_sense_is_refused_by_its_name(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=name):
        ThoughtRules(**wrong)  # type: ignore[arg-type]


def test_it_costs_little_for_each_token() -> None:
    """Some microseconds, where a token takes milliseconds; the bound leaves room for a busy machine."""
    drawn = random.Random(0)
    token_ids = [drawn.randrange(150_000) for _ in range(32_768)]
    started_s = time.process_time()
    assert first_repetition(token_ids, ThoughtRules()) is None
    assert (time.process_time() - started_s) / len(token_ids) < 50e-6


CIRCLES = SpokenTurn(reasoning="Wait, I have to look at the file again. " * 200)
FIX = SpokenTurn(reasoning="Fix it.", calls=(replacing("a.py", "x = 1", "x = 2"),))
SUBMIT = SpokenTurn(reasoning="Done.", calls=(call("submit", summary="It was one."),))
ONCE: list[ScriptedTurn] = [CIRCLES, FIX, CIRCLES, SUBMIT]
TWICE: list[ScriptedTurn] = [FIX, CIRCLES, CIRCLES, SUBMIT]


def start(folder: Path, turns: Sequence[ScriptedTurn], progress: NoProgress | None = None) -> SolveResult:
    (folder / "base").mkdir(parents=True)
    model = ScriptedModel(turns, CHAT)
    return solve(request_in(folder), model, lambda: Surviving(FILES, answer), progress=progress)


def turns_of(folder: Path) -> list[ModelTurn]:
    return [record for record in records_of(folder) if isinstance(record, ModelTurn)]


def test_a_thought_in_circles_is_stopped_and_the_model_is_told(tmp_path: Path) -> None:
    result = start(tmp_path / "run", ONCE)
    assert (result.status, result.steps) == ("patched", 4)
    assert [turn.finish for turn in turns_of(tmp_path / "run")] == ["repetition", "end_of_turn"] * 2
    told = [record.text for record in records_of(tmp_path / "run") if isinstance(record, UserMessage)]
    assert told == [THOUGHT_NUDGE, THOUGHT_NUDGE]
    assert len(turns_of(tmp_path / "run")[0].token_ids) < 2300
    text = CHAT.decode([token_id for token_id, _ in read_tokens(tmp_path / "run")])
    assert f"\n</think>\n\n<|im_end|>\n<|im_start|>user\n{THOUGHT_NUDGE}<|im_end|>\n" in text


def test_two_in_a_row_end_the_run_with_its_patch(tmp_path: Path) -> None:
    result = start(tmp_path / "run", TWICE)
    assert (result.status, result.ending, result.verdict) == ("patched", "stuck", "gave_up")
    assert result.ending_detail == "2 thoughts in a row repeated themselves"
    assert b"+x = 2" in result.patch


def test_an_answer_in_circles_is_not_its_affair(tmp_path: Path) -> None:
    turns = [RawTurn(raw="Hm.</think>\n\n" + "All is well. " * 400), SUBMIT]
    start(tmp_path / "run", turns)
    assert [turn.finish for turn in turns_of(tmp_path / "run")] == ["end_of_turn", "end_of_turn"]


@pytest.mark.parametrize("turns", [ONCE, TWICE], ids=["once", "twice"])
def test_killed_at_every_record_it_comes_to_the_same(turns: list[ScriptedTurn], tmp_path: Path) -> None:
    watch = KilledAfter(10_000, really=False)
    whole = start(tmp_path / "whole", turns, watch)
    for boundary in range(1, 10_000 - watch.left + 1):
        folder, surviving = tmp_path / str(boundary), Surviving(FILES, answer)
        (folder / "base").mkdir(parents=True)
        with pytest.raises(Killed):
            solve(
                request_in(folder),
                ScriptedModel(turns, CHAT),
                lambda: surviving,  # noqa: B023
                progress=KilledAfter(boundary, really=False),
            )

        def taken_over(_: int, adopted: MemorySandbox = surviving) -> MemorySandbox:
            return adopted

        result = resume(open_saved_run(folder), ScriptedModel(turns, CHAT), Sandboxes(taken_over, taken_over))
        assert (result.status, result.ending, result.steps) == (whole.status, whole.ending, whole.steps)
        assert (folder / "tokens.bin").read_bytes() == (tmp_path / "whole" / "tokens.bin").read_bytes()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    """Random weights; a penalty below zero makes them say the same again and again."""
    folder = tmp_path_factory.mktemp("checkpoint")
    write_random_checkpoint(folder, tiny_config(vocab_size=304, max_position_embeddings=30_000))
    build_byte_tokenizer(folder, chat_template=published_template().source)
    return load_language_model(folder, device="cpu", dtype="float32")


@pytest.mark.slow
def test_weights_that_go_in_circles_are_stopped(model: LocalLanguageModel, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    (folder / "base").mkdir(parents=True)
    scripted = PROFILES["scripted"]
    profile = scripted.model_copy(
        update={
            "limits": replace(scripted.limits, max_tokens_per_turn=3000),
            "sampling": replace(scripted.sampling, presence_penalty=-8.0),
            "rules": LoopRules(thought=ThoughtRules(run_tokens=16, window=256)),
        }
    )
    asked = request_in(folder).model_copy(update={"profile": profile})
    result = solve(asked, model, lambda: Surviving(FILES, answer))
    assert (result.ending, result.steps) == ("stuck", 2)
    assert [turn.finish for turn in turns_of(folder)] == ["repetition", "repetition"]
    assert all(len(turn.token_ids) < 3000 for turn in turns_of(folder))

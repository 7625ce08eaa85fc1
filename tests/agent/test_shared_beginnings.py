"""Runs one after the other in one process: the second computes of its prompt only what is new, and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.events import ModelTurn
from agent.issue import Issue
from agent.limits import RunLimits
from agent.profile import PROFILES
from agent.solve import SolveRequest, solve
from agent.trajectory import read_events, read_tokens
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.prefix_store import PrefixStore
from sandboxes.memory import MemorySandbox
from tests.seeing_checkpoint import write_seeing_folder
from vocabulary.messages import SamplingParameters

PROFILE = PROFILES["qwen3.6"].model_copy(
    update={
        "sampling": SamplingParameters(temperature=1.0),
        "limits": RunLimits(max_steps=2, max_tokens_per_turn=8, max_total_tokens=16_000, max_time_s=120.0),
    }
)
PIECE_TOKENS = 256


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    folder = write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny", context_tokens=16_000, sees=False)
    return load_language_model(folder, device="cpu", dtype="float32")


def first_turn(model: LocalLanguageModel, folder: Path, words: str) -> tuple[ModelTurn, list[tuple[int, str]]]:
    """The first turn of a run and its whole token log; checks that the result counts as the record does."""
    request = SolveRequest(issue=Issue("argument", words, words), profile=PROFILE, run_dir=folder, seed=7)
    result = solve(request, model, lambda: MemorySandbox({"/repo/a.py": b"x = 1\n"}))
    turns = [event.record for event in read_events(folder) if isinstance(event.record, ModelTurn)]
    usage = json.loads(result.to_json())["usage"]
    assert usage["computed"] == sum(turn.usage.computed for turn in turns)
    assert usage["reused"] == sum(turn.usage.reused for turn in turns)
    return turns[0], read_tokens(folder)


def test_the_second_run_computes_of_its_prompt_only_what_is_new(model: LocalLanguageModel, tmp_path: Path) -> None:
    sharing = model.with_prefixes(PrefixStore(1 << 28))
    one, _ = first_turn(sharing, tmp_path / "1", "The plot is wrong.")
    other, _ = first_turn(sharing, tmp_path / "2", "No plot is drawn.")
    same, _ = first_turn(sharing, tmp_path / "3", "The plot is wrong.")
    prompt = one.first_token
    assert (one.usage.computed, one.usage.reused) == (prompt, 0)
    # System prompt and tools are found, to the last place where prefills pause.
    assert other.usage.computed + other.usage.reused == other.first_token
    assert 0 < other.usage.computed < len("No plot is drawn.") + 2 * PIECE_TOKENS
    assert other.usage.reused % PIECE_TOKENS == 0
    # All but the opening of the reply, which is given after the place that compaction returns to.
    assert same.usage.computed + same.usage.reused == prompt
    assert same.usage.computed < 32


def test_what_was_found_changes_nothing_that_is_said(model: LocalLanguageModel, tmp_path: Path) -> None:
    store = PrefixStore(1 << 28)
    for place, words in enumerate(("First.", "Second.", "Third.")):
        _, warm = first_turn(model.with_prefixes(store), tmp_path / f"warm{place}", words)
        _, cold = first_turn(model.with_prefixes(PrefixStore(0)), tmp_path / f"cold{place}", words)
        assert warm == cold

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent.errors import BadInput
from agent.replies import ReplySettings
from agent.scripted import SpokenTurn
from agent.trajectory import read_events, read_tokens
from evals.replay import ReplayAgent, read_recording, recordings_of
from model_runtime.chat.format import byte_chat_format
from tests.evals.running import EDIT, SUBMIT, call, model_agent, run_suite
from tests.evals.suites import FIX, write_suite


def replay_of(out: Path) -> ReplayAgent:
    return ReplayAgent(recordings_of(out), byte_chat_format())


def test_a_replay_makes_the_same_tokens_and_the_same_patch(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    recorded = run_suite(suite, tmp_path / "first", model_agent(EDIT, SUBMIT, seed=5), attempts=2)
    replayed = run_suite(suite, tmp_path / "second", replay_of(tmp_path / "first"), attempts=2)
    assert [result.outcome for result in replayed] == ["resolved"] * 4
    assert all("all as recorded" in result.note for result in replayed)
    for before, after in zip(recorded, replayed, strict=True):
        assert (before.task, before.attempt, before.steps) == (after.task, after.attempt, after.steps)
        one, two = tmp_path / "first" / before.folder, tmp_path / "second" / after.folder
        assert read_tokens(one) == read_tokens(two)
        assert (two / "patch.diff").read_bytes() == FIX
        assert read_recording(one).seed == read_recording(two).seed == 5 + before.attempt - 1
        assert len(read_events(one)) == len(read_events(two))


def test_forgotten_thoughts_and_forced_tokens_are_replayed(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a")
    agent = model_agent(EDIT, SpokenTurn(reasoning="I only talk.", content="It is fixed."), SUBMIT)
    replies = ReplySettings(preserve_thinking=False, thinking_budget=3)
    agent = replace(agent, profile=agent.profile.model_copy(update={"replies": replies}))
    (recorded,) = run_suite(suite, tmp_path / "first", agent)
    recording = read_recording(tmp_path / "first" / recorded.folder)
    assert recording.cuts
    assert any(token.forced for turn in recording.turns for token in turn)

    (replayed,) = run_suite(suite, tmp_path / "second", replay_of(tmp_path / "first"))
    assert "all as recorded" in replayed.note
    assert read_tokens(tmp_path / "second" / replayed.folder) == read_tokens(tmp_path / "first" / recorded.folder)


def test_a_world_that_answers_otherwise_is_told(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a")
    look = call("str_replace_editor", command="view", path="/repo/test_cart.py")
    run_suite(suite, tmp_path / "first", model_agent(look, EDIT, SUBMIT))

    recorded = recordings_of(tmp_path / "first")[("a", 1)] / "tokens.bin"
    content = bytearray(recorded.read_bytes())
    content[4 * 700 : 4 * 700 + 4] = (1).to_bytes(4, "little")
    recorded.write_bytes(content)
    (result,) = run_suite(suite, tmp_path / "second", replay_of(tmp_path / "first"))
    assert result.outcome == "resolved"
    assert result.note == "the replay differs from the recording from token 700 on"


def test_a_recording_that_breaks_off_is_no_score(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a")
    run_suite(suite, tmp_path / "first", model_agent(EDIT, SUBMIT))
    folder = recordings_of(tmp_path / "first")[("a", 1)]
    lines = (folder / "events.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "events.jsonl").write_bytes(b"".join(lines[:3]))
    (result,) = run_suite(suite, tmp_path / "second", replay_of(tmp_path / "first"))
    assert (result.outcome, result.cause) == ("error", "internal_error")
    assert "no further reply" in result.reason


def test_what_was_not_recorded(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    run_suite(suite.selected("a", None), tmp_path / "first", model_agent(EDIT, SUBMIT))
    with pytest.raises(BadInput, match="no recording of attempt 1 at task b"):
        run_suite(suite, tmp_path / "second", replay_of(tmp_path / "first"))
    with pytest.raises(BadInput, match="holds no recorded run"):
        read_recording(tmp_path)

"""Compaction with real weights, random ones of the shipped builder: the state of the opening is kept, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.context import ContextRules
from agent.events import AnyRecord, Compacted, ModelTurn
from agent.model import LanguageModel
from agent.outcome import SolveResult
from agent.profile import PROFILES
from agent.progress import NoProgress
from agent.replies import ReplySettings
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.solve import solve
from agent.training_example import read_training_examples
from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.chat.template import published_template
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from model_runtime.session import Session
from tests.agent.test_compaction import assert_segments, of_type
from tests.agent.test_resume import FILES, Killed, Surviving, answer, records_of, request_in

FREE = ReplySettings()
HELD = ReplySettings(constrain_calls=True, require_call=True, thinking_budget=20, logprobs=True)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    """Random weights with a small context, which draw and guess ahead."""
    folder = tmp_path_factory.mktemp("checkpoint")
    config = tiny_config(vocab_size=304, max_position_embeddings=8_400, mtp_num_hidden_layers=1)
    write_random_checkpoint(folder, config)
    build_byte_tokenizer(folder, chat_template=published_template().source)
    return load_language_model(folder, device="cpu", dtype="float32", speculative_tokens=3)


class Watched:
    """The model with an eye on its session."""

    def __init__(self, model: LocalLanguageModel) -> None:
        self.model = model
        self.session: Session | None = None

    def new_session(self, *, seed: int) -> Session:
        self.session = self.model.new_session(seed=seed)
        return self.session

    def __getattr__(self, name: str) -> Any:
        return getattr(self.model, name)


def draw(folder: Path, model: LanguageModel, replies: ReplySettings, progress: NoProgress) -> SolveResult:
    (folder / "base").mkdir(parents=True)
    scripted = PROFILES["scripted"]
    profile = scripted.model_copy(
        update={
            "replies": replies,
            "limits": replace(scripted.limits, max_tokens_per_turn=260, max_steps=8),
            "sampling": replace(scripted.sampling, temperature=1.0),
            "context": ContextRules(compact_at=0.9, summary_tokens=200),
        }
    )
    asked = request_in(folder, speculative_tokens=3).model_copy(update={"profile": profile})
    return solve(asked, model, lambda: Surviving(FILES, answer), progress=progress)


@pytest.mark.slow
@pytest.mark.parametrize("replies", [FREE, HELD], ids=["free", "held"])
def test_a_rewound_session_is_as_one_that_never_saw_the_old_segment(
    model: LocalLanguageModel, tmp_path: Path, replies: ReplySettings
) -> None:
    folder, watched = tmp_path / "run", Watched(model)

    class AfterFirst(NoProgress):
        def record(self, record: AnyRecord) -> None:
            if isinstance(record, ModelTurn) and any(isinstance(each, Compacted) for each in records_of(folder)):
                raise Killed

    with pytest.raises(Killed):
        draw(folder, watched, replies, AfterFirst())
    (cut,), session = of_type(folder, Compacted), watched.session
    assert session is not None
    context = read_training_examples(folder)[-1].token_ids
    assert session.token_ids == context
    fresh = model.new_session(seed=0)
    fresh.extend(context[: cut.kept_tokens])
    fresh.extend(context[cut.kept_tokens : cut.context_tokens])
    scripted = PROFILES["scripted"].sampling
    last: ModelTurn = of_type(folder, ModelTurn)[-1]
    assert (last.usage.reused, last.usage.computed) == (cut.kept_tokens, cut.context_tokens - cut.kept_tokens)
    if replies == FREE:
        sampling = replace(scripted, temperature=1.0, seed=0, stop_token_ids=model.chat.stop_token_ids)
        drawn = tuple(fresh.sample(sampling, max_tokens=len(last.token_ids)))
        assert drawn == last.token_ids


@pytest.mark.slow
@pytest.mark.parametrize("replies", [FREE, HELD], ids=["free", "held"])
def test_killed_in_the_new_segment_a_model_draws_what_it_would_have_drawn(
    model: LocalLanguageModel, tmp_path: Path, replies: ReplySettings
) -> None:
    whole = tmp_path / "whole"
    expected = draw(whole, model, replies, NoProgress())
    assert expected.compactions >= 1
    assert_segments(whole)
    records = records_of(whole)
    first = next(index for index, record in enumerate(records) if isinstance(record, Compacted))
    for boundary in (first - 1, first, first + 1, first + 2):
        folder = tmp_path / str(boundary)

        class After(NoProgress):
            left = boundary

            def record(self, record: AnyRecord) -> None:
                self.left -= 1
                if self.left == 0:
                    raise Killed

        with pytest.raises(Killed):
            draw(folder, model, replies, After())
        adopted = Surviving(FILES, answer)
        result = resume(open_saved_run(folder), model, Sandboxes(lambda _, a=adopted: a, lambda _, a=adopted: a))
        assert (result.ending, result.steps, result.compactions) == (
            expected.ending,
            expected.steps,
            expected.compactions,
        )
        for name in ("tokens.bin", "origins.bin"):
            assert (folder / name).read_bytes() == (whole / name).read_bytes()

"""All that sessions can do, they can do through an engine: pictures, drafts, rules, log probabilities, files of snapshots."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from model_runtime.engine import Engine
from model_runtime.language_model import LocalLanguageModel, load_language_model
from tests.seeing_checkpoint import png, write_seeing_folder
from vocabulary.messages import Message, PlacedImage, SamplingParameters, ToolSpec
from vocabulary.reply import ReplyControls

WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
GREEDY = SamplingParameters(temperature=0.0)
RED = png(32, 16, (200, 20, 20))
TOOLS = (ToolSpec("stop", "", {"type": "object", "properties": {}}),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny", draft_layers=1)


@pytest.fixture(scope="module")
def model(folder: Path) -> LocalLanguageModel:
    return load_language_model(folder, device="cpu", dtype="float32")


@pytest.fixture(scope="module")
def drafting(folder: Path) -> LocalLanguageModel:
    return load_language_model(folder, device="cpu", dtype="float32", speculative_tokens=2)


@pytest.fixture
def engine(model: LocalLanguageModel) -> Iterator[Engine]:
    engine = model.start_engine()
    yield engine
    engine.close()


def prompt(model: LocalLanguageModel, *parts: str | bytes) -> tuple[list[int], list[PlacedImage]]:
    message = Message.of_parts("user", [p if isinstance(p, str) else model.chat.read_image(p) for p in parts])
    ids = model.chat.open([message], [], thinking=True)
    places = model.chat.image_places(ids)
    return ids, [PlacedImage(place, image) for place, image in zip(places, message.images, strict=True)]


def test_pictures(model: LocalLanguageModel, engine: Engine) -> None:
    logits = []
    for each in (model, model.with_engine(engine)):
        session = each.new_session(seed=0)
        session.extend(*prompt(each, "Look: ", RED, " and go on"))
        drawn = list(session.sample(WARM, max_tokens=12))
        logits.append((drawn, session.next_logits()))
    assert logits[0][0] == logits[1][0]
    torch.testing.assert_close(logits[0][1], logits[1][1], atol=1e-4, rtol=0)


def test_rules_and_log_probabilities_in_company(model: LocalLanguageModel, engine: Engine) -> None:
    shared = model.with_engine(engine)
    controls = ReplyControls(thinking_budget=5, constrain_calls=True, require_call=True, tools=TOOLS)

    def reply(each: LocalLanguageModel, seed: int) -> list[tuple[int, bool, float | None]]:
        session = each.new_session(seed=seed)
        session.extend(each.chat.open([Message("user", "Go.")], TOOLS, thinking=True))
        drawn = session.reply(WARM, max_tokens=150, rule=each.chat.reply_rule(controls), logprobs=True)
        return [(token.token_id, token.forced, token.logprob) for token in drawn]

    found: dict[int, list[tuple[int, bool, float | None]]] = {}
    threads = [
        threading.Thread(target=lambda seed=seed: found.update({seed: reply(shared, seed)})) for seed in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for seed in range(4):
        expected = reply(model, seed)
        assert [token[:2] for token in found[seed]] == [token[:2] for token in expected]
        for here, there in zip(found[seed], expected, strict=True):
            assert here[2] == pytest.approx(there[2], abs=1e-4)
    assert any(forced for _, forced, _ in found[0])


def test_drafts(model: LocalLanguageModel, drafting: LocalLanguageModel) -> None:
    session = model.new_session(seed=3)
    session.extend(*prompt(model, "Count"))
    expected = list(session.sample(GREEDY, max_tokens=60))
    engine = drafting.start_engine()
    try:
        shared = drafting.with_engine(engine)
        found: dict[int, list[int]] = {}

        def decode(number: int) -> None:
            each = shared.new_session(seed=3)
            each.extend(*prompt(shared, "Count"))
            found[number] = list(each.sample(GREEDY, max_tokens=60))
            assert each.draft_counts.rounds

        threads = [threading.Thread(target=decode, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert found == dict.fromkeys(range(3), expected)
    finally:
        engine.close()


def test_snapshots_on_a_disk(model: LocalLanguageModel, engine: Engine, tmp_path: Path) -> None:
    shared = model.with_engine(engine)
    session = shared.new_session(seed=0)
    session.extend(*prompt(shared, "Look: ", RED))
    list(session.sample(WARM, max_tokens=5))
    shared.save_snapshot(session.snapshot(), tmp_path / "state")
    restored = shared.new_session(seed=0, start=shared.load_snapshot(tmp_path / "state"))
    assert list(restored.sample(WARM, max_tokens=9)) == list(session.sample(WARM, max_tokens=9))
    plain = model.new_session(seed=0, start=model.load_snapshot(tmp_path / "state"))
    assert plain.token_count == restored.token_count - 9

"""Episodes as ids are what a run of the product holds, token by token, in any tokenizer of the form."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from model_runtime.chat.format import QwenChatFormat, byte_chat_format
from training.encode import IGNORED, LEARNT, READ, EpisodeEncoder
from training.episode import Episode, EpisodeFailed, Step, make_episode
from training.stream import EVALUATION_SEED
from training.tasks.foreign import collect, make_foreign_task
from training.tasks.project import Project
from training.tasks.task import Task, make_task
from vocabulary.messages import ToolCall


@pytest.fixture(scope="module")
def chat() -> QwenChatFormat:
    return byte_chat_format()


@pytest.fixture(scope="module")
def encoder(chat: QwenChatFormat) -> EpisodeEncoder:
    return EpisodeEncoder(chat)


@pytest.fixture(scope="module")
def pairs(library: list[Project]) -> list[tuple[Task, Episode]]:
    """Episodes over the library and over foreign code."""
    foreign = collect(random.Random(0), 120)
    made = []
    for seed in range(EVALUATION_SEED + 2000, EVALUATION_SEED + 2120):
        task = make_foreign_task(foreign, seed) if seed % 4 == 0 else make_task(library, seed)
        try:
            made.append((task, make_episode(task, random.Random(seed))))
        except EpisodeFailed:
            continue
    assert len(made) > 80
    return made


@pytest.fixture(scope="module")
def episodes(pairs: list[tuple[Task, Episode]]) -> list[Episode]:
    return [episode for _, episode in pairs]


def test_the_product_holds_the_same_ids(encoder: EpisodeEncoder, episodes: list[Episode]) -> None:
    for episode in episodes:
        encoder.check(episode)
        encoder.check(replace(episode, thinking=not episode.thinking))
        encoder.check(replace(episode, check_command="python -m pytest -q"))


def test_control_tokens_in_texts_stay_text(encoder: EpisodeEncoder) -> None:
    trap = "<|im_end|>\n</tool_response><think> größe \0 \r\n<tool_call>"
    step = Step("A thought.", ToolCall("bash", {"command": "cat a"}), trap)
    encoder.check(Episode(trap, (step, step), thinking=True))


def test_a_difference_is_noticed(encoder: EpisodeEncoder) -> None:
    step = Step("", ToolCall("bash", {"command": "ls"}), "a\n")
    with pytest.raises(AssertionError, match="differ"):
        encoder.check(Episode("Broken.", (replace(step, thought="  padded\n"), step), thinking=True))


def test_an_episode_begins_with_the_prefix_and_ends_with_its_last_turn(
    encoder: EpisodeEncoder, chat: QwenChatFormat, episodes: list[Episode]
) -> None:
    for episode in episodes[:20]:
        ids = encoder.encode(episode).ids.tolist()
        assert ids[: len(encoder.prefix)] == encoder.prefix
        assert ids[-1] == chat.tokenizer.control_id("<|im_end|>")


def test_what_is_learnt_is_what_the_model_says(
    encoder: EpisodeEncoder, chat: QwenChatFormat, episodes: list[Episode]
) -> None:
    for episode in episodes[:30]:
        encoded = encoder.encode(episode)
        assert len(encoded.ids) == len(encoded.weights)
        learnt = chat.tokenizer.decode(encoded.ids[encoded.weights >= LEARNT].tolist())
        read = chat.tokenizer.decode(encoded.ids[encoded.weights == READ].tolist())
        said = [step for step in episode.steps if step.learn]
        assert learnt.count("<function=") == len(said)
        for step in said:
            assert f"<function={step.call.name}>" in learnt
            if episode.thinking:
                assert step.thought in learnt
        assert episode.issue.strip() in read
        for step in episode.steps[:-1]:
            assert step.observation.strip() in read
        assert set(encoded.weights[: len(encoder.prefix)].tolist()) == {IGNORED}


def test_a_turn_that_shows_a_mistake_is_not_learnt(encoder: EpisodeEncoder, chat: QwenChatFormat) -> None:
    step = Step("Good thought.", ToolCall("bash", {"command": "ls"}), "a")
    wrong = Step("Bad thought.", ToolCall("bash", {"command": "rm"}), "b", learn=False)
    encoded = encoder.encode(Episode("It is broken.", (wrong, step), thinking=True))
    learnt = chat.tokenizer.decode(encoded.ids[encoded.weights >= LEARNT].tolist())
    assert "Bad thought" not in learnt
    assert "Good thought" in learnt

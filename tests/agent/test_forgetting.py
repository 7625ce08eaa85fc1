"""Thoughts that are not kept leave the context at the next user message, exactly as the template leaves them out."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.conversation import Conversation
from agent.model import LanguageModel
from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.chat.format import byte_chat_format
from model_runtime.chat.template import published_template
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from vocabulary.messages import Message, SamplingParameters, ToolCall, ToolSpec

CHAT = byte_chat_format()
BASH = ToolSpec("bash", "Run.", {"type": "object", "properties": {"command": {"type": "string"}}})
OPENING = [Message("system", "You fix bugs."), Message("user", "It breaks.")]
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=8)
CALLS = st.builds(lambda text: (ToolCall("bash", {"command": text}),), WORDS) | st.just(())
TURNS = st.builds(Message, st.just("assistant"), WORDS, WORDS, CALLS)
AFTER = st.one_of(
    st.builds(lambda texts: [Message("tool", text) for text in texts], st.lists(WORDS, min_size=1, max_size=2)),
    st.builds(lambda text: [Message("user", "U" + text)], WORDS),
    st.builds(lambda text: [Message("tool", text), Message("user", "U" + text)], WORDS),
)
STEPS = st.lists(st.tuples(TURNS, AFTER), min_size=1, max_size=5)


@given(steps=STEPS, thinking=st.booleans())
def test_the_context_is_what_the_template_renders_without_past_thoughts(
    steps: list[tuple[Message, list[Message]]], thinking: bool
) -> None:
    conversation = Conversation.open(CHAT, OPENING, [BASH], thinking=thinking)
    messages = list(OPENING)
    for said, after in steps:
        turn = said if thinking else Message("assistant", said.content, "", said.tool_calls)
        border = conversation.thought_border
        before = conversation.token_ids()
        conversation.append_sampled(CHAT.encode_turn(turn, thinking=thinking))
        glue = conversation.bridge(after)
        messages += [turn, *after]
        if after[-1].role == "user":
            tail = conversation.forget_thoughts()
            assert conversation.token_ids() == before[:border] + tail
            assert conversation.thought_border < conversation.token_count
        else:
            assert conversation.token_ids()[-len(glue) :] == glue
            assert conversation.thought_border == border
        rendered = CHAT.template.render(messages, [BASH], enable_thinking=thinking)
        assert conversation.text() == unicodedata.normalize("NFC", rendered)
    for logged in conversation.turns:
        text = CHAT.decode(conversation.token_ids()[logged.start : logged.stop])
        assert logged.turn.content in text


@given(
    sampled=st.lists(st.lists(st.integers(0, 255) | st.integers(256, 288), max_size=30), min_size=1, max_size=3),
    thinking=st.booleans(),
)
def test_whatever_was_sampled_can_be_forgotten(sampled: list[list[int]], thinking: bool) -> None:
    conversation = Conversation.open(CHAT, OPENING, [BASH], thinking=thinking)
    for ids in sampled:
        border, before = conversation.thought_border, conversation.token_ids()
        conversation.append_sampled(ids)
        conversation.bridge([Message("user", "Go on.")])
        conversation.forget_thoughts()
        assert conversation.token_ids()[:border] == before[:border]
        assert conversation.text().endswith(
            "Go on.<|im_end|>\n<|im_start|>assistant\n<think>\n" + ("" if thinking else "\n</think>\n\n")
        )
        assert sum(span.stop - span.start for span in conversation.spans) == conversation.token_count


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    folder: Path = tmp_path_factory.mktemp("bytes")
    write_random_checkpoint(folder, tiny_config(vocab_size=320))
    build_byte_tokenizer(folder, chat_template=published_template().source)
    return load_language_model(folder, device="cpu", dtype="float32")


def test_a_model_protocol_is_met(model: LocalLanguageModel) -> None:
    as_agent_sees_it: LanguageModel = model
    assert as_agent_sees_it.chat.thought_start(model.chat.encode_output("a<think>\n")) == 1


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1000))
def test_a_rewound_session_goes_on_as_one_that_never_saw_the_thought(model: LocalLanguageModel, seed: int) -> None:
    cold = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
    conversation = Conversation.open(model.chat, OPENING, [BASH], thinking=True)
    session = model.new_session(seed=seed)
    border = conversation.thought_border
    session.extend(conversation.token_ids()[:border])
    snapshot = session.snapshot()
    session.extend(conversation.token_ids(border))
    conversation.append_reply(list(session.reply(cold, max_tokens=40)))
    conversation.bridge([Message("user", "Go on.")])
    conversation.forget_thoughts()
    session.rewind(snapshot)
    session.extend(conversation.token_ids(session.token_count))
    fresh = model.new_session(seed=seed)
    fresh.extend(conversation.token_ids()[:border])
    fresh.extend(conversation.token_ids(border))
    assert session.token_ids == fresh.token_ids
    assert session.next_logits().equal(fresh.next_logits())

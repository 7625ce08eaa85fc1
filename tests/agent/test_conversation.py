from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.conversation import Conversation, Origin, Span
from model_runtime.byte_tokenizer import CONTROL_TOKENS
from model_runtime.chat.format import QwenChatFormat, byte_chat_format
from vocabulary.messages import Message, ToolCall, ToolSpec, Usage

BASH = ToolSpec(
    "bash",
    "Run a command.",
    {
        "type": "object",
        "properties": {"command": {"type": "string"}, "timeout": {"type": "integer"}, "options": {"type": "object"}},
        "required": ["command"],
    },
)
OPENING = [Message("system", "You fix bugs."), Message("user", "It fails.")]
TAGS = [*(name for name, _ in CONTROL_TOKENS), "</function>", "</parameter>", "<parameter=command>", "<function=bash>"]


@pytest.fixture(scope="module")
def chat() -> QwenChatFormat:
    return byte_chat_format()


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
ALIEN = st.lists(WORDS | st.sampled_from([*TAGS, "\n", " "]), max_size=5).map("".join).map(_normal)
STRIPPED = ALIEN.map(str.strip)
VALUES = st.lists(WORDS | st.sampled_from(["\n", " ", "<think>", "</tool_call>"]), max_size=4).map("".join).map(_normal)
CALLS = st.builds(
    lambda command, timeout, options: ToolCall("bash", {"command": command} | timeout | options),
    VALUES,
    st.just({}) | st.fixed_dictionaries({"timeout": st.integers()}),
    st.just({}) | st.fixed_dictionaries({"options": st.dictionaries(VALUES, st.none() | st.booleans() | VALUES)}),
)


@dataclass(frozen=True)
class Step:
    turn: Message
    after: tuple[Message, ...]


TURNS = st.builds(Message, st.just("assistant"), STRIPPED, STRIPPED, st.lists(CALLS, max_size=2).map(tuple))
STEPS = st.lists(
    st.builds(
        Step,
        TURNS,
        st.lists(st.builds(Message, st.sampled_from(["tool", "user"]), ALIEN), max_size=3).map(tuple),
    ),
    max_size=3,
)


def _without_reasoning(message: Message) -> Message:
    return Message(message.role, message.content, "", message.tool_calls)


@given(steps=STEPS, issue=STRIPPED, thinking=st.booleans())
def test_log_of_canonical_turns_is_what_the_template_renders_and_only_grows(
    chat: QwenChatFormat, steps: list[Step], issue: str, thinking: bool
) -> None:
    opening = [Message("system", "You fix bugs."), Message("user", "Q" + issue)]
    conversation = Conversation.open(chat, opening, [BASH], thinking=thinking)
    expected = list(opening)
    for step in steps:
        turn = step.turn if thinking else _without_reasoning(step.turn)
        before = conversation.token_ids()
        sampled = chat.encode_turn(turn, thinking=thinking)
        conversation.append_sampled(sampled)
        conversation.bridge(step.after)
        assert conversation.token_ids()[: len(before) + len(sampled)] == before + sampled
        expected += [turn, *step.after]
        rendered = chat.template.render(expected, [BASH], enable_thinking=thinking, preserve_thinking=True)
        assert conversation.text() == _normal(rendered)


@given(turn=TURNS, thinking=st.booleans())
def test_canonical_turn_is_read_back_as_it_was_said(chat: QwenChatFormat, turn: Message, thinking: bool) -> None:
    turn = turn if thinking else _without_reasoning(turn)
    conversation = Conversation.open(chat, OPENING, [BASH], thinking=thinking)
    read = conversation.append_sampled(chat.encode_turn(turn, thinking=thinking))
    assert (read.reasoning, read.content, read.calls) == (turn.reasoning, turn.content, turn.tool_calls)
    assert read.finish == "end_of_turn"
    assert conversation.messages == (*OPENING, turn)


@given(
    sampled=st.lists(st.lists(st.integers(0, 300) | st.integers(256, 288), max_size=40), max_size=4),
    results=st.lists(ALIEN, max_size=2),
    thinking=st.booleans(),
)
def test_log_keeps_whatever_was_sampled_and_only_grows(
    chat: QwenChatFormat, sampled: list[list[int]], results: list[str], thinking: bool
) -> None:
    conversation = Conversation.open(chat, OPENING, [BASH], thinking=thinking)
    for ids in sampled:
        before = conversation.token_ids()
        conversation.append_sampled(ids)
        assert conversation.token_ids() == before + ids
        glue = conversation.bridge([Message("tool", text) for text in results])
        assert conversation.token_ids() == before + ids + glue
        assert chat.tokenizer.control_id("<|im_end|>") in (ids + glue)
    assert [token_id for token_id, origin in conversation if origin == "sampled"] == [i for ids in sampled for i in ids]


def test_origins_and_usage(chat: QwenChatFormat) -> None:
    conversation = Conversation.open(chat, OPENING, [BASH], thinking=True)
    prompt = conversation.token_count
    conversation.append_sampled(chat.encode_output("hm"))
    conversation.append_forced(chat.encode_output("</think>"))
    conversation.append_sampled(chat.encode_output("yes<|im_end|>"))
    glue = len(conversation.bridge([Message("user", "on")]))
    conversation.append_sampled(chat.encode_output("x"))
    origins: list[Origin] = ["prompt", "sampled", "forced", "sampled", "glue", "sampled"]
    bounds = [0, prompt, prompt + 2, prompt + 3, prompt + 7, prompt + 7 + glue, prompt + 8 + glue]
    assert conversation.spans == tuple(
        Span(origin, start, stop) for origin, start, stop in zip(origins, bounds, bounds[1:], strict=False)
    )
    first, second = conversation.turns
    assert (first.turn.reasoning, first.turn.content) == ("hm", "yes")
    assert first.usage == Usage(computed=prompt, reused=0, thinking=3, answer=4)
    assert second.usage == Usage(computed=glue, reused=prompt + 7, thinking=1, answer=0)
    assert conversation.usage == first.usage + second.usage


def test_malformed_call_stands_in_its_turn_and_the_log_but_not_in_the_message(chat: QwenChatFormat) -> None:
    conversation = Conversation.open(chat, OPENING, [BASH], thinking=True)
    output = "go\n</think>\n\n<tool_call>\n<function=fly>\n</function>\n</tool_call><|im_end|>"
    turn = conversation.append_sampled(chat.encode_output(output))
    conversation.bridge([Message("tool", "There is no tool 'fly'.")])
    assert [call.kind for call in turn.calls] == ["unknown_tool"]  # type: ignore[union-attr]
    assert conversation.messages[2] == Message("assistant", "", "go", ())
    assert output in conversation.text()


def test_no_tokens_since_the_opening_means_no_turn(chat: QwenChatFormat) -> None:
    conversation = Conversation.open(chat, OPENING, [], thinking=True)
    assert conversation.turns == ()
    assert conversation.messages == tuple(OPENING)
    assert conversation.usage == Usage()

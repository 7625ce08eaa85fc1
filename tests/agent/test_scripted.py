from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.conversation import Conversation
from agent.model import LanguageModel, ModelSession
from agent.scripted import (
    RawTurn,
    ScriptedCall,
    ScriptedModel,
    ScriptError,
    ScriptExhausted,
    SessionFull,
    SpokenTurn,
    load_script,
    render_turn,
)
from model_runtime.chat.format import QwenChatFormat, byte_chat_format
from vocabulary.messages import AssistantTurn, MalformedCall, Message, SamplingParameters, ToolCall, ToolSpec

BASH = ToolSpec("bash", "Run.", {"type": "object", "properties": {"command": {"type": "string"}}})
LOOK = SpokenTurn(reasoning="look", content="Looking.", calls=(ScriptedCall(name="bash", arguments={"command": "ls"}),))
GREEDY = SamplingParameters(temperature=0)


@pytest.fixture(scope="module")
def chat() -> QwenChatFormat:
    return byte_chat_format()


def _say(session: ModelSession, conversation: Conversation, max_tokens: int = 10_000) -> AssistantTurn:
    session.extend(conversation.token_ids(session.token_count))
    turn = conversation.append_sampled(list(session.sample(GREEDY, max_tokens=max_tokens)))
    assert session.token_count == conversation.token_count
    return turn


def _converse(model: LanguageModel, *, thinking: bool = True) -> tuple[ModelSession, Conversation]:
    conversation = Conversation.open(model.chat, [Message("user", "Fix it.")], [BASH], thinking=thinking)
    return model.new_session(seed=0), conversation


@pytest.mark.parametrize("thinking", [True, False])
def test_script_passes_through_log_and_parser(chat: QwenChatFormat, thinking: bool) -> None:
    session, conversation = _converse(ScriptedModel([LOOK, SpokenTurn(content="Done.")], chat), thinking=thinking)
    turn = _say(session, conversation)
    reasoning = "look" if thinking else ""
    assert turn == AssistantTurn(reasoning, "Looking.", (ToolCall("bash", {"command": "ls"}),), "end_of_turn")
    conversation.bridge([Message("tool", "a.py")])
    assert _say(session, conversation).content == "Done."


def test_raw_turn_may_be_malformed(chat: QwenChatFormat) -> None:
    session, conversation = _converse(ScriptedModel([RawTurn(raw="</think><tool_call>ls</tool_call>")], chat))
    (call,) = _say(session, conversation).calls
    assert isinstance(call, MalformedCall)


@pytest.mark.parametrize(
    "raw", ["a</think>b", "a</think>b<|im_end|>", "a</think>b<|endoftext|>", "a</think>b<|im_end|>c"]
)
def test_raw_turn_ends_at_its_first_end(chat: QwenChatFormat, raw: str) -> None:
    session, conversation = _converse(ScriptedModel([RawTurn(raw=raw)], chat))
    turn = _say(session, conversation)
    assert (turn.content, turn.finish) == ("b", "end_of_turn")


def test_tags_in_a_spoken_turn_are_text(chat: QwenChatFormat) -> None:
    turn = SpokenTurn(
        reasoning="no </think>", calls=(ScriptedCall(name="bash", arguments={"command": "echo '</tool_call>'"}),)
    )
    session, conversation = _converse(ScriptedModel([turn], chat))
    read = _say(session, conversation)
    assert read.reasoning == "no </think>"
    assert read.calls == (ToolCall("bash", {"command": "echo '</tool_call>'"}),)


def test_rendered_turn_is_what_the_format_encodes(chat: QwenChatFormat) -> None:
    calls = (ToolCall("bash", {"command": "ls\npwd", "n": 5, "d": {"a": None}}), ToolCall("bash", {}))
    for content, said in (("Looking.", calls), ("", calls), ("Done.", ())):
        message = Message("assistant", content, "look", said)
        assert render_turn("look", content, said) == chat.decode(chat.encode_turn(message, thinking=True))


def test_cut_turn_goes_on_unless_the_session_was_extended(chat: QwenChatFormat) -> None:
    session, conversation = _converse(ScriptedModel([LOOK, SpokenTurn(content="Done.")], chat))
    assert _say(session, conversation, max_tokens=2).reasoning == "lo"
    turn = _say(session, conversation, max_tokens=2)
    assert (turn.reasoning, turn.finish, turn.thinking_closed) == ("look", "length", False)
    conversation.bridge([Message("user", "Say it.")])
    assert _say(session, conversation).content == "Done."


def test_forced_end_of_a_thought_leads_to_the_next_turn(chat: QwenChatFormat) -> None:
    session, conversation = _converse(ScriptedModel([LOOK, SpokenTurn(content="Done.")], chat))
    _say(session, conversation, max_tokens=2)
    conversation.append_forced(chat.encode_output("\n</think>\n\n"))
    turn = _say(session, conversation)
    assert (turn.reasoning, turn.content) == ("lo", "Done.")


def test_end_of_the_script_has_its_own_error(chat: QwenChatFormat) -> None:
    session, conversation = _converse(ScriptedModel([LOOK], chat))
    _say(session, conversation)
    conversation.bridge([Message("tool", "a.py")])
    with pytest.raises(ScriptExhausted, match="only 1 turns"):
        _say(session, conversation)


def test_each_session_starts_at_the_first_turn(chat: QwenChatFormat) -> None:
    model = ScriptedModel([LOOK], chat)
    turns = [_say(*_converse(model)) for _ in range(2)]
    assert turns[0] == turns[1]


def test_context_ends_a_turn_and_refuses_an_extension(chat: QwenChatFormat) -> None:
    conversation = Conversation.open(chat, [Message("user", "Fix it.")], [], thinking=True)
    session = ScriptedModel([LOOK], chat, context_tokens=conversation.token_count + 3).new_session(seed=0)
    assert _say(session, conversation).reasoning == "loo"
    with pytest.raises(SessionFull):
        session.extend([1])


def test_record_of_the_model_is_that_of_its_script(chat: QwenChatFormat) -> None:
    one, same, other = (ScriptedModel(turns, chat) for turns in ([LOOK], [LOOK], [LOOK, LOOK]))
    assert one.digest == same.digest != other.digest
    assert (one.name, one.context_tokens) == ("scripted", 262_144)


def test_script_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    call = {"name": "bash", "arguments": {"command": "ls"}}
    turns = [{"reasoning": "look", "content": "Looking.", "calls": [call]}, {"raw": "x"}, {"content": "Done."}]
    path.write_text(json.dumps(turns))
    assert load_script(path) == (LOOK, RawTurn(raw="x"), SpokenTurn(content="Done."))


@pytest.mark.parametrize(
    "content", [None, "", "{", "{}", '[{"think": "x"}]', '[{"raw": "x", "content": "y"}]', '[{"calls": [{"nam": 1}]}]']
)
def test_unreadable_script_is_refused_in_one_line(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "script.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ScriptError, match="the script") as caught:
        load_script(path)
    assert "\n" not in str(caught.value)

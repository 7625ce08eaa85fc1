from __future__ import annotations

import re
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from model_runtime.byte_tokenizer import CONTROL_TOKENS
from model_runtime.chat.format import QwenChatFormat
from vocabulary.messages import MalformedCall, Message, ToolCall, ToolSpec

BASH = ToolSpec(
    "bash",
    "Run a command.",
    {
        "type": "object",
        "properties": {"command": {"type": "string"}, "note": {"type": "string"}, "timeout": {"type": "integer"}},
        "required": ["command"],
    },
)
SUBMIT = ToolSpec("submit", "End.", {"type": "object", "properties": {}})
NAMES = [name for name, _ in CONTROL_TOKENS]
SYNTAX = [
    *("<tool_call>", "</tool_call>", "<think>", "</think>", "<|im_end|>", "<|endoftext|>"),
    *("<function=bash>", "<function=submit>", "<function=fly>", "<function=", "</function>", "</function_x>"),
    *("<parameter=command>", "<parameter=timeout>", "<parameter=other>", "<parameter=", "<parameter", "</parameter>"),
    *("\n", "\n\n", " ", "ls", "5", ">", "é", "<"),
]
OUTPUT = st.lists(st.sampled_from(SYNTAX) | st.text(max_size=3), max_size=40).map("".join)
TAGGED = st.lists(
    st.sampled_from([*NAMES, "</parameter>", "</function>", "<parameter=other>", "<parameter=", "<function=fly>"])
    | st.sampled_from(["\n", " ", "x"])
    | st.text(st.characters(codec="utf-8"), max_size=4),
    max_size=10,
).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)))


def _check(chat: QwenChatFormat, ids: list[int], thinking: bool) -> None:
    turn = chat.parse(ids, [BASH, SUBMIT], thinking=thinking)
    assert turn.finish == ("end_of_turn" if chat.stop_token_ids & set(ids) else "length")
    assert 0 <= chat.thinking_token_count(ids, thinking=thinking) <= len(ids)
    for call in turn.calls:
        if isinstance(call, MalformedCall):
            assert call.message
        else:
            assert call.name in ("bash", "submit")
            assert call.name == "submit" or isinstance(call.arguments["command"], str)
    glue = chat.decode(chat.bridge(ids, [Message("tool", "x")], thinking=thinking))
    assert ("</think>" in glue.partition("<|im_start|>")[0]) == (
        not turn.thinking_closed and ids[-1:] != [chat.tokenizer.control_id("<|im_end|>")]
    )


@given(ids=st.lists(st.integers(-3, 400) | st.integers(256, 290), max_size=60), thinking=st.booleans())
def test_any_ids_make_a_turn(chat: QwenChatFormat, ids: list[int], thinking: bool) -> None:
    _check(chat, ids, thinking)


@given(output=OUTPUT, thinking=st.booleans())
def test_any_arrangement_of_the_syntax_makes_a_turn(chat: QwenChatFormat, output: str, thinking: bool) -> None:
    _check(chat, chat.encode_output(output), thinking)


@given(output=OUTPUT)
def test_syntax_in_the_thought_that_is_spelled_as_text_is_no_call(chat: QwenChatFormat, output: str) -> None:
    turn = chat.parse(chat.tokenizer.encode_plain(output), [BASH, SUBMIT], thinking=True)
    assert turn.calls == ()
    assert turn.reasoning == unicodedata.normalize("NFC", output).strip()


def _leaves_open(value: str) -> bool:
    """Whether a value has an opening tag too many."""
    return value.count("<parameter=") > value.count("</parameter>")


@given(command=TAGGED, note=TAGGED, timeout=st.integers())
def test_values_full_of_tags_come_back(chat: QwenChatFormat, command: str, note: str, timeout: int) -> None:
    # An unknown parameter behind a closing tag is told to the model as its mistake, rather than taken for text.
    assume(not any(re.search(r"</parameter>\s*<parameter=", value) for value in (command, note)))
    # A tag that one value opens and a later one closes reads as well as one value that holds both: the form is ambiguous there.
    assume(not (_leaves_open(command) and "</parameter>" in note))
    call = ToolCall("bash", {"command": command, "note": note, "timeout": timeout})
    ids = chat.encode_turn(Message("assistant", "", "hm", (call, call)), thinking=True)
    assert chat.parse(ids, [BASH, SUBMIT], thinking=True).calls == (call, call)


@given(command=TAGGED, cut=st.integers(1, 400))
def test_cut_turn_never_runs_a_shortened_value(chat: QwenChatFormat, command: str, cut: int) -> None:
    call = ToolCall("bash", {"command": command})
    ids = chat.encode_turn(Message("assistant", "Look.", "hm", (call,)), thinking=True)
    calls = chat.parse(ids[: max(0, len(ids) - cut)], [BASH, SUBMIT], thinking=True).calls
    assert all(isinstance(read, MalformedCall) or read == call for read in calls)

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.byte_tokenizer import CONTROL_TOKENS, build_byte_tokenizer
from model_runtime.chat.format import QwenChatFormat, load_chat_format
from model_runtime.chat.template import ChatTemplateError
from model_runtime.tokenizer import TokenizerError
from vocabulary.messages import Message, ToolCall, ToolSpec

DATA = Path(__file__).parents[2] / "data"
BASH = ToolSpec(
    "bash",
    "Run <tool_call> & </think>, it says.",
    {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]},
)
NAMES = [name for name, _ in CONTROL_TOKENS]
ALIEN = st.lists(
    st.one_of(
        st.sampled_from([*NAMES, "held-", "\n", " ", "/think", "/nothink", "<tool_response>\n"]),
        st.text(st.characters(codec="utf-8"), max_size=8),
    ),
    max_size=8,
).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)))


def _control(chat: QwenChatFormat, ids: list[int]) -> list[str]:
    names = {token_id: name for name, token_id in chat.tokenizer.control_ids.items()}
    return [names[token_id] for token_id in ids if token_id in names]


@given(system=ALIEN, issue=ALIEN, thinking=st.booleans(), with_tools=st.booleans())
def test_opening_is_the_template_and_only_the_template_has_control_tokens(
    chat: QwenChatFormat, system: str, issue: str, thinking: bool, with_tools: bool
) -> None:
    tools = [BASH] if with_tools else []
    messages = [Message("system", system), Message("user", "Q" + issue)]
    ids = chat.open(messages, tools, thinking=thinking)
    rendered = chat.template.render(messages, tools, enable_thinking=thinking, preserve_thinking=True)
    assert chat.decode(ids) == unicodedata.normalize("NFC", rendered)
    innocent = [Message("system", "a"), Message("user", "b")]
    bland = [ToolSpec("bash", "c", {})] if with_tools else []
    assert _control(chat, ids) == _control(chat, chat.open(innocent, bland, thinking=thinking))


def test_text_without_tags_gets_the_ids_that_the_whole_rendering_gets(chat: QwenChatFormat) -> None:
    messages = [Message("system", "Be brief:"), Message("user", "Fix f(x)\n\n  now.")]
    tool = ToolSpec("bash", "Run.", {"type": "object", "properties": {}})
    ids = chat.open(messages, [tool], thinking=True)
    rendered = chat.template.render(messages, [tool], enable_thinking=True, preserve_thinking=True)
    assert ids == chat.tokenizer.encode_control(rendered)


def test_example_of_a_call_in_the_system_turn_is_structure(chat: QwenChatFormat) -> None:
    ids = chat.open([Message("user", "b")], [BASH], thinking=True)
    assert _control(chat, ids)[:4] == ["<|im_start|>", "<tool_call>", "</tool_call>", "<tool_call>"]


@given(results=st.lists(ALIEN, max_size=3), nudge=st.none() | ALIEN, thinking=st.booleans())
def test_bridge_prints_results_as_the_template_does(
    chat: QwenChatFormat, results: list[str], nudge: str | None, thinking: bool
) -> None:
    query = Message("user", "q")
    turn = Message("assistant", "ok", "t" if thinking else "", (ToolCall("bash", {"command": "ls"}),))
    after = [Message("tool", text) for text in results] + ([] if nudge is None else [Message("user", nudge)])
    sampled = chat.encode_turn(turn, thinking=thinking)
    ids = chat.open([query], [], thinking=thinking) + sampled
    bridged = chat.bridge(sampled, after, thinking=thinking)
    rendered = chat.template.render([query, turn, *after], enable_thinking=thinking, preserve_thinking=True)
    assert chat.decode(ids + bridged) == unicodedata.normalize("NFC", rendered)
    allowed = {"<|im_start|>", "<|im_end|>", "<tool_response>", "</tool_response>", "<think>", "</think>"}
    assert set(_control(chat, bridged)) <= allowed
    assert _control(chat, bridged).count("<tool_response>") == len(results)


@pytest.mark.parametrize(
    ("output", "thinking", "bridged"),
    [
        ("a thought\n</think>\n\nDone.<|im_end|>", True, "\n"),
        ("a thought\n</think>\n\nDone.", True, "<|im_end|>\n"),
        ("a thought", True, "\n</think>\n\n<|im_end|>\n"),
        ("", True, "\n</think>\n\n<|im_end|>\n"),
        ("a thought<|endoftext|>", True, "\n</think>\n\n<|im_end|>\n"),
        ("a thought\n</think>\n\nDone.<|endoftext|>", True, "<|im_end|>\n"),
        ("a thought<tool_call>\n<function=bash>", True, "<|im_end|>\n"),
        ("a thought<|im_end|>", True, "\n"),
        ("Done", False, "<|im_end|>\n"),
        ("Done<|im_end|>", False, "\n"),
    ],
)
def test_bridge_closes_what_is_open(chat: QwenChatFormat, output: str, thinking: bool, bridged: str) -> None:
    ids = chat.bridge(chat.encode_output(output), [Message("user", "go on")], thinking=thinking)
    opening = "<think>\n" if thinking else "<think>\n\n</think>\n\n"
    assert chat.decode(ids) == f"{bridged}<|im_start|>user\ngo on<|im_end|>\n<|im_start|>assistant\n{opening}"


def test_bridge_takes_only_what_may_follow_a_turn(chat: QwenChatFormat) -> None:
    with pytest.raises(ValueError, match="'system'"):
        chat.bridge([], [Message("system", "x")], thinking=True)


def test_soft_switches_in_text_do_nothing(chat: QwenChatFormat) -> None:
    for thinking in (True, False):
        plain = chat.decode(chat.open([Message("user", "x")], [], thinking=thinking))
        switched = chat.decode(chat.open([Message("user", "x /nothink /think")], [], thinking=thinking))
        assert switched == plain.replace("x", "x /nothink /think")


def test_opening_says_whether_the_thought_is_open(chat: QwenChatFormat) -> None:
    assert chat.opens_thought(chat.open([Message("user", "x")], [], thinking=True))
    assert not chat.opens_thought(chat.open([Message("user", "x")], [], thinking=False))


def test_turn_without_thinking_has_no_reasoning(chat: QwenChatFormat) -> None:
    with pytest.raises(ValueError, match="no reasoning"):
        chat.encode_turn(Message("assistant", "x", "a thought"), thinking=False)


def test_folder_is_loaded_and_checked(tmp_path: Path) -> None:
    template = (DATA / "qwen3_6_chat_template.jinja").read_text(encoding="utf-8")
    build_byte_tokenizer(tmp_path, chat_template=template)
    assert load_chat_format(tmp_path).stop_token_ids == {256, 258}


@pytest.mark.parametrize(
    "template", ["{% for m in messages %}{{ m.content }}{% endfor %}", "{{ raise_exception('no') }}", "{{ 1 + 'a' }}"]
)
def test_foreign_template_is_refused_in_one_line(tmp_path: Path, template: str) -> None:
    build_byte_tokenizer(tmp_path, chat_template=template)
    with pytest.raises(ChatTemplateError) as caught:
        load_chat_format(tmp_path)
    assert "\n" not in str(caught.value)


def test_foreign_tokenizer_is_refused(tmp_path: Path) -> None:
    build_byte_tokenizer(tmp_path, chat_template="x")
    path = tmp_path / "tokenizer.json"
    specification = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**specification, "added_tokens": []}), encoding="utf-8")
    with pytest.raises(TokenizerError, match="no control token"):
        load_chat_format(tmp_path)


def test_long_turns_are_handled_in_linear_time(chat: QwenChatFormat) -> None:
    tags = list(chat.tokenizer.control_ids.values())
    turns = [
        chat.tokenizer.encode_plain("word " * 20_000),
        tags * 1_500,
        [chat.tokenizer.control_id("<tool_call>")] * 50_000,
        [chat.tokenizer.control_id("<think>")] * 50_000,
        chat.encode_output("<tool_call>\n<function=bash>\n" * 2_000),
        chat.encode_output("</tool_call>\n</function>\n" * 2_000),
        chat.encode_output("<tool_call>\n<function=bash>\n<parameter=command>" + "\n<parameter=command>" * 3_000),
        chat.encode_output("<tool_call>\n<function=bash>\n<parameter=command>" + "</parameter>x" * 5_000),
        chat.encode_output("<tool_call>\n<function=bash>\n" + "</function><function=bash>" * 3_000),
        chat.encode_output("</think>" + "\n<function=bash>" * 4_000),
    ]
    for ids in turns:
        start = time.process_time()
        chat.parse(ids, [BASH], thinking=True)
        chat.bridge(ids, [Message("tool", "x" * 50_000)], thinking=True)
        assert time.process_time() - start < 5

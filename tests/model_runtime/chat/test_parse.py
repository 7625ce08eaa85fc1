from __future__ import annotations

import json
from typing import Any

import pytest

from model_runtime.chat.format import QwenChatFormat
from vocabulary.messages import AssistantTurn, MalformedCall, ToolCall, ToolSpec

BASH = ToolSpec(
    "bash",
    "Run a command.",
    {
        "type": "object",
        "properties": {"command": {"type": "string"}, "timeout": {"type": "integer"}, "options": {"type": "object"}},
        "required": ["command"],
    },
)
SUBMIT = ToolSpec("submit", "End.", {"type": "object", "properties": {}})
TOOLS = [BASH, SUBMIT]
LS = ToolCall("bash", {"command": "ls"})
LS_BODY = "<function=bash>\n<parameter=command>\nls\n</parameter>\n</function>"
LS_TEXT = f"<tool_call>\n{LS_BODY}\n</tool_call>"


def _parse(chat: QwenChatFormat, output: str, *, thinking: bool = True) -> AssistantTurn:
    return chat.parse(chat.encode_output(output), TOOLS, thinking=thinking)


def _call(chat: QwenChatFormat, body: str, end: str = "\n</tool_call><|im_end|>") -> Any:
    (call,) = _parse(chat, f"hm\n</think>\n\n<tool_call>\n{body}{end}").calls
    return call


def _plain(chat: QwenChatFormat, before: str, text: str, after: str) -> AssistantTurn:
    """Parse output in which ``text`` is spelled without control tokens."""
    ids = chat.encode_output(before) + chat.tokenizer.encode_plain(text) + chat.encode_output(after)
    return chat.parse(ids, TOOLS, thinking=True)


# --- thought and content ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "thinking", "turn"),
    [
        ("a\n</think>\n\nb<|im_end|>", True, AssistantTurn("a", "b", (), "end_of_turn")),
        ("\n</think>\n\nb<|im_end|>", True, AssistantTurn("", "b", (), "end_of_turn")),
        ("<think>\na\n</think>\n\nb<|im_end|>", True, AssistantTurn("a", "b", (), "end_of_turn")),
        ("a", True, AssistantTurn("a", "", (), "length", thinking_closed=False)),
        ("", True, AssistantTurn("", "", (), "length", thinking_closed=False)),
        ("a<|im_end|>", True, AssistantTurn("a", "", (), "end_of_turn", thinking_closed=False)),
        ("a</think>b<|endoftext|>", True, AssistantTurn("a", "b", (), "end_of_turn")),
        ("a</think>b</think>c", True, AssistantTurn("a", "b\n\nc", (), "length")),
        ("a</think>b<think>c</think>d", True, AssistantTurn("a\n\nc", "b\n\nd", (), "length")),
        ("a</think>say <think> so", True, AssistantTurn("a", "say <think> so", (), "length")),
        ("b<|im_end|>", False, AssistantTurn("", "b", (), "end_of_turn")),
        ("<think>a</think>b<|im_end|>", False, AssistantTurn("a", "b", (), "end_of_turn")),
        ("<think>a", False, AssistantTurn("a", "", (), "length", thinking_closed=False)),
        ("a</think>b<|im_end|>c</think>", True, AssistantTurn("a", "b", (), "end_of_turn")),
        ("a\n</think>\n\n</tool_call>b<|im_end|>", True, AssistantTurn("a", "b", (), "end_of_turn")),
    ],
)
def test_thought_and_content_are_told_apart(
    chat: QwenChatFormat, output: str, thinking: bool, turn: AssistantTurn
) -> None:
    assert _parse(chat, output, thinking=thinking) == turn


def test_close_of_thought_spelled_as_text_closes_nothing(chat: QwenChatFormat) -> None:
    turn = _plain(chat, "a ", "</think>", " b\n</think>\n\nc<|im_end|>")
    assert (turn.reasoning, turn.content) == ("a </think> b", "c")


@pytest.mark.parametrize(
    ("output", "thinking", "tokens"),
    [
        ("abc\n</think>\n\nde<|im_end|>", True, 5),
        ("abc<|im_end|>", True, 3),
        ("abc", True, 3),
        (f"abc{LS_TEXT}<|im_end|>", True, 3),
        ("abc<|im_end|>", False, 0),
        ("a</think>b<think>c</think>d", True, 5),
    ],
)
def test_thinking_tokens_are_counted(chat: QwenChatFormat, output: str, thinking: bool, tokens: int) -> None:
    assert chat.thinking_token_count(chat.encode_output(output), thinking=thinking) == tokens


# --- calls: the right form and what is forgiven ----------------------------------------------------------------------


@pytest.mark.parametrize("thinking", [True, False])
def test_several_calls_keep_their_order(chat: QwenChatFormat, thinking: bool) -> None:
    start = "hm\n</think>\n\n" if thinking else ""
    calls = f"{LS_TEXT}\n<tool_call>\n<function=submit>\n</function>\n</tool_call>"
    turn = _parse(chat, f"{start}Two.\n\n{calls}<|im_end|>", thinking=thinking)
    assert turn.content == "Two."
    assert turn.calls == (LS, ToolCall("submit", {}))


@pytest.mark.parametrize("finish", ["<|im_end|>", ""])
def test_call_in_the_open_thought_ends_it(chat: QwenChatFormat, finish: str) -> None:
    turn = _parse(chat, f"let me look\n{LS_TEXT}{finish}")
    assert (turn.reasoning, turn.calls, turn.thinking_closed) == ("let me look", (LS,), True)


def test_call_in_the_open_thought_may_be_followed_by_its_end(chat: QwenChatFormat) -> None:
    assert _parse(chat, f"let me look\n{LS_TEXT}\n</think>\n\n<|im_end|>").calls == (LS,)


def test_call_in_the_open_thought_may_write_the_end_of_a_thought(chat: QwenChatFormat) -> None:
    body = LS_TEXT.replace("ls", "echo '</think>' > a")
    turn = _parse(chat, f"look\n{body}<|im_end|>")
    assert (turn.reasoning, turn.calls) == ("look", (ToolCall("bash", {"command": "echo '</think>' > a"}),))


def test_calls_that_the_thought_quotes_are_no_calls(chat: QwenChatFormat) -> None:
    spelled = _plain(chat, "as ", f"{LS_TEXT}\n{LS_BODY}", " says\n</think>\n\nDone.<|im_end|>")
    assert (spelled.calls, spelled.content) == ((), "Done.")
    only_spelled = _plain(chat, "as ", f"\n{LS_TEXT}\n", "<|im_end|>")
    assert (only_spelled.calls, only_spelled.thinking_closed) == ((), False)
    with_control_tokens = _parse(chat, f"as {LS_TEXT} says\n</think>\n\nDone.<|im_end|>")
    assert (with_control_tokens.calls, with_control_tokens.content) == ((), "Done.")
    before_a_call = _parse(chat, f"as <tool_call>\n{LS_BODY.replace('ls', 'rm')}</tool_call>\n</think>\n\n{LS_TEXT}")
    assert before_a_call.calls == (LS,)
    mentioned = _parse(chat, "I end with <tool_call> and so on")
    assert (mentioned.calls, mentioned.thinking_closed) == ((), False)


@pytest.mark.parametrize(
    "rest",
    [
        "\n</function>\n</tool_call><|im_end|>",
        "\n</tool_call><|im_end|>",
        "\n</parameter>\n</tool_call><|im_end|>",
        "\n</parameter>\n</function><|im_end|>",
        "\n</parameter>\n</function>",
        "\n</parameter><|im_end|>",
        "\n</parameter>\n</function>\nThat is it.\n</tool_call><|im_end|>",
        "\n</parameter>\n</function>\n</function>\n</tool_call><|im_end|>",
        "\n</parameter>\nThat is it.\n</function>\n</tool_call><|im_end|>",
        "</parameter></function></tool_call><|im_end|>",
        "\n</parameter>\n</function_invocation>\n</tool_call><|im_end|>",
    ],
)
def test_missing_closers_are_forgiven_when_nothing_can_be_missing(chat: QwenChatFormat, rest: str) -> None:
    assert _call(chat, "<function=bash>\n<parameter=command>\nls", rest) == LS


@pytest.mark.parametrize(
    "body",
    [
        "<function=bash>\n<parameter=command>\nls\n<parameter=timeout>\n5\n</parameter>\n</function>",
        "<function=bash><parameter=command>ls</parameter><parameter=timeout>5</parameter></function>",
        "<function=bash>\n  <parameter=command>\nls\n</parameter>\n  <parameter=timeout>\n5\n</parameter>\n</function>",
        '<function="bash">\n<parameter="command">\nls\n</parameter>\n<parameter=timeout>\n5\n</parameter>\n</function>',
        "<function=bash\n<parameter=command\nls\n</parameter>\n<parameter=timeout>\n5\n</parameter>\n</function>",
        "So\n<function=bash>\n<parameter=command>\nls\n</parameter>\n<parameter=timeout>\n5\n</parameter>\n</function>",
        "<function=bash>\n<parameter=command>\nls\n</parameter>\nand\n<parameter=timeout>\n5\n</parameter>\n</function>",
    ],
)
def test_slips_of_form_are_forgiven(chat: QwenChatFormat, body: str) -> None:
    assert _call(chat, body) == ToolCall("bash", {"command": "ls", "timeout": 5})


@pytest.mark.parametrize(
    "text",
    [
        f"{LS_TEXT}{LS_TEXT}",
        f"<tool_call>\n{LS_BODY}\n{LS_TEXT}",
        f"<tool_call>\n{LS_BODY}\n{LS_BODY}\n</tool_call>",
        f"<tool_call>\n{LS_BODY.removesuffix('</function>')}{LS_BODY}\n</tool_call>",
        f"<tool_call>\n<function=bash>\n<parameter=command>\nls\n</parameter>\n{LS_TEXT}",
        f"<tool_call>\n{LS_TEXT}\n</tool_call>\n{LS_TEXT}",
        f"<tool_call>\n<function=bash>\n<parameter=command>\nls\n</tool_call>\n{LS_TEXT}",
        f"{LS_BODY}\n</tool_call>\n{LS_TEXT}",
        f"{LS_BODY}\n{LS_BODY}",
    ],
)
def test_two_calls_are_read_however_they_meet(chat: QwenChatFormat, text: str) -> None:
    assert _parse(chat, f"hm\n</think>\n\n{text}<|im_end|>").calls == (LS, LS)


def test_call_without_its_opening_tag_is_read(chat: QwenChatFormat) -> None:
    turn = _parse(chat, f"hm\n</think>\n\nI look.\n{LS_BODY}\nSo.<|im_end|>")
    assert (turn.content, turn.calls) == ("I look.\n\nSo.", (LS,))


@pytest.mark.parametrize(
    "content",
    ["Write <function=bash> to run.", f"So: {LS_BODY}", "<function=fly>\n</function>", "<function=bash> is a tool."],
)
def test_prose_about_calls_stays_prose(chat: QwenChatFormat, content: str) -> None:
    turn = _parse(chat, f"hm\n</think>\n\n{content}<|im_end|>")
    assert (turn.content, turn.calls) == (content, ())


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("\nls\n", "ls"),
        ("ls", "ls"),
        ("\n\nls\n\n", "\nls\n"),
        ("\n  ls \n", "  ls "),
        ("\n\n", ""),
        ("\n", ""),
        ("", ""),
    ],
)
def test_one_newline_on_either_side_belongs_to_the_form(chat: QwenChatFormat, written: str, value: str) -> None:
    call = _call(chat, f"<function=bash>\n<parameter=command>{written}</parameter>\n</function>")
    assert call == ToolCall("bash", {"command": value})


@pytest.mark.parametrize(
    "value",
    [
        "echo '</parameter>'",
        "cat <<E\n</parameter>\nE",
        "cat <<E\n</function>\nE",
        "</parameter>\n</function>",
        "</function>\n</parameter>",
        "<parameter=timeout> in a line",
        "cat <<E\n<parameter=path>\nx\n</parameter>\n<parameter=text>\ny\n</parameter>\nE",
        f"cat <<E\n{LS_TEXT}\nE",
        f"cat <<E\n{LS_BODY}\nE",
        LS_TEXT,
        "<tool_call>",
        "</tool_call>",
        "<parameter=other>",
        "<think></think><|im_end|>",
        "<function=submit>\n</function>",
        f"cat <<E\n{LS_BODY.removesuffix('</function>')}<parameter=timeout>\n5\n</parameter>\n</function>\nE",
    ],
)
@pytest.mark.parametrize("more", ["", "<parameter=timeout>\n5\n</parameter>\n"])
def test_value_may_spell_the_tags(chat: QwenChatFormat, value: str, more: str) -> None:
    turn = _plain(
        chat,
        "hm\n</think>\n\n<tool_call>\n<function=bash>\n<parameter=command>\n",
        value,
        f"\n</parameter>\n{more}</function>\n</tool_call><|im_end|>",
    )
    assert turn.calls == (ToolCall("bash", {"command": value} | ({"timeout": 5} if more else {})),)


@pytest.mark.parametrize(
    "value",
    [
        "a <tool_call> b",
        "a </tool_call> b",
        "<think>\nx\n</think>",
        f"cat <<E\n{LS_TEXT}\nE",
        f"{LS_TEXT}\n{LS_TEXT}\n.",
    ],
)
def test_value_may_hold_the_tags_as_control_tokens(chat: QwenChatFormat, value: str) -> None:
    body = f"<function=bash>\n<parameter=command>\n{value}\n</parameter>\n</function>"
    assert _call(chat, body) == ToolCall("bash", {"command": value})


def test_types_come_from_the_schema(chat: QwenChatFormat) -> None:
    body = (
        "<function=bash>\n<parameter=command>\n5\n</parameter>\n<parameter=timeout>\n5\n</parameter>\n"
        '<parameter=options>\n{"a": [1, null, true]}\n</parameter>\n</function>'
    )
    assert _call(chat, body) == ToolCall("bash", {"command": "5", "timeout": 5, "options": {"a": [1, None, True]}})


# --- calls that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        ("", "no_function", "names no function"),
        (json.dumps({"name": "bash", "arguments": {"command": "ls"}}), "no_function", "<function=TOOL>"),
        ("<function=>\n</function>", "no_function", "names no function"),
        ("<function=fly>\n</function>", "unknown_tool", "no tool 'fly'. The tools are: bash, submit."),
        ("<function=bash>\n</function>", "missing_parameter", "lacks the required parameter command"),
        (
            "<function=bash>\n<parameter=command>\nls\n</parameter>\n<parameter=path>\n5\n</parameter>\n</function>",
            "bad_parameter",
            "no parameter 'path'. Its parameters are: command, timeout, options.",
        ),
        (
            "<function=bash>\n<parameter=command>\na\n</parameter>\n<parameter=command>\nb\n</parameter>\n</function>",
            "bad_parameter",
            "twice",
        ),
        ("<function=bash>\n<parameter=command=ls</parameter>\n</function>", "bad_parameter", "'<parameter=command=ls'"),
        ("<function=submit>\n<parameter=x>\n1\n</parameter>\n</function>", "bad_parameter", "parameters are: none"),
        (
            "<function=bash>\n<parameter=command>\na\n</parameter>\n<parameter=timeout>\nsoon\n</parameter>\n</function>",
            "bad_value",
            "timeout of bash must be an integer, not 'soon'",
        ),
    ],
)
def test_fault_is_named_for_the_model(chat: QwenChatFormat, body: str, kind: str, said: str) -> None:
    call = _call(chat, body)
    assert isinstance(call, MalformedCall)
    assert call.kind == kind
    assert said in call.message
    assert call.raw.strip() == body


@pytest.mark.parametrize(
    "output",
    [
        "<tool_call>",
        "<tool_call>\n<func",
        "<tool_call>\n<function=ba",
        "<tool_call>\n<function=bash>",
        "<tool_call>\n<function=bash>\n<parameter=comm",
        "<tool_call>\n<function=bash>\n<parameter=command>\nls",
        "<tool_call>\n<function=bash>\n<parameter=command>\nls\n</parameter>",
        "<tool_call>\n<function=bash>\n<parameter=command>\nls\n</parameter>\n<parameter=timeout>\n1",
        "<tool_call>\n<function=bash>\n<parameter=command>\nls<|im_end|>",
        f"<tool_call>\n<function=bash>\n<parameter=command>\ncat <<E\n{LS_BODY}",
        f"<tool_call>\n<function=bash>\n<parameter=command>\ncat <<E\n{LS_BODY}\nE<|im_end|>",
    ],
)
@pytest.mark.parametrize("start", ["hm\n</think>\n\n", "hm "])
def test_call_that_may_lack_something_is_not_run(chat: QwenChatFormat, output: str, start: str) -> None:
    (call,) = _parse(chat, start + output).calls
    assert isinstance(call, MalformedCall)
    assert call.kind == "unclosed"


def test_good_call_beside_a_bad_one_is_read(chat: QwenChatFormat) -> None:
    turn = _parse(chat, f"hm\n</think>\n\n{LS_TEXT}\n<tool_call>\n<function=fly>\n</function>\n</tool_call><|im_end|>")
    assert turn.calls[0] == LS
    assert isinstance(turn.calls[1], MalformedCall)

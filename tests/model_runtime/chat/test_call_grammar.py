"""Whatever keeps to the grammar of the tools is read back as legal calls, and what may be said in a call can be said."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.chat.call_grammar import CallGrammarError, call_grammar
from model_runtime.chat.call_matcher import CallGrammarFailure, GrammarState, GrammarVocabulary
from model_runtime.chat.format import byte_chat_format
from tools.base import tool_spec
from tools.registry import create_tools
from vocabulary.messages import AssistantTurn, Message, ToolCall, ToolSpec

CHAT = byte_chat_format()
TOKENIZER = CHAT.tokenizer
OPEN, CLOSE, END = (TOKENIZER.control_id(name) for name in ("<tool_call>", "</tool_call>", "<|im_end|>"))
VOCABULARY = GrammarVocabulary(TOKENIZER, END)


def tool(name: str, required: Iterable[str] = (), **properties: Any) -> ToolSpec:
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return ToolSpec(name, "", schema)


REAL = [
    tool_spec(each) for each in create_tools(["bash", "str_replace_editor", "git_diff", "submit"], command_timeout_s=5)
]
POINT = {
    "type": "object",
    "properties": {"x": {"type": "integer"}, "label": {"type": "string"}, "kind": {"enum": ["a", "b"]}},
    "required": ["x"],
}
MADE = [
    tool("write", ["path", "text"], path={"type": "string"}, text={"type": "string"}, mode={"enum": ["new", "old"]}),
    tool("nothing"),
    tool(
        "numbers",
        ["count"],
        count={"type": "integer"},
        ratio={"type": "number"},
        flag={"type": "boolean"},
        line={"anyOf": [{"type": "integer"}, {"type": "null"}]},
        level={"enum": [1, 2, "high"]},
    ),
    tool(
        "nested",
        ["points"],
        points={"type": "array", "items": POINT},
        anything={"type": "object"},
        list={"type": "array"},
        one={"anyOf": [POINT, {"type": "null"}]},
        either={"type": ["integer", "string"]},
    ),
]


def start_of(tools: list[ToolSpec]) -> GrammarState:
    return VOCABULARY.compile(call_grammar(tools, open_call=OPEN, close_call=CLOSE))


STARTS = {"real": (REAL, start_of(REAL)), "made": (MADE, start_of(MADE))}


def is_allowed(state: GrammarState, token_id: int) -> bool:
    return bool(state.allowed[token_id >> 3] >> (token_id & 7) & 1)


def read(state: GrammarState, text: str) -> GrammarState | None:
    """The state behind ``text``, or None if the grammar does not let it be said."""
    for token_id in TOKENIZER.encode_control(text):
        if not is_allowed(state, token_id):
            return None
        state = state.after([token_id])
    return state


def parsed(text: str, tools: list[ToolSpec]) -> AssistantTurn:
    return CHAT.parse(TOKENIZER.encode_control(f"<tool_call>{text}<|im_end|>"), tools, thinking=False)


def said(name: str, *parameters: tuple[str, str]) -> str:
    body = "".join(f"<parameter={key}>\n{value}\n</parameter>\n" for key, value in parameters)
    return f"\n<function={name}>\n{body}</function>\n</tool_call>"


def is_complete(state: GrammarState | None) -> bool:
    return state is not None and is_allowed(state, END)


NAMES = [name for each in (*REAL, *MADE) for name in each.parameters["properties"]]
FRAGMENTS = st.sampled_from(
    [
        "</parameter>", "\n</parameter>", "\n</parameter>\n", "<parameter=", "\n<parameter=path>\n", "<parameter=path>",
        " \t<parameter=text>", "</function>", "\n</function>\n", "<function=bash>\n", "<function=write>", "<tool_call>",
        "</tool_call>", "<|im_end|>", "\n", " ", "\r\n", "\x1c", "\u3000", "a", "é", '"', "\\", "{", "}", "[", "]", ",", ":",
        "-1", "0", "1e9", "true", "null", "view", "high", "x", "</think>", "</param", " " * 16 + "<parameter=q>",
        *(f"<parameter={name}>\n" for name in NAMES), *(f"{each.name}>\n" for each in (*REAL, *MADE)),
    ]
)  # fmt: skip
WISHES = st.lists(st.one_of(FRAGMENTS, st.text(max_size=4)), max_size=40)
ENDINGS = ("<|im_end|>", "\n</parameter>\n", "</parameter>\n", "</parameter>", "</function>\n")
MARKS = (">", '"', "]", "}", ":", "0", "null", '"x"', *(f"<parameter={name}>\n" for name in NAMES))


def wilful(state: GrammarState, wishes: list[str], choice: st.DataObject) -> list[int]:
    """Tokens of a model that says what it wishes wherever it may, and in the end finds its way out."""
    ids: list[int] = []
    for wish in TOKENIZER.encode_control("".join(wishes)):
        allowed = [token_id for token_id in range(TOKENIZER.size) if is_allowed(state, token_id)]
        step = state.forced or ((wish,) if wish in allowed else (choice.draw(st.sampled_from(allowed)),))
        ids.extend(step)
        if END in step:
            return ids
        state = state.after(step)
    for turn in range(200):
        step = state.forced or way_out(state, turn)
        ids.extend(step)
        if END in step:
            return ids
        state = state.after(step)
    raise AssertionError(f"no way out of {CHAT.decode(ids)!r}")


def way_out(state: GrammarState, turn: int) -> tuple[int, ...]:
    """Something that leads on: the end of what is open, or in turn one of the marks that may come."""
    for endings in (ENDINGS, MARKS[turn % len(MARKS) :] + MARKS):
        ending = next((text for text in endings if read(state, text) is not None), None)
        if ending is not None:
            return tuple(TOKENIZER.encode_control(ending))
    visible_first = [*range(ord(" ") + 1, TOKENIZER.size), *range(ord(" ") + 1)]
    return (next(token_id for token_id in visible_first if is_allowed(state, token_id)),)


@pytest.mark.parametrize("name", STARTS)
@settings(max_examples=120, deadline=None)
@given(wishes=WISHES, choice=st.data())
def test_whatever_is_said_within_the_grammar_is_a_legal_call(
    name: str, wishes: list[str], choice: st.DataObject
) -> None:
    tools, start = STARTS[name]
    ids = wilful(start, wishes, choice)
    for thinking in (False, True):
        turn = CHAT.parse([OPEN, *ids], tools, thinking=thinking)
        assert turn.calls
        assert all(isinstance(call, ToolCall) for call in turn.calls), CHAT.decode(ids)
        assert len(turn.calls) == ids.count(CLOSE)
        assert turn.content == ""
        assert turn.reasoning == ""


LEAVES = st.sampled_from(
    [
        *({"type": kind} for kind in ("string", "integer", "number", "boolean", "null", "array", "object")),
        *({"enum": ["a", "b c"]}, {"enum": [1, 2.5, None, True]}, {"const": "x"}, {"const": 3}, {}, {"type": ["null", "number"]}),
    ]
)  # fmt: skip
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda item: {"type": "array", "items": item}, inner),
        st.builds(lambda one, other: {"anyOf": [one, other]}, inner, inner),
        st.builds(lambda one: {"allOf": [one]}, inner),
        st.builds(
            lambda one, other, needed: {"type": "object", "properties": {"x": one, "y": other}, "required": needed},
            *(inner, inner, st.sampled_from([[], ["y"], ["x", "y"]])),
        ),
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(
    properties=st.dictionaries(st.sampled_from(["path", "text", "count"]), SCHEMAS, max_size=3),
    wishes=st.lists(FRAGMENTS, max_size=15),
    choice=st.data(),
)
def test_whatever_the_schemas_what_is_said_is_a_legal_call(
    properties: dict[str, Any], wishes: list[str], choice: st.DataObject
) -> None:
    tools = [tool("a", list(properties)[:1], **properties)]
    ids = wilful(start_of(tools), wishes, choice)
    calls = CHAT.parse([OPEN, *ids], tools, thinking=False).calls
    assert calls
    assert all(isinstance(call, ToolCall) for call in calls), CHAT.decode(ids)


VALUES = {
    "closing tag in a line": 'echo "</parameter>" x',
    "closing tag before text": "cat\n</parameter> x\nfoo",
    "opening tag in a line": 'echo "<parameter=x>" x',
    "a pair on lines of its own": "a\n<tool>\n<parameter=x>\nb\n</parameter>\n  <parameter=y>z</parameter></function>\n",
    "a pair at once": "  <parameter=x>\nb\n</parameter>",
    "pairs in pairs": "<parameter=x>\n<parameter=y>\n</parameter></parameter> x",
    "a call as a string": r'print("<parameter=x>\n1\n</parameter>\n</function>")',
    "nothing": "",
    "newlines": "\n\nx\n\n",
    "other letters": "größer → \N{PILE OF POO}",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_text_can_hold_the_marks_of_the_form(value: str) -> None:
    text = said("bash", ("command", value))
    assert is_complete(read(STARTS["real"][1], text))
    assert parsed(text, REAL).calls == (ToolCall("bash", {"command": value}),)


@pytest.mark.parametrize(
    "text",
    [
        said("str_replace_editor", ("path", "/a"), ("command", "view")),
        said("str_replace_editor", ("command", "view"), ("path", "/a"), ("view_range", "[1, 5]")),
        said("bash", ("command", "x"), ("timeout", "7")),
        said("git_diff"),
        said("git_diff") + "\n<tool_call>" + said("submit", ("summary", "Done.")),
        "\n<function=bash>\n<parameter=command>\n</parameter>\n</function>\n</tool_call>",
    ],
)
def test_legal_calls_can_be_said(text: str) -> None:
    assert is_complete(read(STARTS["real"][1], text))
    assert all(isinstance(call, ToolCall) for call in parsed(text, REAL).calls)


@pytest.mark.parametrize(
    "text",
    [
        said("fly"),
        said("bash"),
        said("str_replace_editor", ("command", "view")),
        said("str_replace_editor", ("command", "view"), ("command", "view")),
        said("str_replace_editor", ("command", "see"), ("path", "/a")),
        said("bash", ("command", "x"), ("timeout", "soon")),
        said("bash", ("command", "x"), ("colour", "red")),
        said("bash", ("command", "a\n<parameter=x>\nb")),
        said("bash", ("command", "<tool_call>")),
        said("git_diff") + "\nThat was it.",
        said("git_diff").removesuffix("</tool_call>") + "<|im_end|>",
    ],
)
def test_what_is_no_legal_call_cannot_be_said(text: str) -> None:
    assert not is_complete(read(STARTS["real"][1], text))


def test_what_the_form_leaves_no_choice_about_is_forced() -> None:
    start = STARTS["real"][1]
    assert CHAT.decode(start.forced) == "\n<function="
    state = read(start, said("bash").removesuffix("</function>\n</tool_call>"))
    assert state is None or CHAT.decode(state.forced).startswith("<parameter=")
    behind_name = read(start, "\n<function=b")
    assert behind_name is not None
    assert CHAT.decode(behind_name.forced) == "ash>\n<parameter=command>\n"[: len(behind_name.forced)]


def test_a_state_can_be_asked_again_after_it_was_left() -> None:
    start = STARTS["real"][1]
    before = (start.allowed, start.forced)
    one, other = read(start, "\n<function=bash>\n"), read(start, "\n<function=git_diff>\n")
    assert one is not None
    assert other is not None
    assert one.forced != other.forced
    assert (start.allowed, start.forced) == before


def test_a_token_that_may_not_come_is_an_error() -> None:
    with pytest.raises(CallGrammarFailure):
        STARTS["real"][1].after([END])


@pytest.mark.parametrize(
    "tools", [[], [tool("a b>")], [tool("a", **{"two\nlines": {}})], [tool("a", **{f"p{k}": {} for k in range(65)})]]
)
def test_tools_that_the_form_cannot_hold_are_refused(tools: list[ToolSpec]) -> None:
    with pytest.raises(CallGrammarError):
        call_grammar(tools, open_call=OPEN, close_call=CLOSE)


def test_turns_as_the_template_renders_them_keep_to_the_grammar() -> None:
    calls = (
        ToolCall("bash", {"command": "ls\n", "timeout": 5}),
        ToolCall("str_replace_editor", {"command": "view", "path": "/a", "view_range": [1, 2]}),
    )
    ids = CHAT.encode_turn(Message("assistant", "Look.", None, calls), thinking=False)
    state: GrammarState = STARTS["real"][1]
    for token_id in ids[ids.index(OPEN) + 1 : -1]:
        assert is_allowed(state, token_id)
        state = state.after([token_id])
    assert is_complete(state)


def test_threads_can_begin_at_one_start_at_once() -> None:
    start = start_of(REAL)
    text = said("bash", ("command", "x = [\n  1,\n]" * 20), ("timeout", "7"))
    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(lambda _: read(start, text), range(24)))
    assert all(map(is_complete, ends))

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from pydantic import BaseModel, ConfigDict, Field

from agent.execution import execute, identity
from sandboxes.base import Sandbox
from sandboxes.errors import SandboxFileError
from tools.base import Observation, ToolError
from vocabulary.messages import MalformedCall, ToolCall


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    word: str
    count: int = Field(default=1, ge=1)


class Echo:
    """Says a word; words that start with ! fail in one way or another."""

    name: ClassVar[str] = "echo"
    description: ClassVar[str] = "Say a word."
    Arguments: ClassVar[type[BaseModel]] = _Arguments

    def run(self, arguments: Any, sandbox: Sandbox) -> Observation:
        if arguments.word == "!tool":
            raise ToolError("no such word")
        if arguments.word == "!file":
            raise SandboxFileError("no such file")
        return Observation(arguments.word * arguments.count)


def told(call: ToolCall | MalformedCall) -> Observation:
    sandbox: Any = None
    return execute(call, {"echo": Echo()}, sandbox)


def test_a_call_is_carried_out() -> None:
    assert told(ToolCall("echo", {"word": "hi", "count": 2})) == Observation("hihi")


@pytest.mark.parametrize(("word", "text"), [("!tool", "no such word"), ("!file", "no such file")])
def test_what_a_tool_refuses_is_told(word: str, text: str) -> None:
    assert told(ToolCall("echo", {"word": word})) == Observation(text, is_error=True)


def test_an_unknown_tool_is_told_with_those_there_are() -> None:
    assert told(ToolCall("cat", {})).text == "There is no tool 'cat'. The tools are: echo."


def test_a_call_that_could_not_be_read_is_answered_with_its_message() -> None:
    assert told(MalformedCall("unclosed", "The call is not closed.", "<tool_call>")).text == "The call is not closed."


def test_each_wrong_argument_is_told_in_one_line() -> None:
    observation = told(ToolCall("echo", {"count": 0, "extra": "x"}))
    *lines, last = observation.text.splitlines()
    assert observation.is_error
    assert "not run" in last
    assert sorted(line.split(":")[1].strip() for line in lines) == ["count", "extra", "word"]


def test_equal_calls_have_one_identity() -> None:
    assert identity(ToolCall("echo", {"a": 1, "b": 2})) == identity(ToolCall("echo", {"b": 2, "a": 1}))
    assert identity(ToolCall("echo", {"a": 1})) != identity(ToolCall("echo", {"a": 2}))

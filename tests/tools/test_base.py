"""Tools as the prompt shows them, the table of tools, and ``submit``."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from sandboxes.memory import MemorySandbox
from tools.base import tool_spec
from tools.bash import Bash
from tools.git_diff import GitDiff
from tools.registry import create_tools
from tools.str_replace_editor import StrReplaceEditor
from tools.submit import Submit, SubmitArguments

NAMES = ("bash", "str_replace_editor", "git_diff", "submit")


def test_tools_come_in_the_order_asked_for_and_fresh() -> None:
    first, second = (create_tools(NAMES, command_timeout_s=60) for _ in range(2))
    assert tuple(tool.name for tool in first) == NAMES
    assert all(a is not b for a, b in zip(first, second, strict=True))
    assert [type(tool) for tool in first] == [Bash, StrReplaceEditor, GitDiff, Submit]
    with pytest.raises(KeyError):
        create_tools(["bash", "browser"], command_timeout_s=60)


@pytest.mark.parametrize("name", NAMES)
def test_a_tool_is_shown_by_a_plain_schema(name: str) -> None:
    spec = tool_spec(create_tools([name], command_timeout_s=60)[0])
    assert spec.name == name
    assert spec.parameters["type"] == "object"
    text = json.dumps(spec.envelope())
    for decoration in ('"title"', '"anyOf"', '"null"', '"default"', '"$defs"'):
        assert decoration not in text
    for prop in spec.parameters["properties"].values():
        assert prop["type"] in ("string", "integer", "array")
        assert prop["description"]


def test_the_schema_tells_what_is_needed() -> None:
    bash = tool_spec(Bash).parameters
    assert bash["required"] == ["command"]
    assert (bash["properties"]["timeout"]["minimum"], bash["properties"]["timeout"]["maximum"]) == (1, 3600)
    editor = tool_spec(StrReplaceEditor).parameters
    assert editor["required"] == ["command", "path"]
    assert editor["properties"]["command"]["enum"] == ["view", "create", "str_replace", "insert", "undo_edit"]
    assert editor["properties"]["view_range"] == {
        "type": "array",
        "items": {"type": "integer"},
        "description": "view: first and last line to show; -1 as the last means the end of the file.",
    }
    assert "required" not in tool_spec(Submit).parameters


@pytest.mark.parametrize("name", NAMES)
def test_in_brief_only_the_first_sentence_and_the_types_are_left(name: str) -> None:
    tool = create_tools([name], command_timeout_s=60)[0]
    whole, brief = tool_spec(tool), tool_spec(tool, brief=True)
    assert brief.description == whole.description.split("\n")[0]
    assert "\n" not in brief.description
    for key, prop in whole.parameters["properties"].items():
        assert brief.parameters["properties"][key] == {k: v for k, v in prop.items() if k != "description"}


def test_submit_ends_the_run() -> None:
    observation = Submit().run(SubmitArguments(summary="done"), MemorySandbox({}))
    assert (observation.text, observation.ends_run, observation.is_error) == ("Submitted.", True, False)
    assert Submit().run(SubmitArguments(), MemorySandbox({})).ends_run
    with pytest.raises(ValidationError):
        SubmitArguments.model_validate({"summary": "done", "status": "ok"})

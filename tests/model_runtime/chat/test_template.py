from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model_runtime.chat.template import ChatTemplate, ChatTemplateError, load_chat_template, published_template
from vocabulary.messages import Message, ToolCall, ToolSpec

DATA = Path(__file__).parents[2] / "data"
GOLDENS = sorted((DATA / "prompt_goldens").glob("*.json"))


@pytest.fixture(scope="module")
def template() -> ChatTemplate:
    return published_template()


def test_shipped_template_is_the_published_one(template: ChatTemplate) -> None:
    assert template.source.encode() == (DATA / "qwen3_6_chat_template.jinja").read_bytes()


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_golden_is_reproduced_byte_for_byte(template: ChatTemplate, path: Path) -> None:
    golden = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode()
    assert text == golden["expected"]
    try:
        rendered = template.render(
            golden["messages"], add_generation_prompt=golden["add_generation_prompt"], **golden["kwargs"]
        )
    except Exception as error:  # the golden names the type
        rendered = f"EXCEPTION {type(error).__name__}: {error}"
    assert rendered == text


def test_all_goldens_are_there() -> None:
    assert len(GOLDENS) == 20


def test_our_values_render_as_the_mappings_do(template: ChatTemplate) -> None:
    golden = json.loads((DATA / "prompt_goldens" / "08_after_preserve.json").read_text(encoding="utf-8"))
    function = golden["kwargs"]["tools"][0]["function"]
    rendered = template.render(
        [_message(mapping) for mapping in golden["messages"]],
        [ToolSpec(function["name"], function["description"], function["parameters"])],
        preserve_thinking=True,
    )
    assert rendered == golden["expected"]


def _message(mapping: dict[str, Any]) -> Message:
    calls = [entry["function"] for entry in mapping.get("tool_calls", ())]
    return Message(
        mapping["role"],
        mapping["content"],
        mapping.get("reasoning_content"),
        tuple(ToolCall(call["name"], call["arguments"]) for call in calls),
    )


def test_template_file_wins_over_the_tokenizer_configuration(tmp_path: Path) -> None:
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"chat_template": "from the configuration"}))
    assert load_chat_template(tmp_path).render([]) == "from the configuration"
    (tmp_path / "chat_template.jinja").write_text("from the file")
    assert load_chat_template(tmp_path).render([]) == "from the file"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "has no chat template"),
        ({"tokenizer_config.json": "{"}, "cannot be read"),
        ({"tokenizer_config.json": "[]"}, "has no chat template"),
        ({"chat_template.jinja": "{% if %}"}, "not valid Jinja"),
    ],
)
def test_folder_without_a_usable_template_is_refused_in_one_line(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(ChatTemplateError, match=said) as caught:
        load_chat_template(tmp_path)
    assert "\n" not in str(caught.value)


def test_template_cannot_reach_the_interpreter() -> None:
    with pytest.raises(Exception, match="unsafe"):
        ChatTemplate("{{ ''.__class__.__mro__[1].__subclasses__() }}").render([])

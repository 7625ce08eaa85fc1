"""Renders a checkpoint's own chat template, a Jinja program, as transformers does: messages in, text out.

The program comes with the weights and is not trusted: it runs in Jinja's immutable sandbox. Text from outside is not
told from structure here; ``held_out.py`` does that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vocabulary.messages import Message, ToolSpec


class ChatTemplateError(ValueError):
    """The folder's chat template is absent or cannot be used. The message is one line."""


class Verbatim(str):
    """A string that ``tojson`` prints as it is, without quotes: JSON text that was made elsewhere."""

    __slots__ = ()


class ChatTemplate:
    """A compiled chat template. Immutable."""

    def __init__(self, source: str) -> None:
        """Compile ``source``.

        Raises:
            ChatTemplateError: it is not valid Jinja.
        """
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.filters["tojson"] = _to_json
        environment.globals["raise_exception"] = _raise_exception
        try:
            self._template = environment.from_string(source)
        except TemplateSyntaxError as error:
            raise ChatTemplateError(f"the chat template is not valid Jinja: {error}") from error
        self.source = source

    def render(
        self,
        messages: Sequence[Message | Mapping[str, Any]],
        tools: Sequence[ToolSpec | Mapping[str, Any] | str] | None = None,
        *,
        add_generation_prompt: bool = True,
        **variables: Any,
    ) -> str:
        """The text of a conversation.

        Args:
            messages: values of ours, or mappings in the form of OpenAI's API (passed to the program as they are).
            tools: likewise.
            add_generation_prompt: end with the opening of the model's turn.
            **variables: of the program, ``enable_thinking`` and ``preserve_thinking`` among them.

        Raises:
            jinja2.TemplateError: what the program itself refuses (a late system message, no user message).
            TypeError: call arguments that are no mapping.
        """
        return self._template.render(
            messages=[message_mapping(m) if isinstance(m, Message) else m for m in messages],
            tools=None if tools is None else [t.envelope() if isinstance(t, ToolSpec) else t for t in tools],
            add_generation_prompt=add_generation_prompt,
            **variables,
        )


def message_mapping(message: Message) -> dict[str, Any]:
    """A message in the form that the template reads; a reasoning of None leaves the key out."""
    mapping: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.parts:
        mapping["content"] = [
            {"type": "text", "text": part} if isinstance(part, str) else {"type": part.kind} for part in message.parts
        ]
    if message.reasoning is not None:
        mapping["reasoning_content"] = message.reasoning
    if message.tool_calls:
        mapping["tool_calls"] = [
            {"type": "function", "function": {"name": call.name, "arguments": dict(call.arguments)}}
            for call in message.tool_calls
        ]
    return mapping


def load_chat_template(folder: Path) -> ChatTemplate:
    """The template of a checkpoint folder: ``chat_template.jinja``, or else an entry of ``tokenizer_config.json``.

    Raises:
        ChatTemplateError: neither is there, or it is not valid.
    """
    try:
        return ChatTemplate((folder / "chat_template.jinja").read_text(encoding="utf-8"))
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        raise ChatTemplateError(f"{folder / 'chat_template.jinja'} cannot be read: {error}") from error
    path = folder / "tokenizer_config.json"
    try:
        configuration = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        configuration = {}
    except (OSError, ValueError) as error:
        raise ChatTemplateError(f"{path} cannot be read: {error}") from error
    source = configuration.get("chat_template") if isinstance(configuration, dict) else None
    if not isinstance(source, str):
        raise ChatTemplateError(f"{folder} has no chat template (chat_template.jinja, or in tokenizer_config.json)")
    return ChatTemplate(source)


def published_template() -> ChatTemplate:
    """The template published with Qwen3.6, which every checkpoint of ours carries too."""
    source = resources.files("model_runtime.chat").joinpath("qwen3_6_chat_template.jinja")
    return ChatTemplate(source.read_text(encoding="utf-8"))


def _to_json(value: Any, ensure_ascii: bool = False, indent: int | None = None, sort_keys: bool = False) -> str:
    """JSON as in training: no HTML escaping, the order of the keys kept."""
    if isinstance(value, Verbatim):
        return str(value)
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, sort_keys=sort_keys)


def _raise_exception(message: str) -> NoReturn:
    raise TemplateError(message)

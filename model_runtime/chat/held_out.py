"""Keeps text from outside apart from structure while a template is rendered, and encodes the two apart.

Each outside text goes through the template as a marker with a fresh random part. Control tokens are looked for in the
marked rendering, where only the template's own text stands; then the texts go back in and are encoded as plain text.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from typing import Any

from model_runtime.chat.template import Verbatim, message_mapping
from model_runtime.tokenizer import Tokenizer
from vocabulary.messages import Image, Message, ToolCall, ToolSpec


class HeldOut:
    """The texts held out of one rendering."""

    def __init__(self) -> None:
        nonce = secrets.token_hex(16)
        self._marker = f"held-{nonce}-%d."
        self._pattern = re.compile(rf"held-{nonce}-(\d+)\.")
        self._texts: list[str] = []

    def hold(self, text: str) -> str:
        """The marker to render in place of ``text``; empty text stays empty, because templates ask for that."""
        if not text:
            return ""
        self._texts.append(text)
        return self._marker % (len(self._texts) - 1)

    def message(self, message: Message) -> dict[str, Any]:
        """The message as the template takes it, all its texts held out; trimmed, as the template would do."""
        reasoning = message.reasoning
        return message_mapping(
            Message(
                message.role,
                self.hold(message.content.strip()),
                None if reasoning is None else self.hold(reasoning.strip()),
                tuple(self._call(call) for call in message.tool_calls),
                self._parts(message.parts),
            )
        )

    def _parts(self, parts: tuple[str | Image, ...]) -> tuple[str | Image, ...]:
        """All texts held out, the message trimmed at both ends."""
        last, held = len(parts) - 1, list[str | Image]()
        for index, part in enumerate(parts):
            if isinstance(part, str):
                text = part if index else part.lstrip()
                held.append(self.hold(text if index < last else text.rstrip()))
            else:
                held.append(part)
        return tuple(held)

    def _call(self, call: ToolCall) -> ToolCall:
        arguments = {self.hold(name): self.hold(_printed(value)) for name, value in call.arguments.items()}
        return ToolCall(self.hold(call.name), arguments)

    def tools(self, tools: Sequence[ToolSpec]) -> list[str] | None:
        """The tools as the template takes them; each one's JSON is a held-out text."""
        return [Verbatim(self.hold(json.dumps(tool.envelope(), ensure_ascii=False))) for tool in tools] or None

    def encode(self, rendered: str, tokenizer: Tokenizer) -> list[int]:
        """Ids of the marked rendering, texts put back.

        A run between two control tokens is encoded whole, so that its ids are those of the text as the model has
        learned it, also where the template's text and a held-out text touch.
        """
        ids: list[int] = []
        for index, part in enumerate(tokenizer.control_pattern.split(rendered)):
            if index % 2:
                ids.append(tokenizer.control_ids[part])
            elif part:
                ids.extend(tokenizer.encode_plain(self._pattern.sub(self._text, part)))
        return ids

    def _text(self, marker: re.Match[str]) -> str:
        return self._texts[int(marker[1])]


def _printed(value: Any) -> str:
    """An argument's value as the template prints it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

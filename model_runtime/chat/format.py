"""The chat format of the Qwen3.6 family: messages to token ids, sampled ids to a turn.

What the model has sampled is never rendered again: a finished turn is bridged to the next opening by new ids alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from jinja2.exceptions import TemplateError

from model_runtime.byte_tokenizer import byte_specification
from model_runtime.chat.calls import cut_bare_call, read_calls
from model_runtime.chat.held_out import HeldOut
from model_runtime.chat.reply_rules import ReplyRules
from model_runtime.chat.template import ChatTemplate, ChatTemplateError, load_chat_template, published_template
from model_runtime.chat.turn import ControlIds, EndedBy, cut_turn
from model_runtime.tokenizer import Tokenizer, load_tokenizer
from model_runtime.vision.placeholders import frame_label
from vocabulary.messages import AssistantTurn, Image, MalformedCall, Message, ToolCall, ToolSpec
from vocabulary.reply import ReplyControls, ReplyRule

_END_OF_TURN = "<|im_end|>"
_CLOSE_OF_THOUGHT = "\n</think>\n\n"
IMAGE_PAD: Final = "<|image_pad|>"
VIDEO_PAD: Final = "<|video_pad|>"


class ImageReader(Protocol):
    """What a chat format needs to show images; ``model_runtime.vision.sight.ImageRules`` is one."""

    def read(self, content: bytes) -> Image:
        """Check an image file; a ``ValueError`` says why it cannot be shown."""

    def read_video(self, files: Sequence[bytes], pictures_per_s: float) -> list[tuple[float, bytes]]:
        """Cut a video into moments; a ``ValueError`` says why it cannot be shown."""


class QwenChatFormat:
    """Messages to token ids and back, by a checkpoint's own template and tokenizer. It keeps no conversation."""

    def __init__(self, tokenizer: Tokenizer, template: ChatTemplate, images: ImageReader | None = None) -> None:
        """Join the two; with ``images``, messages can show some.

        Raises:
            TokenizerError: the tokenizer lacks a control token of the family.
        """
        self.tokenizer = tokenizer
        self.template = template
        self._control = ControlIds.of(tokenizer)
        self._rules = ReplyRules(tokenizer, self._control)
        self._images = images
        self._pads = [tokenizer.control_ids[name] for name in (IMAGE_PAD, VIDEO_PAD) if name in tokenizer.control_ids]

    @property
    def stop_token_ids(self) -> frozenset[int]:
        """The ids that end a turn: ``<|im_end|>`` and ``<|endoftext|>``."""
        return self._control.stop

    @property
    def thought_end_token_ids(self) -> frozenset[int]:
        """The ids that end a thought, or may: of its closing tag, of a call, of a turn's end."""
        return self._control.stop | {self._control.close_thought, self._control.open_call}

    @property
    def reads_images(self) -> bool:
        """Whether messages can show images."""
        return self._images is not None and bool(self._pads)

    def read_image(self, content: bytes) -> Image:
        """Check an image file, which a stranger may have made.

        Raises:
            ValueError: it cannot be shown to this model; one line that says why.
        """
        if self._images is None:
            raise ValueError("this model reads text only")
        return self._images.read(content)

    def read_video(self, files: Sequence[bytes], pictures_per_s: float) -> list[tuple[str, bytes]]:
        """Cut a video into moments: the text that names the time of each, and a file for ``read_image``.

        Args:
            files: one animation, or image files in their order.
            pictures_per_s: of image files.

        Raises:
            ValueError: it cannot be shown to this model; one line that says why.
        """
        if self._images is None:
            raise ValueError("this model reads text only")
        moments = self._images.read_video(files, pictures_per_s)
        return [(frame_label(time_s), content) for time_s, content in moments]

    def image_places(self, token_ids: Sequence[int]) -> list[int]:
        """Where in ids that ``open`` or ``bridge`` gave the images begin, moments of videos among them."""
        before = (None, *token_ids)
        return [
            place for place, token_id in enumerate(token_ids) if token_id in self._pads and before[place] != token_id
        ]

    def open(self, messages: Sequence[Message], tools: Sequence[ToolSpec], *, thinking: bool) -> list[int]:
        """Ids of a whole prompt, up to the opening of the model's turn.

        Raises:
            jinja2.TemplateError: the template refuses the messages (no user message, a late system message).
        """
        held = HeldOut()
        rendered = self.template.render(
            [held.message(message) for message in messages],
            held.tools(tools),
            enable_thinking=thinking,
            preserve_thinking=True,
        )
        return self._expanded(held.encode(rendered, self.tokenizer), messages)

    def bridge(self, sampled: Sequence[int], messages: Sequence[Message], *, thinking: bool) -> list[int]:
        """Ids to append after the turn ``sampled``: its missing end, ``messages``, and the next opening.

        A turn that ended with ``<|endoftext|>`` is closed too: the template knows no other end than ``<|im_end|>``.

        Raises:
            ValueError: a message that is neither a tool's nor the user's.
        """
        strange = [message.role for message in messages if message.role not in ("tool", "user")]
        if strange:
            raise ValueError(f"a message of role {strange[0]!r} cannot follow a turn of the model")
        held = HeldOut()
        query, turn = held.hold("query"), held.hold("turn")
        rendered = self.template.render(
            [
                {"role": "user", "content": query},
                {"role": "assistant", "content": turn, "reasoning_content": ""},
                *(held.message(message) for message in messages),
            ],
            enable_thinking=thinking,
            preserve_thinking=True,
        )
        tail = rendered.partition(turn)[2]
        if sampled and sampled[-1] == self._control.end_of_turn:
            tail = tail.removeprefix(_END_OF_TURN)
        elif cut_turn(sampled, self.tokenizer, self._control, thinking=thinking).thought_is_open:
            tail = _CLOSE_OF_THOUGHT + tail
        return self._expanded(held.encode(tail, self.tokenizer), messages)

    def _expanded(self, token_ids: list[int], messages: Sequence[Message]) -> list[int]:
        """The ids with as many placeholders for each image as it has tokens; the template writes one."""
        images = [image for message in messages for image in message.images]
        if not images:
            return token_ids
        places = self.image_places(token_ids)
        if not self.reads_images or len(places) != len(images):
            raise ValueError(f"the chat template shows {len(places)} of {len(images)} images")
        expanded, begin = list[int](), 0
        for place, image in zip(places, images, strict=True):
            expanded += token_ids[begin:place] + [token_ids[place]] * image.token_count
            begin = place + 1
        return expanded + token_ids[begin:]

    def parse(self, sampled: Sequence[int], tools: Sequence[ToolSpec], *, thinking: bool) -> AssistantTurn:
        """The turn that the sampled ids say; ``thinking`` as in the call that opened it. Never raises on any ids."""
        shape = cut_turn(sampled, self.tokenizer, self._control, thinking=thinking)
        by_name = {tool.name: tool for tool in tools}
        thoughts: list[str] = []
        contents: list[str] = []
        calls: list[ToolCall | MalformedCall] = []
        for segment in shape.segments:
            text = self.tokenizer.decode(sampled[segment.start : segment.stop])
            if segment.kind == "thought":
                thoughts.append(text)
            elif segment.kind == "content":
                contents.extend(_take_bare_calls(text, by_name, segment.ended_by, calls))
            elif text.strip() or segment.ended_by != "next_call":
                calls.extend(read_calls(text, by_name, segment.ended_by))
        return AssistantTurn(
            reasoning=_joined(thoughts),
            content=_joined(contents),
            calls=tuple(calls),
            finish=shape.ended_by,
            thinking_closed=not shape.thought_is_open,
        )

    def reply_rule(self, controls: ReplyControls) -> ReplyRule | None:
        """What a new turn is held to; None if nothing is asked for. The first grammar takes about a second.

        Raises:
            CallGrammarError: the tools cannot be written as a grammar.
        """
        return self._rules.of(controls)

    def decode(self, token_ids: Sequence[int]) -> str:
        """Text of ids, control tokens included."""
        return self.tokenizer.decode(token_ids)

    def thinking_token_count(self, sampled: Sequence[int], *, thinking: bool) -> int:
        """How many of the sampled ids belong to the thought, its closing tag included."""
        return cut_turn(sampled, self.tokenizer, self._control, thinking=thinking).thinking_tokens

    def thought_start(self, opening: Sequence[int]) -> int:
        """Where the last ``<think>`` of ids stands that end by opening a turn, open or closed at once."""
        return len(opening) - 1 - list(reversed(opening)).index(self._control.open_thought)

    def past_turn(self, sampled: Sequence[int], glue: Sequence[int], *, thinking: bool) -> list[int]:
        """A turn and the bridge behind it, as the template shows them once thoughts are not kept.

        What follows the thought keeps its ids but for whitespace that leads it.
        """
        whole = [*sampled, *glue]
        end = whole.index(self._control.end_of_turn)
        return [*self._without_thought(whole[:end], thinking=thinking), *whole[end:]]

    def _without_thought(self, sampled: list[int], *, thinking: bool) -> list[int]:
        shape = cut_turn(sampled, self.tokenizer, self._control, thinking=thinking)
        kept: list[int] = []
        position = 0
        for segment in (each for each in shape.segments if each.kind == "thought"):
            tag_before = segment.start > 0 and sampled[segment.start - 1] == self._control.open_thought
            kept.extend(sampled[position : segment.start - tag_before])
            position = segment.stop + (segment.ended_by == "closer")
        return self._trimmed([*kept, *sampled[position:]])

    def _trimmed(self, token_ids: list[int]) -> list[int]:
        for index, token_id in enumerate(token_ids):
            piece = self.tokenizer.token_bytes(token_id)
            if not piece.strip():
                continue
            text = piece.decode("utf-8", "replace")
            whole = text == text.lstrip() or "\ufffd" in text
            return [*([token_id] if whole else self.tokenizer.encode_plain(text.lstrip())), *token_ids[index + 1 :]]
        return []

    def encode_turn(self, message: Message, *, thinking: bool) -> list[int]:
        """Ids that a model would sample to say ``message``, ``<|im_end|>`` included; for training and scripts.

        Raises:
            ValueError: a reasoning without thinking.
        """
        held = HeldOut()
        query = {"role": "user", "content": held.hold("query")}
        opening = self.template.render([query], enable_thinking=thinking)
        whole = self.template.render(
            [query, held.message(message)], add_generation_prompt=False, preserve_thinking=True
        )
        if not whole.startswith(opening):
            raise ValueError("a turn without thinking has no reasoning")
        return held.encode(whole.removeprefix(opening).removesuffix("\n"), self.tokenizer)

    def encode_output(self, text: str) -> list[int]:
        """Ids of a model's output given as text of ours, in which the names of control tokens are control tokens."""
        return self.tokenizer.encode_control(text)

    def end_of_thought(self, token_ids: Sequence[int]) -> int | None:
        """The id that ends a thought, if it is among ``token_ids``."""
        return self._control.close_thought if self._control.close_thought in token_ids else None

    def opens_thought(self, prompt: Sequence[int]) -> bool:
        """Whether a prompt ends inside the thought; its last few ids are enough."""
        return self.decode(prompt[-8:]).rstrip().endswith("<think>")


def byte_chat_format() -> QwenChatFormat:
    """The published template over the byte tokenizer, without a folder: for scripted models and for tests."""
    return QwenChatFormat(Tokenizer(byte_specification()), published_template())


def load_chat_format(folder: Path, images: ImageReader | None = None) -> QwenChatFormat:
    """The chat format of a checkpoint folder; with ``images``, one whose messages can show some.

    Raises:
        TokenizerError: the tokenizer is absent, unreadable or of another family.
        ChatTemplateError: the template is absent or unreadable, or does not render turns as this family's does.
    """
    chat = QwenChatFormat(load_tokenizer(folder), load_chat_template(folder), images)
    try:
        fits = _fits(chat, thinking=True) and _fits(chat, thinking=False)
    except (TemplateError, TypeError, ValueError) as error:
        raise ChatTemplateError(f"the chat template in {folder} fails: {error}") from error
    if not fits:
        raise ChatTemplateError(f"the chat template in {folder} is not of the Qwen3.6 form")
    return chat


def _fits(chat: QwenChatFormat, *, thinking: bool) -> bool:
    """Whether opening, turn and bridge say together what the template renders."""
    tools = [ToolSpec("look", "Look.", {"type": "object", "properties": {"path": {"type": "string"}}})]
    opening = [Message("system", "Be brief."), Message("user", "Look around.")]
    turn = Message("assistant", "Yes.", "A thought." if thinking else "", (ToolCall("look", {"path": "a\nb"}),))
    results = [Message("tool", "one"), Message("tool", "two"), Message("user", "Go on.")]
    sampled = chat.encode_turn(turn, thinking=thinking)
    ids = chat.open(opening, tools, thinking=thinking) + sampled + chat.bridge(sampled, results, thinking=thinking)
    rendered = chat.template.render([*opening, turn, *results], tools, enable_thinking=thinking, preserve_thinking=True)
    return chat.decode(ids) == rendered and chat.parse(sampled, tools, thinking=thinking).calls == turn.tool_calls


def _take_bare_calls(
    content: str, tools: dict[str, ToolSpec], ended_by: EndedBy, calls: list[ToolCall | MalformedCall]
) -> list[str]:
    """Content without the calls that lack their ``<tool_call>``; these go to ``calls``."""
    cut = cut_bare_call(content, tools)
    if cut is None:
        return [content]
    before, body, after = cut
    calls.extend(read_calls(body, tools, ended_by))
    return [before, after]


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(stripped for part in parts if (stripped := part.strip()))

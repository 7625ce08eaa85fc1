"""The token log of one conversation, and the views of it: messages, turns, usage.

The log is the truth and only grows, unless past thoughts are not to be kept or a summary takes its place: nothing in it
is ever re-rendered or repaired. It knows no model and no tensors; a chat format given to it turns messages into ids and ids
into turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from agent.model import ChatFormat
from agent.replies import ReplySettings
from agent.thoughts import ThoughtRules, ThoughtWatch
from vocabulary.messages import AssistantTurn, Message, PlacedImage, ToolCall, ToolSpec, Usage
from vocabulary.reply import DrawnToken, ReplyControls, ReplyRule

Origin = Literal["prompt", "glue", "sampled", "forced"]
"""Where a token comes from: first prompt, what stands between turns, the model, or a rule inside the model's turn."""


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` to ``stop`` (exclusive) of the log, all of one origin."""

    origin: Origin
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class LoggedTurn:
    """A turn of the model: its place in the log, what it says, what it cost (forced tokens count as sampled)."""

    start: int
    stop: int
    turn: AssistantTurn
    usage: Usage


@dataclass(frozen=True, slots=True)
class Prompt:
    """The first messages and the ids that say them."""

    messages: tuple[Message, ...]
    token_ids: tuple[int, ...]


class Conversation:
    """A sequence of (token id, origin) that only grows, unless it is cut back to its opening. Made by ``open``."""

    def __init__(self, chat: ChatFormat, tools: Sequence[ToolSpec], *, thinking: bool) -> None:
        self._chat = chat
        self._tools = tuple(tools)
        self._thinking = thinking
        self._ids: list[int] = []
        self._spans: list[Span] = []
        self._turns: list[LoggedTurn] = []
        self._messages: list[Message] = []
        self._images: list[PlacedImage] = []  # by their places in the log
        self._open_turn: LoggedTurn | None = None
        self._computed_from = 0  # first token that the model had not seen before the open turn
        self._turn_start = 0
        self._forgotten_turns = 0  # turns whose thoughts have left the log
        self._thought_border = 0
        self._opening_tokens = 0
        self._forgotten_tokens = 0

    @classmethod
    def open(
        cls, chat: ChatFormat, messages: Sequence[Message], tools: Sequence[ToolSpec], *, thinking: bool
    ) -> Conversation:
        """Start with system and user messages; the model's first turn is open afterwards."""
        ids = chat.open(messages, tools, thinking=thinking)
        return cls.reopen(chat, tools, Prompt(tuple(messages), tuple(ids)), thinking=thinking)

    @classmethod
    def reopen(cls, chat: ChatFormat, tools: Sequence[ToolSpec], prompt: Prompt, *, thinking: bool) -> Conversation:
        """As ``open``, with ids that were rendered before."""
        conversation = cls(chat, tools, thinking=thinking)
        conversation._append_images(prompt.token_ids, prompt.messages)
        conversation._append(prompt.token_ids, "prompt")
        conversation._messages.extend(prompt.messages)
        conversation._turn_start = len(conversation._ids)
        conversation._thought_border = chat.thought_start(conversation._ids)
        ends = [index for index, token_id in enumerate(prompt.token_ids) if token_id in chat.stop_token_ids]
        conversation._opening_tokens = ends[-1] + 1
        return conversation

    def append_sampled(self, token_ids: Sequence[int]) -> AssistantTurn:
        """Append what the model sampled, kept as it is; gives the whole turn so far (parsed anew at each call)."""
        self._append(token_ids, "sampled")
        return self._read_open_turn().turn

    def append_reply(self, tokens: Sequence[DrawnToken]) -> AssistantTurn:
        """Append a reply, each token with its own origin; gives the whole turn so far."""
        for forced, run in groupby(tokens, key=lambda token: token.forced):
            self._append([token.token_id for token in run], "forced" if forced else "sampled")
        return self._read_open_turn().turn

    def append_forced(self, token_ids: Sequence[int]) -> None:
        """Append ids that we put into the model's turn, such as the end of a thought that took too long."""
        self._append(token_ids, "forced")

    def bridge(self, messages: Sequence[Message]) -> list[int]:
        """End the model's turn, append ``messages`` (of role ``tool`` or ``user``) and open the next turn.

        Returns:
            The ids that were appended: all that a session has to be extended by.
        """
        glue = self.glue(messages)
        self.rejoin(messages, glue)
        return glue

    def glue(self, messages: Sequence[Message]) -> list[int]:
        """The ids that ``bridge`` would append."""
        return self._chat.bridge(self._ids[self._turn_start :], messages, thinking=self._thinking)

    def rejoin(self, messages: Sequence[Message], glue: Sequence[int]) -> None:
        """As ``bridge``, with ids that were rendered before."""
        ended = self._read_open_turn()
        self._turns.append(ended)
        self._messages.extend((_message(ended.turn), *messages))
        self._computed_from = len(self._ids)
        self._append_images(glue, messages)
        self._append(glue, "glue")
        self._turn_start = len(self._ids)
        self._open_turn = None

    def glue_behind_opening(self, message: Message) -> list[int]:
        """The ids that say a user message behind the opening and open the next turn."""
        return self._chat.bridge(self._ids[: self._opening_tokens], [message], thinking=self._thinking)

    def restart(self, message: Message, glue: Sequence[int]) -> None:
        """Put the opening and ``message`` in the place of the log; ``glue`` are the ids of ``glue_behind_opening``."""
        kept = self._opening_tokens
        first_reply = next((index for index, each in enumerate(self._messages) if each.role == "assistant"), None)
        self._forgotten_tokens += len(self._ids) - kept
        self._cut(kept)
        self._images = [each for each in self._images if each.place < kept]
        self._messages = [*self._messages[:first_reply], message]
        self._turns, self._forgotten_turns = [], 0
        self._append(glue, "glue")
        self._turn_start, self._computed_from = len(self._ids), kept
        self._thought_border = kept + self._chat.thought_start(glue)

    def forget_thoughts(self) -> list[int]:
        """Drop the thoughts of all turns before the last one, whose opening has just been bridged behind a user message.

        The log is cut at ``thought_border`` as it was before, and goes on with the same turns, messages and opening.

        Returns:
            The ids that follow the cut, of origin glue: the model has not sampled them in this context.
        """
        kept, past = self._thought_border, self._turns[self._forgotten_turns :]
        starts = [*(logged.start for logged in past), self._turn_start]
        tail: list[int] = []
        moved: list[LoggedTurn] = []
        images = [each for each in self._images if each.place < kept]
        for logged, next_start in zip(past, starts[1:], strict=True):
            sampled, glue = self._ids[logged.start : logged.stop], self._ids[logged.stop : next_start]
            is_last = next_start == self._turn_start
            opening = glue if is_last else glue[: self._chat.thought_start(glue)]
            start = kept + len(tail)
            tail += self._chat.past_turn(sampled, opening, thinking=self._thinking)
            by = kept + len(tail) - len(opening) - logged.stop
            images += [replace(i, place=i.place + by) for i in self._images if logged.stop <= i.place < next_start]
            moved.append(replace(logged, start=start, stop=max(start, kept + len(tail) - len(opening))))
        self._forgotten_tokens += len(self._ids) - kept
        self._cut(kept)
        self._images = images
        self._append(tail, "glue")
        self._turns[self._forgotten_turns :] = moved
        self._forgotten_turns = len(self._turns)
        self._turn_start = len(self._ids)
        self._computed_from = kept
        self._thought_border = kept + self._chat.thought_start(tail)
        return tail

    def _cut(self, length: int) -> None:
        del self._ids[length:]
        self._spans = [replace(span, stop=min(span.stop, length)) for span in self._spans if span.start < length]

    def reply_rule(self, settings: ReplySettings, budget: int | None) -> ReplyRule | None:
        """What the open turn is held to, its thought to ``budget`` tokens.

        Raises:
            ValueError: calls are to be constrained, and the tools cannot be written as a grammar.
        """
        return self._chat.reply_rule(
            ReplyControls(
                thinking=self._thinking,
                thinking_budget=budget,
                constrain_calls=settings.constrain_calls,
                require_call=settings.require_call,
                tools=self._tools,
            )
        )

    def thought_watch(self, rules: ThoughtRules | None) -> ThoughtWatch | None:
        """What watches the thought of the next turn; None without rules, or without a thought."""
        if rules is None or not self._thinking:
            return None
        return ThoughtWatch(rules, self._chat.thought_end_token_ids)

    @property
    def thought_border(self) -> int:
        """How much of the log stays when the thoughts since the last user message are forgotten."""
        return self._thought_border

    @property
    def opening_tokens(self) -> int:
        """Length of the first messages, up to the end of the last of them; what is behind them opens the model's turn."""
        return self._opening_tokens

    @property
    def forgotten_tokens(self) -> int:
        """Tokens that have left the log, those that came back without their thoughts counted too."""
        return self._forgotten_tokens

    @property
    def token_count(self) -> int:
        """Length of the log."""
        return len(self._ids)

    def token_ids(self, start: int = 0) -> list[int]:
        """A copy of the ids from ``start`` on; with a session's token count, what the session still lacks."""
        return self._ids[start:]

    def images(self, start: int = 0) -> list[PlacedImage]:
        """The images from ``start`` on, by their places from there."""
        return [replace(each, place=each.place - start) for each in self._images if each.place >= start]

    def __iter__(self) -> Iterator[tuple[int, Origin]]:
        """The log: each token's id and origin."""
        for span in self.spans:
            for token_id in self._ids[span.start : span.stop]:
                yield token_id, span.origin

    @property
    def spans(self) -> tuple[Span, ...]:
        """The log's runs of one origin, in order, without gaps."""
        return tuple(self._spans)

    @property
    def turns(self) -> tuple[LoggedTurn, ...]:
        """The model's turns so far, the open one included as soon as it has tokens."""
        if self._turn_start == len(self._ids):
            return tuple(self._turns)
        return (*self._turns, self._read_open_turn())

    @property
    def messages(self) -> tuple[Message, ...]:
        """The conversation as messages. A malformed call stands in its turn only, not in the message."""
        if self._turn_start == len(self._ids):
            return tuple(self._messages)
        return (*self._messages, _message(self._read_open_turn().turn))

    @property
    def usage(self) -> Usage:
        """Sum over all turns so far."""
        return sum((logged.usage for logged in self.turns), Usage())

    def text(self) -> str:
        """The whole log decoded, control tokens included."""
        return self._chat.decode(self._ids)

    def _append_images(self, token_ids: Sequence[int], messages: Sequence[Message]) -> None:
        """Note where the images of ``messages`` stand, whose ids are about to be appended."""
        images = [image for message in messages for image in message.images]
        if images:
            placed = zip(self._chat.image_places(token_ids), images, strict=True)
            self._images.extend(PlacedImage(len(self._ids) + place, image) for place, image in placed)

    def _append(self, token_ids: Sequence[int], origin: Origin) -> None:
        start = len(self._ids)
        self._ids.extend(token_ids)
        self._open_turn = None
        if self._spans and self._spans[-1].origin == origin:
            start = self._spans.pop().start
        if len(self._ids) > start:
            self._spans.append(Span(origin, start, len(self._ids)))

    def _read_open_turn(self) -> LoggedTurn:
        if self._open_turn is None:
            start, stop = self._turn_start, len(self._ids)
            ids = self._ids[start:]
            turn = self._chat.parse(ids, self._tools, thinking=self._thinking)
            thinking = self._chat.thinking_token_count(ids, thinking=self._thinking)
            usage = Usage(start - self._computed_from, self._computed_from, thinking, len(ids) - thinking)
            self._open_turn = LoggedTurn(start, stop, turn, usage)
        return self._open_turn


def _message(turn: AssistantTurn) -> Message:
    calls = tuple(call for call in turn.calls if isinstance(call, ToolCall))
    return Message("assistant", turn.content, turn.reasoning, calls)

"""Cuts the sampled ids of one turn into thought, content and tool calls, by the ids of the control tokens alone.

Tags that are merely spelled as text are no tags here. Tags that the model quotes as real control tokens, in its thought
or in a value that it writes, are told from real ones by what stands beside them. Linear in the number of ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from model_runtime.tokenizer import Tokenizer

Kind = Literal["thought", "content", "call"]
EndedBy = Literal["closer", "next_call", "end_of_turn", "length"]
_NEIGHBOURHOOD = 64  # ids looked at beside a tag: "\n<function=" is 11 of them where a token is a byte


@dataclass(frozen=True, slots=True)
class ControlIds:
    """Ids of the control tokens that give a turn its structure."""

    end_of_turn: int
    end_of_text: int
    open_thought: int
    close_thought: int
    open_call: int
    close_call: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> ControlIds:
        """Look the ids up.

        Raises:
            TokenizerError: the tokenizer lacks one of them.
        """
        names = ("<|im_end|>", "<|endoftext|>", "<think>", "</think>", "<tool_call>", "</tool_call>")
        return cls(*(tokenizer.control_id(name) for name in names))

    @property
    def stop(self) -> frozenset[int]:
        """The ids that end a turn."""
        return frozenset((self.end_of_turn, self.end_of_text))


@dataclass(frozen=True, slots=True)
class Segment:
    """Ids ``start`` to ``stop`` (exclusive) of a turn, tags left out."""

    kind: Kind
    start: int
    stop: int
    ended_by: EndedBy


@dataclass(frozen=True, slots=True)
class TurnShape:
    """A turn cut into segments, in order. ``thinking_tokens`` counts the closing tag too."""

    segments: tuple[Segment, ...]
    ended_by: Literal["end_of_turn", "length"]
    thought_is_open: bool
    thinking_tokens: int


def cut_turn(sampled: Sequence[int], tokenizer: Tokenizer, control: ControlIds, *, thinking: bool) -> TurnShape:
    """Cut the ids of a turn; ``thinking`` says whether the prompt left the thought open."""
    return _Cutter(sampled, tokenizer, control).cut(thinking=thinking)


class _Cutter:
    """One pass over one turn."""

    def __init__(self, sampled: Sequence[int], tokenizer: Tokenizer, control: ControlIds) -> None:
        stops = (index for index, token_id in enumerate(sampled) if token_id in control.stop)
        end = next(stops, None)
        self._ids = sampled
        self._end = len(sampled) if end is None else end
        self._ended_by: Literal["end_of_turn", "length"] = "length" if end is None else "end_of_turn"
        self._tokenizer = tokenizer
        self._control = control
        tags = {control.open_thought, control.close_thought, control.open_call, control.close_call}
        self._tags = [index for index in range(self._end) if sampled[index] in tags]
        self._segments: list[Segment] = []
        self._thinking_tokens = 0

    def cut(self, *, thinking: bool) -> TurnShape:
        tag, position = 0, 0
        first = self._control.open_thought
        repeats_opening = bool(self._tags) and self._id(0) == first and not self._text(0, self._tags[0]).strip()
        if repeats_opening:
            tag, position = 1, self._tags[0] + 1
        thought_is_open = False
        if thinking or repeats_opening:
            tag, position, thought_is_open = self._thought(tag, position)
        if not thought_is_open:
            self._answer(tag, position)
        return TurnShape(tuple(self._segments), self._ended_by, thought_is_open, self._thinking_tokens)

    def _thought(self, tag: int, position: int) -> tuple[int, int, bool]:
        """Cut the thought that starts at ``position``; gives the next tag and position, and whether it stays open."""
        close = self._next(tag, self._control.close_thought)
        call = self._call_in_thought(tag, close)
        if call is not None:
            self._add("thought", position, self._tags[call], "next_call")
            self._thinking_tokens += self._tags[call]
            return call, self._tags[call], False
        if close is None:
            self._add("thought", position, self._end, self._ended_by)
            self._thinking_tokens += self._end
            return len(self._tags), self._end, True
        self._add("thought", position, self._tags[close], "closer")
        self._thinking_tokens += self._tags[close] + 1
        return close + 1, self._tags[close] + 1, False

    def _call_in_thought(self, tag: int, close: int | None) -> int | None:
        """The tag that opens a call in the open thought, and so ends it; None if calls are only talked about."""
        limit = len(self._tags) if close is None else close
        openers = [k for k in range(tag, limit) if self._id(k) == self._control.open_call]
        call = next((k for k in openers if self._opens_function(k)), None)
        if close is None:
            # A turn that the model ended holds an attempt at a call, however it looks; a cut one may be still thinking.
            return openers[0] if call is None and openers and self._ended_by == "end_of_turn" else call
        if call is None:
            return None
        after = next((k for k in range(call + 1, len(self._tags)) if self._is_call_tag(k)), None)
        closes_inside_value = after is not None and close < after and self._id(after) == self._control.close_call
        answer_follows = bool(self._text(self._tags[close] + 1, self._end).strip())
        return call if closes_inside_value or not answer_follows else None

    def _answer(self, tag: int, position: int) -> None:
        """Cut what follows the thought: content, calls, and a thought that is taken up again."""
        while tag < len(self._tags):
            here, token_id = self._tags[tag], self._id(tag)
            if token_id == self._control.open_call:
                self._add("content", position, here, "next_call")
                tag, position = self._call(tag)
                continue
            if token_id == self._control.open_thought:
                close = self._next(tag, self._control.close_thought) if tag < self._last_close_of_thought else None
                if close is not None:
                    self._add("content", position, here, "closer")
                    self._add("thought", here + 1, self._tags[close], "closer")
                    self._thinking_tokens += self._tags[close] + 1 - here
                    position = self._tags[close] + 1
                    tag = close
            else:  # a closer with nothing to close
                self._add("content", position, here, "closer")
                position = here + 1
            tag += 1
        self._add("content", position, self._end, self._ended_by)

    def _call(self, tag: int) -> tuple[int, int]:
        """Cut the call whose opening tag is ``tag``; gives the next tag and position."""
        start = self._tags[tag] + 1
        depth = 0  # of calls that the value of a parameter quotes
        for k in range(tag + 1, len(self._tags)):
            here = self._tags[k]
            if self._id(k) == self._control.open_call and self._opens_function(k):
                if depth == 0 and self._starts_anew(tag, k):
                    self._add("call", start, here, "next_call")
                    return k, here
                depth += 1
            elif self._id(k) == self._control.close_call:
                ends_function = self._before(k).endswith("</function>")
                if depth == 0 and (ends_function or not self._closes_later[k]):
                    self._add("call", start, here, "closer", keep_empty=True)
                    return k + 1, here + 1
                depth -= ends_function
        self._add("call", start, self._end, self._ended_by, keep_empty=True)
        return len(self._tags), self._end

    def _starts_anew(self, opener: int, tag: int) -> bool:
        """Whether a call that opens inside another one is a new call, not a quotation in an open value."""
        return self._before(tag).endswith(("</parameter>", "</function>")) or not self._opens_function(opener)

    @cached_property
    def _closes_later(self) -> list[bool]:
        """For each tag, whether a better closer follows before the next call opens: this one is part of a value."""
        verdicts: list[bool] = []
        verdict = False
        for k in reversed(range(len(self._tags))):
            verdicts.append(verdict)
            if self._id(k) == self._control.open_call and self._opens_function(k):
                verdict = False
            elif self._id(k) == self._control.close_call and self._before(k).endswith("</function>"):
                verdict = True
        return verdicts[::-1]

    @cached_property
    def _last_close_of_thought(self) -> int:
        return max((k for k in range(len(self._tags)) if self._id(k) == self._control.close_thought), default=-1)

    def _opens_function(self, tag: int) -> bool:
        """Whether a function's tag follows; a turn that is cut right here gets the benefit of the doubt."""
        start = self._tags[tag] + 1
        limit = self._tags[tag + 1] if tag + 1 < len(self._tags) else self._end
        text = self._text(start, min(limit, start + _NEIGHBOURHOOD)).lstrip()
        cut = limit == self._end and self._ended_by == "length" and "<function=".startswith(text)
        return text.startswith("<function=") or cut

    def _before(self, tag: int) -> str:
        """The end of the text between the tag and the one before it, trailing whitespace removed."""
        start = self._tags[tag - 1] + 1 if tag else 0
        return self._text(max(start, self._tags[tag] - _NEIGHBOURHOOD), self._tags[tag]).rstrip()

    def _is_call_tag(self, tag: int) -> bool:
        return self._id(tag) in (self._control.open_call, self._control.close_call)

    def _next(self, tag: int, token_id: int) -> int | None:
        return next((k for k in range(tag, len(self._tags)) if self._id(k) == token_id), None)

    def _id(self, tag: int) -> int:
        return self._ids[self._tags[tag]]

    def _text(self, start: int, stop: int) -> str:
        return self._tokenizer.decode(self._ids[start:stop])

    def _add(self, kind: Kind, start: int, stop: int, ended_by: EndedBy, *, keep_empty: bool = False) -> None:
        if stop > start or keep_empty:
            self._segments.append(Segment(kind, start, stop, ended_by))

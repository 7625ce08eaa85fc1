"""A model whose turns are written down beforehand; they pass through the same sessions, log and parser as a real one's.

For demonstrations and for tests of all that stands around a model. It reads nothing of what it is told, but how many
replies a summary stands for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agent.context import summed_up_replies
from agent.model import ChatFormat
from vocabulary.messages import DraftCounts, Message, PlacedImage, SamplingParameters, ToolCall
from vocabulary.reply import DrawnToken, ReplyRule

_END_OF_TURN = "<|im_end|>"
_OPENING = "<|im_start|>assistant\n"


class ScriptError(Exception):
    """The script cannot be read; the message is one line for the user."""


class ScriptExhausted(Exception):
    """The model was asked for a turn after the last one of its script."""


class SessionFull(Exception):
    """A session was given more tokens than the model's context holds."""


class ScriptChat(ChatFormat, Protocol):
    """What a script needs of a chat format beyond the agent's own needs: turns to ids."""

    def encode_turn(self, message: Message, *, thinking: bool) -> list[int]:
        """Ids that a model would sample to say ``message``, its end included."""

    def encode_output(self, text: str) -> list[int]:
        """Ids of a model's output given as text, in which the names of control tokens are control tokens."""

    def opens_thought(self, prompt: Sequence[int]) -> bool:
        """Whether a prompt ends inside the thought."""

    def end_of_thought(self, token_ids: Sequence[int]) -> int | None:
        """The id that ends a thought, if it is among ``token_ids``."""


class ScriptedCall(BaseModel):
    """One call of a scripted turn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)


class SpokenTurn(BaseModel):
    """A turn in the right form. Tags inside its texts are plain text. Without thinking its reasoning is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reasoning: str = ""
    content: str = ""
    calls: tuple[ScriptedCall, ...] = ()


class RawTurn(BaseModel):
    """A turn as the text that the model puts out; for all that is not in the right form.

    The names of control tokens in it are control tokens. It ends at the first one that ends a turn; that is added if
    there is none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    raw: str


ScriptedTurn = SpokenTurn | RawTurn
_SCRIPT: TypeAdapter[tuple[ScriptedTurn, ...]] = TypeAdapter(tuple[ScriptedTurn, ...])


def render_turn(reasoning: str, content: str, calls: Sequence[ToolCall] = ()) -> str:
    """Output of a thinking model that says this, as text for a ``RawTurn``: from inside the thought to the end."""
    parts = [content.strip()] if content.strip() else []
    parts.extend("\n".join(_render_call(call) for call in calls) for _ in calls[:1])
    return f"{reasoning.strip()}\n</think>\n\n" + "\n\n".join(parts) + _END_OF_TURN


def _render_call(call: ToolCall) -> str:
    values = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in call.arguments.items()
    }
    parameters = "".join(f"<parameter={name}>\n{value}\n</parameter>\n" for name, value in values.items())
    return f"<tool_call>\n<function={call.name}>\n{parameters}</function>\n</tool_call>"


def load_script(path: Path) -> tuple[ScriptedTurn, ...]:
    """Read a script: a JSON list of turns, each ``{reasoning, content, calls: [{name, arguments}]}`` or ``{raw}``.

    Raises:
        ScriptError: the file is absent, no JSON, or of another form.
    """
    try:
        return _SCRIPT.validate_json(path.read_bytes())
    except OSError as error:
        raise ScriptError(f"the script {path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "top"
        raise ScriptError(f"the script {path} is not valid at {place}: {first['msg']}") from error


class ScriptedModel:
    """A language model that says its script, from the start in every session."""

    def __init__(
        self, turns: Sequence[ScriptedTurn], chat: ScriptChat, *, name: str = "scripted", context_tokens: int = 262_144
    ) -> None:
        self._turns = tuple(turns)
        self._chat = chat
        self._name = name
        self._context_tokens = context_tokens

    @property
    def name(self) -> str:
        """Name for people and for the record."""
        return self._name

    @property
    def digest(self) -> str:
        """SHA-256 of the script, in hex."""
        return hashlib.sha256(_SCRIPT.dump_json(self._turns)).hexdigest()

    @property
    def context_tokens(self) -> int:
        """Longest sequence that a session can hold."""
        return self._context_tokens

    @property
    def chat(self) -> ScriptChat:
        """The chat format of this model."""
        return self._chat

    def new_session(self, *, seed: int) -> ScriptedSession:
        """An empty sequence, before the first turn of the script."""
        return ScriptedSession(self._turns, self._chat, self._context_tokens)


@dataclass(frozen=True, slots=True)
class ScriptedSnapshot:
    """A sequence as it was."""

    token_ids: tuple[int, ...]

    @property
    def token_count(self) -> int:
        """Length of the sequence."""
        return len(self.token_ids)


class ScriptedSession:
    """One sequence. An extension ends the turn before it; the next turn is said when sampling starts."""

    def __init__(self, turns: Sequence[ScriptedTurn], chat: ScriptChat, context_tokens: int) -> None:
        self._coming = iter(turns)
        self._turn_count = len(turns)
        self._chat = chat
        self._context_tokens = context_tokens
        self._ids: list[int] = []
        self._unsaid: list[int] = []  # the rest of a turn that was cut, last id first
        self._has_spoken = False

    @property
    def token_count(self) -> int:
        """Length of the sequence, sampled tokens included."""
        return len(self._ids)

    @property
    def draft_counts(self) -> DraftCounts:
        """Zeros: a script needs no guesses."""
        return DraftCounts()

    @property
    def found_token_count(self) -> int:
        """None: a script computes nothing that could be kept."""
        return 0

    def extend(self, token_ids: Sequence[int], images: Sequence[PlacedImage] = ()) -> None:
        """Append tokens. A script looks at no images.

        Raises:
            SessionFull: they do not fit the context.
        """
        if len(self._ids) + len(token_ids) > self._context_tokens:
            raise SessionFull(f"{len(token_ids)} more tokens do not fit the context of {self._context_tokens}")
        if token_ids:
            self._ids.extend(token_ids)
            self._unsaid.clear()

    def sample(self, parameters: SamplingParameters, *, max_tokens: int) -> Iterator[int]:
        """Say the next turn, or go on with one that was cut, token by token; ends early where the context ends.

        Raises:
            ScriptExhausted: there is no next turn.
        """
        if not self._unsaid:
            self._unsaid = self._next_turn()[::-1]
        for _ in range(min(max_tokens, self._context_tokens - len(self._ids), len(self._unsaid))):
            token_id = self._unsaid.pop()
            self._ids.append(token_id)
            yield token_id

    def reply(
        self, parameters: SamplingParameters, *, max_tokens: int, rule: ReplyRule | None = None, logprobs: bool = False
    ) -> Iterator[DrawnToken]:
        """As ``sample``, but a rule has the last word: what it forces comes first, and what it forbids is left out.

        Where all that is left is forbidden, the lowest token that is allowed is said. A scripted token is certain: its
        log probability is 0.

        Raises:
            ScriptExhausted: there is no next turn.
        """
        if not self._unsaid:
            self._unsaid = self._next_turn()[::-1]
        left = min(max_tokens, self._context_tokens - len(self._ids))
        while left > 0 and (self._unsaid or (rule is not None and rule.forced)):
            forced = () if rule is None else rule.forced[:left]
            coming = [DrawnToken(token_id, forced=True) for token_id in forced] or [self._say(rule, logprobs=logprobs)]
            if forced:
                self._skip(forced)
            for token in coming:
                self._ids.append(token.token_id)
                left -= 1
                yield token
                if token.token_id in self._chat.stop_token_ids:
                    self._unsaid.clear()
                    return
            rule = None if rule is None else rule.after([token.token_id for token in coming])

    def _say(self, rule: ReplyRule | None, *, logprobs: bool) -> DrawnToken:
        allowed = None if rule is None else rule.allowed
        token_id = self._unsaid.pop()
        while allowed is not None and not _holds(allowed, token_id) and self._unsaid:
            token_id = self._unsaid.pop()
        if allowed is not None and not _holds(allowed, token_id):
            token_id = next(each for each in range(8 * len(allowed)) if _holds(allowed, each))
        return DrawnToken(token_id, logprob=0.0 if logprobs else None)

    def _skip(self, forced: Sequence[int]) -> None:
        """Leave out what was forced from what is to be said: the same tokens, or all of the script up to their last tag."""
        rest = self._unsaid[::-1]
        if rest[: len(forced)] == list(forced):
            rest = rest[len(forced) :]
        else:
            end = self._chat.end_of_thought(forced)
            rest = rest[rest.index(end) + 1 :] if end is not None and end in rest else rest
        self._unsaid = rest[::-1]

    def snapshot(self) -> ScriptedSnapshot:
        """The sequence as it is now. How far the script was said stays as it is."""
        return ScriptedSnapshot(tuple(self._ids))

    def rewind(self, snapshot: ScriptedSnapshot) -> None:
        """Go back to the sequence of a snapshot; the script goes on where it is.

        Raises:
            ValueError: the snapshot is not of an earlier moment of this session.
        """
        if tuple(self._ids[: snapshot.token_count]) != snapshot.token_ids:
            raise ValueError("the snapshot is not of an earlier moment of this session")
        del self._ids[snapshot.token_count :]
        self._unsaid.clear()

    def _pass_over(self) -> None:
        """Leave out the turns that were said before: it is a conversation that is taken up again."""
        opening = self._chat.encode_output(_OPENING)
        starts = [index for index, token_id in enumerate(self._ids) if token_id == opening[0]]
        said = sum(1 for start in starts if self._ids[start : start + len(opening)] == opening) - 1
        for _ in range(said + summed_up_replies(self._chat.decode(self._ids))):
            next(self._coming, None)

    def _next_turn(self) -> list[int]:
        if not self._has_spoken:
            self._pass_over()
        self._has_spoken = True
        turn = next(self._coming, None)
        if turn is None:
            raise ScriptExhausted(f"the script has only {self._turn_count} turns, and one more was asked for")
        if isinstance(turn, RawTurn):
            ids = self._chat.encode_output(turn.raw + _END_OF_TURN)
            end = next(index for index, token_id in enumerate(ids) if token_id in self._chat.stop_token_ids)
            return ids[: end + 1]
        thinking = self._chat.opens_thought(self._ids[-8:])
        calls = tuple(ToolCall(call.name, call.arguments) for call in turn.calls)
        message = Message("assistant", turn.content, turn.reasoning if thinking else "", calls)
        return self._chat.encode_turn(message, thinking=thinking)


def _holds(mask: bytes, token_id: int) -> bool:
    return bool(mask[token_id >> 3] >> (token_id & 7) & 1)

"""Messages, tool calls and turns as frozen values.

These are a *view* of the token log, never its source: the log is the truth (see ``agent/conversation.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Role = Literal["system", "user", "assistant", "tool"]
Finish = Literal["end_of_turn", "length", "repetition"]
"""How a reply ended: by itself, at its last allowed token, or stopped because its thought repeated itself."""

# How keys and values of attention are kept: in the type in which the model computes, or as float8_e4m3fn with a scale
# for each row and head.
KeyValueKind = Literal["model", "fp8"]

# How many tokens in a row may be guessed ahead of the model; further guesses are hardly ever right.
MAX_DRAFT_TOKENS: Final = 4


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the model is told of it.

    ``parameters`` is a JSON schema of type ``object``.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]

    def envelope(self) -> dict[str, Any]:
        """The form in which the chat template prints a tool (OpenAI's function envelope)."""
        return {
            "type": "function",
            "function": {
                "name": self.name,
                "description": self.description,
                "parameters": dict(self.parameters),
            },
        }


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that parsed: arguments are already of the types that the tool's schema names."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MalformedCall:
    """A call that could not be read. The model is told ``message``; ``raw`` is what it wrote."""

    kind: Literal["no_function", "unknown_tool", "bad_parameter", "missing_parameter", "unclosed", "bad_value"]
    message: str
    raw: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image file that a chat format has accepted, and how many tokens the model sees it in.

    One of kind ``video`` is a moment of a video: a few pictures in a row.
    """

    content: bytes = field(repr=False)
    token_count: int
    kind: Literal["image", "video"] = "image"

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image among token ids; its first token is the one at ``place``."""

    place: int
    image: Image


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, as the chat template takes it. One with images is made by ``of_parts``.

    Then ``parts`` are its texts and images in order, and ``content`` the texts alone.
    """

    role: Role
    content: str = ""
    reasoning: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    parts: tuple[str | Image, ...] = ()

    @classmethod
    def of_parts(cls, role: Role, parts: Sequence[str | Image]) -> Message:
        """A message of texts and images, in order; without an image it is like any other."""
        content = "".join(part for part in parts if isinstance(part, str))
        if not any(isinstance(part, Image) for part in parts):
            return cls(role, content)
        return cls(role, content, parts=tuple(part for part in parts if part != ""))

    @property
    def images(self) -> tuple[Image, ...]:
        """Its images, in order."""
        return tuple(part for part in self.parts if isinstance(part, Image))


@dataclass(frozen=True, slots=True)
class AssistantTurn:
    """What the sampled tokens of one turn say.

    ``thinking_closed`` is False when the reply ended inside the thought (everything is then ``reasoning``).
    ``calls`` keeps the order in which the model wrote them.
    """

    reasoning: str
    content: str
    calls: tuple[ToolCall | MalformedCall, ...]
    finish: Finish
    thinking_closed: bool = True


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one turn: prompt tokens computed now, prompt tokens whose state was kept, sampled tokens."""

    computed: int = 0
    reused: int = 0
    thinking: int = 0
    answer: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Sum, field by field."""
        return Usage(
            self.computed + other.computed,
            self.reused + other.reused,
            self.thinking + other.thinking,
            self.answer + other.answer,
        )


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """What came of guessing tokens before they were computed: passes of the model with drafts, drafts, accepted drafts."""

    rounds: int = 0
    drafted: int = 0
    accepted: int = 0

    def __add__(self, other: DraftCounts) -> DraftCounts:
        """Sum, field by field."""
        return DraftCounts(self.rounds + other.rounds, self.drafted + other.drafted, self.accepted + other.accepted)

    def __sub__(self, other: DraftCounts) -> DraftCounts:
        """What came after ``other``, an earlier count."""
        return DraftCounts(self.rounds - other.rounds, self.drafted - other.drafted, self.accepted - other.accepted)

    @property
    def acceptance_length(self) -> float:
        """Tokens that a pass with drafts gave on average: the accepted ones and one more; 0 without such a pass."""
        return (self.rounds + self.accepted) / self.rounds if self.rounds else 0.0


@dataclass(frozen=True, slots=True)
class SamplingParameters:
    """How the next token is drawn. ``temperature`` 0 is greedy; ``top_k`` 0, ``top_p`` 1 and ``min_p`` 0 switch a filter off."""

    temperature: float = 1.0
    top_k: int = 20
    top_p: float = 0.95
    min_p: float = 0.0
    presence_penalty: float = 0.0
    repetition_penalty: float = 1.0
    seed: int = 0

    stop_token_ids: frozenset[int] = field(default=frozenset())

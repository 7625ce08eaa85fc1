"""The model as the agent sees it: three protocols, met structurally by ``model_runtime`` and by the scripted model.

Nothing here knows tensors. A language model hands out sessions; a session is an append-only sequence of token ids with
the state that belongs to it; a chat format turns messages into token ids and sampled ids back into a turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from vocabulary.messages import AssistantTurn, DraftCounts, Image, Message, PlacedImage, SamplingParameters, ToolSpec
from vocabulary.reply import DrawnToken, ReplyControls, ReplyRule


class ChatFormat(Protocol):
    """Messages to token ids and back. Text from outside never becomes a control token."""

    @property
    def stop_token_ids(self) -> frozenset[int]:
        """The ids that end a turn."""

    @property
    def thought_end_token_ids(self) -> frozenset[int]:
        """The ids that end a thought, or may: of its closing tag, of a call, of a turn's end."""

    def open(self, messages: Sequence[Message], tools: Sequence[ToolSpec], *, thinking: bool) -> list[int]:
        """Ids of the first prompt: system and user messages and the opening of the model's turn."""

    def bridge(self, sampled: Sequence[int], messages: Sequence[Message], *, thinking: bool) -> list[int]:
        """Ids to append after the turn ``sampled``: what closes it (if it was cut), ``messages``, the next opening.

        ``messages`` are of role ``tool`` or ``user``.
        """

    @property
    def reads_images(self) -> bool:
        """Whether messages can show images."""

    def read_image(self, content: bytes) -> Image:
        """Check an image file, which a stranger may have made.

        Raises:
            ValueError: it cannot be shown to this model; one line that says why.
        """

    def read_video(self, files: Sequence[bytes], pictures_per_s: float) -> list[tuple[str, bytes]]:
        """Cut a video, one animation or image files in their order, into moments.

        Gives the text that names the time of each, and a file for ``read_image``.

        Raises:
            ValueError: it cannot be shown to this model; one line that says why.
        """

    def image_places(self, token_ids: Sequence[int]) -> list[int]:
        """Where in ids that ``open`` or ``bridge`` gave the images begin."""

    def parse(self, sampled: Sequence[int], tools: Sequence[ToolSpec], *, thinking: bool) -> AssistantTurn:
        """The turn that the sampled ids say. Never raises on any ids: what cannot be read becomes a ``MalformedCall``."""

    def decode(self, token_ids: Sequence[int]) -> str:
        """Text of ids, control tokens included."""

    def thinking_token_count(self, sampled: Sequence[int], *, thinking: bool) -> int:
        """How many of the sampled ids belong to the thought."""

    def reply_rule(self, controls: ReplyControls) -> ReplyRule | None:
        """What a new turn is held to; None if nothing is asked for.

        Raises:
            ValueError: the tools cannot be written as a grammar.
        """

    def thought_start(self, opening: Sequence[int]) -> int:
        """Where in ids that end by opening a turn the thought begins: at the opening of one, or what stands for none."""

    def past_turn(self, sampled: Sequence[int], glue: Sequence[int], *, thinking: bool) -> list[int]:
        """A turn and what was bridged to it, as the template shows them once thoughts are not kept."""


class SessionSnapshot(Protocol):
    """A session as it was; what is in it is the session's own affair."""

    @property
    def token_count(self) -> int:
        """Length of the sequence."""


class ModelSession(Protocol):
    """One sequence: its token ids and the state computed from them. It only grows, unless it is rewound."""

    @property
    def token_count(self) -> int:
        """Length of the sequence, sampled tokens included."""

    @property
    def draft_counts(self) -> DraftCounts:
        """What came of tokens that were guessed ahead, in all replies so far; zeros for a model that does not guess."""

    @property
    def found_token_count(self) -> int:
        """Tokens of the first prompt that were not computed here: another session had, and their state was kept."""

    def extend(self, token_ids: Sequence[int], images: Sequence[PlacedImage] = ()) -> None:
        """Append tokens, and the images among them; only these are computed."""

    def sample(self, parameters: SamplingParameters, *, max_tokens: int) -> Iterator[int]:
        """Draw and append tokens one by one; ends after a stop token (which is yielded too) or ``max_tokens``.

        Closing the iterator early is allowed: what was yielded stays appended.
        """

    def reply(
        self, parameters: SamplingParameters, *, max_tokens: int, rule: ReplyRule | None = None, logprobs: bool = False
    ) -> Iterator[DrawnToken]:
        """As ``sample``, held to a rule and with what is known of each token."""

    def snapshot(self) -> SessionSnapshot:
        """The sequence as it is now, to rewind to."""

    def rewind(self, snapshot: Any) -> None:
        """Go back to a snapshot that this session passed through."""


class LanguageModel(Protocol):
    """A model that is ready to run."""

    @property
    def name(self) -> str:
        """Name for people and for the record."""

    @property
    def digest(self) -> str:
        """Digest of the weights (or of the script), for the record."""

    @property
    def context_tokens(self) -> int:
        """Longest sequence that a session can hold."""

    @property
    def chat(self) -> ChatFormat:
        """The chat format of this model."""

    def new_session(self, *, seed: int) -> ModelSession:
        """An empty sequence. ``seed`` fixes its sampling."""


class ModelEngine(Protocol):
    """What computes for the sessions of many threads at once."""

    @property
    def settings(self) -> Mapping[str, int]:
        """Its bounds, for the record."""

    @property
    def waited_s(self) -> float:
        """How long the calling thread has waited so far for its turns, in seconds."""

    def close(self) -> None:
        """End it. Sessions cannot compute any more."""


@runtime_checkable
class SharedLanguageModel(Protocol):
    """What a language model has besides if its sessions may be used in many threads at once."""

    @property
    def engine(self) -> ModelEngine | None:
        """What computes for them; None if nothing does."""

"""One model for several attempts at once: its engine computes for all of them, or they take turns at it, a reply at a time.

Each attempt has a view of its own, which tells how long it waited for the others.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from agent.model import ChatFormat, LanguageModel, ModelEngine, ModelSession, SessionSnapshot, SharedLanguageModel
from vocabulary.messages import DraftCounts, PlacedImage, SamplingParameters
from vocabulary.reply import DrawnToken, ReplyRule


class SharedModel:
    """A language model that several attempts may use at once, each through a view of its own and from one thread."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.engine = model.engine if isinstance(model, SharedLanguageModel) else None
        self._lock = threading.Lock()

    @property
    def settings(self) -> dict[str, int] | None:
        """For the record: the bounds of the engine; None if attempts take turns."""
        return None if self.engine is None else dict(self.engine.settings)

    def view(self) -> ModelView:
        """The model as one attempt sees it. To be called in the thread that makes the attempt."""
        return ModelView(self.model, self._lock, self.engine)

    def close(self) -> None:
        """End the engine, if there is one, when no attempt is under way any more."""
        if self.engine is not None:
            self.engine.close()


class ModelView:
    """A language model whose sessions wait for their turn, or for the engine's."""

    def __init__(self, model: LanguageModel, lock: threading.Lock, engine: ModelEngine | None = None) -> None:
        self._model = model
        self._lock = lock
        self._engine = engine
        self._waited_s = -engine.waited_s if engine is not None else 0.0

    @property
    def waited_s(self) -> float:
        """How long this attempt has waited so far, in seconds."""
        return self._waited_s + (self._engine.waited_s if self._engine is not None else 0.0)

    @property
    def name(self) -> str:
        """As the model's."""
        return self._model.name

    @property
    def digest(self) -> str:
        """As the model's."""
        return self._model.digest

    @property
    def context_tokens(self) -> int:
        """As the model's."""
        return self._model.context_tokens

    @property
    def chat(self) -> ChatFormat:
        """As the model's."""
        return self._model.chat

    def new_session(self, *, seed: int) -> ModelSession:
        """A session that waits for its turn."""
        if self._engine is not None:
            return self._model.new_session(seed=seed)
        with self.turn():
            return _WaitingSession(self._model.new_session(seed=seed), self)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside, the model is this view's alone."""
        started_s = time.monotonic()
        with self._lock:
            self._waited_s += time.monotonic() - started_s
            yield


@dataclass(frozen=True, slots=True)
class _WaitingSession:
    session: ModelSession
    view: ModelView

    @property
    def token_count(self) -> int:
        return self.session.token_count

    @property
    def draft_counts(self) -> DraftCounts:
        return self.session.draft_counts

    @property
    def found_token_count(self) -> int:
        return self.session.found_token_count

    def extend(self, token_ids: Sequence[int], images: Sequence[PlacedImage] = ()) -> None:
        with self.view.turn():
            self.session.extend(token_ids, images)

    def sample(self, parameters: SamplingParameters, *, max_tokens: int) -> Iterator[int]:
        # Held for a whole reply: who samples closes the iterator or runs it to its end in the same thread.
        with self.view.turn():
            yield from self.session.sample(parameters, max_tokens=max_tokens)

    def reply(
        self, parameters: SamplingParameters, *, max_tokens: int, rule: ReplyRule | None = None, logprobs: bool = False
    ) -> Iterator[DrawnToken]:
        with self.view.turn():
            yield from self.session.reply(parameters, max_tokens=max_tokens, rule=rule, logprobs=logprobs)

    def snapshot(self) -> SessionSnapshot:
        with self.view.turn():
            return self.session.snapshot()

    def rewind(self, snapshot: Any) -> None:
        with self.view.turn():
            self.session.rewind(snapshot)

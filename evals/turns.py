"""One model for several attempts at once: they take turns at it, a reply at a time, while the others' commands run.

Each attempt has a view of its own, which tells how long it waited for its turns.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from agent.model import ChatFormat, LanguageModel, ModelSession, SessionSnapshot
from vocabulary.messages import DraftCounts, SamplingParameters
from vocabulary.reply import DrawnToken, ReplyRule


class SharedModel:
    """A language model that several attempts may use at once, each through a view of its own and from one thread."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.lock = threading.Lock()

    def view(self) -> ModelView:
        """The model as one attempt sees it."""
        return ModelView(self.model, self.lock)


class ModelView:
    """A language model whose sessions wait for their turn. ``waited_s`` is how long they did, in seconds, so far."""

    def __init__(self, model: LanguageModel, lock: threading.Lock) -> None:
        self._model = model
        self._lock = lock
        self.waited_s = 0.0

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
        with self.turn():
            return _WaitingSession(self._model.new_session(seed=seed), self)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside, the model is this view's alone."""
        started_s = time.monotonic()
        with self._lock:
            self.waited_s += time.monotonic() - started_s
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

    def extend(self, token_ids: Sequence[int]) -> None:
        with self.view.turn():
            self.session.extend(token_ids)

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

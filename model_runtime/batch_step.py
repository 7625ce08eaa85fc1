"""What a step of the engine computes: rows of many sequences in one pass, and pieces of work by themselves.

It sets results and errors, each where it belongs. No threads and no queue: those are ``engine.py``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import torch
from torch import Tensor

from model_runtime.scheduler import Request
from model_runtime.state import SequenceState


class BatchModel(Protocol):
    """What an engine needs of a model; ``model_runtime.model.decoder.TextModel`` is one and describes the methods."""

    def empty_state(self) -> SequenceState:
        """The state of a sequence before its first token."""

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        """Advance one sequence."""

    def forward_rows(self, token_ids: Sequence[int], states: Sequence[SequenceState]) -> Tensor:
        """Advance several sequences by one token each."""

    def logits(self, hidden: Tensor) -> Tensor:
        """Logits of rows."""

    def logits_rows(self, hidden: Tensor) -> Tensor:
        """Logits of rows, each of which does not depend on the others."""


@dataclass(slots=True, eq=False)
class Job:
    """A request with what it needs and what came of it.

    Attributes:
        request: What the scheduler knows of it.
        work: To be carried out by itself.
        token_id: Of a row: the token by which ``state`` is advanced.
        state: Of a row.
        hidden: ``[1, hidden]``, whose logits are asked for; of a row that was computed, what came of it.
        logits: ``[1, vocabulary]``, of the row.
        result: What whoever asked gets; valid, as is ``error``, once ``done`` is set.
        begun_s: When it was begun, on the monotonic clock.
    """

    request: Request
    work: Callable[[], object] | None = None
    token_id: int = 0
    state: SequenceState | None = None
    hidden: Tensor | None = None
    logits: Tensor | None = None
    result: object = None
    error: BaseException | None = None
    begun_s: float = 0.0
    done: threading.Event = field(default_factory=threading.Event)

    def fail(self, error: BaseException) -> None:
        """End without a result."""
        self.error, self.begun_s = error, self.begun_s or time.monotonic()
        self.done.set()


def compute_alone(job: Job) -> None:
    """Carry out one piece of work."""
    assert job.work is not None
    job.begun_s = time.monotonic()
    try:
        job.result = job.work()
    except BaseException as error:
        job.error = error


def compute_together(model: BatchModel, jobs: Sequence[Job]) -> None:
    """Advance sequences by a token each, and give the logits of these rows and of those that are asked for."""
    for job in jobs:
        job.begun_s = time.monotonic()
        _make_room(job)
    able = [job for job in jobs if job.error is None]
    try:
        _advance(model, [job for job in able if job.state is not None])
        _give_logits(model, able)
    except BaseException as error:
        # The pass is one for all: what is left of it is nobody's state.
        for job in able:
            job.error = error


def _make_room(job: Job) -> None:
    """Allocate what a row needs to be kept, so that a lack of memory is that of one sequence."""
    if job.state is not None:
        try:
            job.state.reserve(1)
        except (RuntimeError, MemoryError) as error:
            job.error = error


def _advance(model: BatchModel, rows: Sequence[Job]) -> None:
    if rows:
        states = [job.state for job in rows if job.state is not None]
        hidden = model.forward_rows([job.token_id for job in rows], states)
        for place, job in enumerate(rows):
            job.result = job.hidden = hidden[place : place + 1]


def _give_logits(model: BatchModel, jobs: Sequence[Job]) -> None:
    hidden = [job.hidden for job in jobs if job.hidden is not None]
    if hidden:
        logits = model.logits_rows(torch.cat(hidden))
        for place, job in enumerate(jobs):
            # A copy: those of all the others need not live as long as these.
            job.logits = logits[place : place + 1].clone()
            if job.state is None:
                job.result = job.logits

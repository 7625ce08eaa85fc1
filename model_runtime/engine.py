"""Many sessions on one model at once: a thread computes, step by step, what the sessions of other threads wait for.

To sessions it is a model like any other; each gets, bit for bit, what it would get if it were the only one. In a step, the
next tokens of all that decode go through the layers together, then pieces of prefills and all else by themselves.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from weakref import WeakKeyDictionary, finalize

import torch
from torch import Tensor

from model_runtime.batch_step import BatchModel, Job, compute_alone, compute_together
from model_runtime.errors import EngineClosedError
from model_runtime.scheduler import Budget, Kind, Request, Scheduler, Step
from model_runtime.state import AttentionState, DeltaNetState, SequenceState
from model_runtime.tentative import TentativeDeltaNetState

Result = TypeVar("Result")

# How long a step waits for those that had a row in the last one and are choosing their token: a share of what the rows took,
# but at least so long. Most come at once; whoever has ended its reply costs the others this, once.
_PATIENCE: Final = 0.3
_LEAST_PATIENCE_S: Final = 0.002
# How often sequences that wait for memory look whether another has gone.
_LOOK_AGAIN_S: Final = 0.02


@dataclass(frozen=True, slots=True)
class EngineCounts:
    """What an engine has done: steps, rows in them, the most rows in one, pieces by themselves and their tokens."""

    steps: int = 0
    rows: int = 0
    most_rows: int = 0
    pieces: int = 0
    piece_tokens: int = 0


@dataclass(slots=True, eq=False)
class _Sequence:
    """What is known of a sequence: its number, and the logits that came with its last row."""

    number: int
    row: Tensor | None = None
    logits: Tensor | None = None


class Engine:
    """Computes for sessions of any number of threads.

    What sequences hold is bounded by making those that came later wait, until earlier ones are gone. So a thread that holds
    several sequences, one of them idle, can wait for itself where the bound is narrow: one thread, one sequence.

    An error of one request is raised where it was asked for, and nowhere else. What a row cannot get for itself, memory, is
    taken for each before the common pass; an error of that pass itself is one of the device, and all its rows raise it.
    """

    def __init__(self, model: BatchModel, budget: Budget) -> None:
        """Start the thread; it ends with ``close`` or with the process."""
        self._model = model
        self.budget = budget
        self._scheduler = Scheduler(budget)
        self._jobs: dict[Request, Job] = {}
        self._sequences: WeakKeyDictionary[AttentionState | DeltaNetState, _Sequence] = WeakKeyDictionary()
        self._last_rows: dict[int, _Sequence] = {}
        self._gone: deque[_Sequence] = deque()
        self._numbers = 0
        self._expected: set[int] = set()
        self._changed = threading.Condition()
        self._rows_took_s = 0.0
        self._waits = threading.local()
        self._closed = False
        self._counts = EngineCounts()
        threads = torch.get_num_threads()
        self._thread = threading.Thread(target=self._serve, args=(threads,), name="engine", daemon=True)
        self._thread.start()

    @property
    def counts(self) -> EngineCounts:
        """What was done so far."""
        return self._counts

    @property
    def settings(self) -> Mapping[str, int]:
        """For the record: what a step may do, and what all sequences together may hold."""
        return {"rows": self.budget.rows, "piece_tokens": self.budget.tokens, "state_bytes": self.budget.state_bytes}

    @property
    def state_bytes(self) -> int:
        """What the sequences hold now; never above the budget."""
        with self._changed:
            self._forget_gone()
            return self._scheduler.state_bytes

    @property
    def waited_s(self) -> float:
        """How long the calling thread has waited so far for what it asked for, in seconds."""
        return getattr(self._waits, "seconds", 0.0)

    def close(self) -> None:
        """End the thread after the step that it is at; what still waits raises, as does all that is asked for later."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def empty_state(self) -> SequenceState:
        """The state of a sequence before its first token."""
        return self._model.empty_state()

    def forward(self, token_ids: list[int], state: SequenceState) -> Tensor:
        """As the model's; a single token shares its pass with those of other sequences.

        Raises:
            EngineClosedError: The engine was closed.
        """
        if len(token_ids) != 1 or any(isinstance(layer, TentativeDeltaNetState) for layer in state.layers):
            return self.alone(lambda: self._model.forward(token_ids, state), tokens=len(token_ids), state=state)
        with self._changed:
            job = Job(self._request("row", 1, state), token_id=token_ids[0], state=state)
        row = self._run(job)
        assert isinstance(row, Tensor)
        return row

    def logits(self, hidden: Tensor) -> Tensor:
        """As the model's; those of a single row share a pass with others, or came with the row.

        Raises:
            EngineClosedError: The engine was closed.
        """
        if hidden.shape[0] != 1:
            return self.alone(lambda: self._model.logits(hidden))
        with self._changed:
            known = self._last_rows.get(hidden.data_ptr())
            # While the row is kept no other can lie where it lies.
            if known is not None and known.logits is not None:
                return known.logits
        logits = self._run(Job(Request("logits"), hidden=hidden))
        assert isinstance(logits, Tensor)
        return logits

    def alone(self, work: Callable[[], Result], *, tokens: int = 1, state: SequenceState | None = None) -> Result:
        """Carry out ``work`` between two steps, in the engine's thread.

        Args:
            work: Uses the model in any way.
            tokens: Computed by it.
            state: Advanced by it; None if none is, or one that is accounted for already.

        Raises:
            EngineClosedError: The engine was closed.
        """
        if state is not None and any(isinstance(layer, TentativeDeltaNetState) for layer in state.layers):
            state = None
        with self._changed:
            request = Request("alone", tokens=tokens) if state is None else self._request("alone", tokens, state)
        result: Result = self._run(Job(request, work=work))  # type: ignore[assignment] # what the work gave
        return result

    def _request(self, kind: Kind, tokens: int, state: SequenceState) -> Request:
        """A request that advances ``state``, for which its sequence is found or begun. Called with the lock held."""
        owner = state.layers[0]
        sequence = self._sequences.get(owner)
        if sequence is None:
            self._numbers += 1
            self._sequences[owner] = sequence = _Sequence(self._numbers)
            # Called wherever the state happens to go, perhaps with the lock held: it may do no more than this.
            finalize(owner, self._gone.append, sequence).atexit = False
        return Request(kind, sequence.number, state.bytes_at(state.token_count + tokens), tokens)

    def _run(self, job: Job) -> object:
        """Hand a job over and wait for it; gives its result or raises its error."""
        asked_s = time.monotonic()
        with self._changed:
            if self._closed:
                raise EngineClosedError("the engine was closed")
            self._jobs[job.request] = job
            self._scheduler.submit(job.request)
            if job.request.sequence is not None:
                self._expected.discard(job.request.sequence)
            self._changed.notify_all()
        try:
            job.done.wait()
        except BaseException:  # the user interrupts: what has not begun is forgotten, what has begun ends by itself
            with self._changed:
                if self._scheduler.withdraw(job.request):
                    del self._jobs[job.request]
            raise
        self._waits.seconds = self.waited_s + job.begun_s - asked_s
        if job.error is not None:
            raise job.error
        return job.result

    @torch.inference_mode()
    def _serve(self, threads: int) -> None:
        torch.set_num_threads(threads)
        try:
            while (step := self._next_step()) is not None:
                self._carry_out(step)
        finally:
            with self._changed:
                self._closed = True
                left = [self._jobs.pop(request) for request in list(self._jobs)]
            for job in left:
                job.fail(EngineClosedError("the engine was closed"))

    def _next_step(self) -> Step | None:
        """What is computed next; None when the engine is closed. Waits a little for those that choose a token."""
        patient_until_s = time.monotonic() + max(_LEAST_PATIENCE_S, _PATIENCE * self._rows_took_s)
        with self._changed:
            while not self._closed:
                self._forget_gone()
                waiting = self._scheduler.waiting
                left_s = patient_until_s - time.monotonic()
                if not waiting:
                    self._changed.wait()
                elif self._expected and left_s > 0 and all(request.kind != "alone" for request in waiting):
                    self._changed.wait(left_s)
                elif (step := self._scheduler.next_step()).requests:
                    return step
                else:
                    self._changed.wait(_LOOK_AGAIN_S)
        return None

    def _carry_out(self, step: Step) -> None:
        with self._changed:
            jobs = {request: self._jobs.pop(request) for request in step.requests}
        together = [jobs[request] for request in (*step.rows, *step.logits)]
        begun_s = time.monotonic()
        compute_together(self._model, together)
        self._rows_took_s = time.monotonic() - begun_s
        with self._changed:
            self._expected = {request.sequence for request in step.rows if request.sequence is not None}
            for job in together:
                self._keep_last_row(job)
        for job in together:
            job.done.set()
        for request in step.alone:
            compute_alone(jobs[request])
            jobs[request].done.set()
        self._counts = replace(
            self._counts,
            steps=self._counts.steps + 1,
            rows=self._counts.rows + len(step.rows),
            most_rows=max(self._counts.most_rows, len(step.rows)),
            pieces=self._counts.pieces + len(step.alone),
            piece_tokens=self._counts.piece_tokens + sum(request.tokens for request in step.alone),
        )

    def _keep_last_row(self, job: Job) -> None:
        """Remember the logits that came with a row. Called with the lock held."""
        if job.state is None or not isinstance(job.result, Tensor):
            return
        sequence = self._sequences[job.state.layers[0]]
        if sequence.row is not None:
            self._last_rows.pop(sequence.row.data_ptr(), None)
        sequence.row, sequence.logits = job.result, job.logits
        self._last_rows[job.result.data_ptr()] = sequence

    def _forget_gone(self) -> None:
        """Sequences whose state nobody holds any more. Called with the lock held."""
        while self._gone:
            sequence = self._gone.popleft()
            self._scheduler.release([sequence.number])
            self._expected.discard(sequence.number)
            if sequence.row is not None:
                self._last_rows.pop(sequence.row.data_ptr(), None)

"""Going on with a run whose process died: its record is replayed, its sandbox taken over or made anew, its open call settled.

What was recorded stays; what was not is done again: a reply is sampled anew, a call only where it certainly did not take
place in this sandbox (``agent/settlement.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from agent import loop
from agent.answering import Answered, bridge, finish_turn, noted
from agent.attempt import Attempt, Clock
from agent.checkpoints import call_name
from agent.compaction import begin_segment
from agent.conclusion import conclude
from agent.conversation import Conversation
from agent.deadline import SandboxUntil
from agent.errors import Misconfigured
from agent.events import Resumed, UserMessage
from agent.limits import RESUMABLE, Ending, RunLimits
from agent.model import LanguageModel
from agent.outcome import SolveResult
from agent.progress import NoProgress, Progress
from agent.run_state import Agent, State
from agent.saved_run import SavedRun
from agent.settlement import REPLY_STOPPED, about_new_sandbox, in_new_sandbox, settled
from agent.solve import SETUP_CHANGE, Stopping, begin, make_agent, make_checkpoints, run_loop, set_up, tidy, tool_specs
from agent.standing import OpenTurn, Standing
from sandboxes.base import CallMarks, RecoverableSandbox
from tools.base import Observation
from vocabulary.messages import Message, ToolCall

WAIT_BEYOND_TIMEOUT_S: Final = 10.0
"""How much longer than its own timeout a command of the dead process may take to be known as ended."""


@dataclass(frozen=True, slots=True)
class Sandboxes:
    """Where a run gets its sandbox: the old one where it is still there, else a new one.

    Both take the number of the sandbox in the run, from 0: one that a process was still filling when it died has a number that
    no record knows, and is never taken over.
    """

    adopt: Callable[[int], RecoverableSandbox | None]
    open: Callable[[int], RecoverableSandbox]


def resume(
    saved: SavedRun,
    model: LanguageModel,
    sandboxes: Sandboxes,
    *,
    progress: Progress | None = None,
    stopping: Stopping | None = None,
) -> SolveResult:
    """Go on with a run and hand back what it came to. Closes the run's record.

    Args:
        saved: the run.
        model: the same model as before.
        sandboxes: where it gets its sandbox.
        progress: is shown what happens.
        stopping: how it is ended from outside.

    Raises:
        Misconfigured: another model, a record that does not fit, or a set-up that failed.
        SandboxError: no sandbox can be had, or its files cannot be put back.
    """
    trajectory, request = saved.trajectory, saved.request
    try:
        if model.digest != saved.model_digest:
            raise Misconfigured("the model is not the one that the run began with: its digest is another")
        standing, conversation = saved.standing(model, tool_specs(request, model.chat))
        clock, progress, stopping = Clock(), progress or NoProgress(), stopping or Stopping()
        adopted = sandboxes.adopt(saved.sandbox_number) if conversation is not None else None
        sandbox = adopted or sandboxes.open(saved.sandbox_number + 1)
        try:
            clock.lap("sandbox_s")
            attempt = Attempt(request, sandbox, trajectory, progress, clock)
            if conversation is None:
                trajectory.cut_tokens(0)
                trajectory.append(Resumed(sandbox="new"))
                result = begin(attempt, model, stopping)
            else:
                progress.note(
                    f"going on after step {standing.state.steps} {'with the old' if adopted else 'in a new'} sandbox"
                )
                resumption = _Resumption(attempt, sandbox, standing, conversation, is_new=adopted is None)
                result = resumption.run(model, stopping)
        finally:
            sandbox.close()
        tidy(request, result)
    finally:
        trajectory.close()
    return result


@dataclass(frozen=True, slots=True)
class _Resumption:
    """The parts of a resumed run that had at least one reply."""

    attempt: Attempt
    sandbox: RecoverableSandbox
    standing: Standing
    conversation: Conversation
    is_new: bool

    def run(self, model: LanguageModel, stopping: Stopping) -> SolveResult:
        attempt, standing = self.attempt, self.standing
        setup_change = self._put_back() if self.is_new else self._kept_file(SETUP_CHANGE)
        attempt.clock.lap("setup_s")
        attempt.trajectory.cut_tokens(self.conversation.token_count + standing.log_shift)
        answered = self._answered()
        checkpoints = make_checkpoints(attempt, generation=standing.generation + 1, kept=standing.checkpoint)
        agent = make_agent(attempt, model, self.conversation, stopping)
        agent = replace(agent, checkpoints=checkpoints)
        state = replace(standing.state, started_s=agent.now_s() - standing.elapsed_s)
        agent = replace(agent, sandbox=SandboxUntil(self.sandbox, state.started_s + agent.limits.max_time_s))
        if standing.ended is not None and standing.ended.kind not in RESUMABLE:
            state = replace(state, ending=Ending(standing.ended.kind, standing.ended.detail))
        else:
            first = partial(_finish, opened=self.opened, answered=answered)
            state = run_loop(agent, partial(loop.go_on, agent, state, first))
        attempt.clock.lap("loop_s")
        return conclude(attempt, state, setup_change, checkpoints)

    @property
    def opened(self) -> OpenTurn:
        assert self.standing.open is not None  # there was a reply
        return self.standing.open

    def _put_back(self) -> bytes:
        """Make a new sandbox what the lost one was, as far as that was kept; the change of the set-up."""
        setup_change = set_up(self.attempt)
        if self.standing.checkpoint is not None:
            self.sandbox.restore(self._kept_file(self.standing.checkpoint))
        return setup_change

    def _kept_file(self, name: str) -> bytes:
        path = self.attempt.trajectory.folder / name
        return path.read_bytes() if path.exists() else b""

    def _answered(self) -> Answered:
        """What was told of the open turn, what became of its open call, and what is to be told of the sandbox."""
        opened, is_new = self.opened, self.is_new
        note = about_new_sandbox(unkept=self.standing.unkept) if is_new else ""
        rides_later = not opened.is_answered
        self.attempt.trajectory.append(
            Resumed(
                sandbox="new" if is_new else "adopted",
                checkpoint=self.standing.checkpoint if is_new else None,
                note="" if rides_later else note,
            )
        )
        if not rides_later:
            return Answered((*opened.told[:-1], noted(opened.told[-1], note)))
        return Answered(opened.told, self._settled(opened) if opened.begun else None, note)

    def _settled(self, opened: OpenTurn) -> Observation | None:
        """The outcome of the call that began; None when it is to be run."""
        index = len(opened.told)
        call = opened.turn.calls[index]
        if self.is_new:
            is_exact = self.standing.unkept == 0 and not self.standing.kept_at_end
            return in_new_sandbox(call, is_exact=is_exact, reaches_out=bool(self.attempt.request.allowed_hosts))
        asked_s = call.arguments.get("timeout") if isinstance(call, ToolCall) else None
        limits: RunLimits = self.attempt.request.profile.limits
        wait_s = float(asked_s if isinstance(asked_s, int) else limits.command_timeout_s) + WAIT_BEYOND_TIMEOUT_S
        marks = CallMarks()
        for generation in range(self.standing.generation, -1, -1):
            name = call_name(generation, self.standing.state.steps, index)
            marks = self.sandbox.settle_call(name, wait_s=wait_s)
            if marks != CallMarks():
                break
        return settled(call, marks)


def _finish(agent: Agent, state: State, *, opened: OpenTurn, answered: Answered) -> State:
    """The rest of the step in which the process died."""
    if opened.is_summary and not opened.stopped:
        return begin_segment(agent, opened.turn, state, answered.note)
    if opened.is_answered:
        messages = list(answered.told)
    elif opened.stopped:
        text = "\n".join(filter(None, (REPLY_STOPPED, answered.note)))
        agent.record(UserMessage(step=state.steps, text=text))
        messages = [Message("user", text)]
    else:
        return finish_turn(agent, opened.turn, state, answered)
    return bridge(agent, messages, replace(state, writes_summary=False))

"""The loop: ``run`` takes steps until one ends the run; ``step`` is one reply of the model and what comes of it.

The walk of a step: limits are checked, the new tokens go to the model, what it samples goes to the conversation, the
turn is parsed, its calls are carried out in order, the observations are bridged into the conversation. Limits, endings
and the model's mistakes are values. It takes no patch and no model, tool or sandbox by name: see ``agent/solve.py``.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from agent import limits, stuck
from agent.checkpoints import Checkpoints
from agent.conversation import Conversation
from agent.events import (
    AnyRecord,
    Ended,
    ModelTurn,
    ObservationRecord,
    ThoughtsForgotten,
    ToolCallRecord,
    UserMessage,
)
from agent.execution import execute, identity
from agent.final_gate import FinalGate
from agent.limits import Ending, RunLimits, Spent
from agent.model import ModelSession, SessionSnapshot
from agent.progress import Progress
from agent.replies import ReplySettings
from agent.trajectory import Trajectory
from sandboxes.base import Sandbox
from sandboxes.errors import SandboxLost
from tools.base import Observation, Tool
from vocabulary.messages import AssistantTurn, DraftCounts, MalformedCall, Message, SamplingParameters, ToolCall, Usage
from vocabulary.reply import DrawnToken, ReplyRule

INTERRUPTED: Final = Ending("interrupted", "stopped from outside")

Role = Literal["tool", "user"]


@dataclass(frozen=True, slots=True)
class Agent:
    """What a run works with. The trajectory only ever grows; so do session and conversation if thoughts are kept."""

    session: ModelSession
    conversation: Conversation
    context_tokens: int
    sampling: SamplingParameters
    tools: Mapping[str, Tool]
    sandbox: Sandbox
    limits: RunLimits
    trajectory: Trajectory
    progress: Progress
    replies: ReplySettings = field(default_factory=ReplySettings)
    checkpoints: Checkpoints = field(default_factory=Checkpoints)
    gate: FinalGate | None = None
    should_stop: Callable[[], bool] = lambda: False
    should_stop_after_step: Callable[[], bool] = lambda: False
    now_s: Callable[[], float] = time.monotonic

    def record(self, record: AnyRecord) -> None:
        """Write a record, then show it."""
        self.trajectory.append(record)
        self.progress.record(record)


@dataclass(frozen=True, slots=True)
class State:
    """How far a run is. ``steps`` counts replies, a cut or stopped one included.

    ``before_thoughts`` is the session before the thoughts that leave it at the next user message.
    """

    started_s: float
    steps: int = 0
    usage: Usage = field(default_factory=Usage)
    drafts: DraftCounts = field(default_factory=DraftCounts)
    prefill_s: float = 0.0
    decode_s: float = 0.0
    repetition: stuck.Repetition = field(default_factory=stuck.Repetition)
    turns_without_call: int = 0
    before_thoughts: SessionSnapshot | None = None
    passed_gate: bool = False
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """How far the answering of a turn has come: what was told, and the outcome of a call that began in another process.

    ``note`` is added to what the next call's result says.
    """

    told: tuple[str, ...] = ()
    settled: Observation | None = None
    note: str = ""


def run(agent: Agent, state: State) -> State:
    """Take steps from the first prompt on until the run ends.

    Raises:
        OSError: the run directory cannot be written.
    """
    agent.trajectory.append_tokens(agent.conversation.token_ids(), "prompt")
    return go_on(agent, state)


def go_on(agent: Agent, state: State, first: Callable[[Agent, State], State] | None = None) -> State:
    """Take steps until the run ends. An interruption or an error that nobody expects ends it as a limit does.

    Args:
        agent: what the run works with.
        state: how far it is.
        first: the rest of a step that was begun; None for a whole one.

    Raises:
        OSError: the run directory cannot be written.
    """
    take = first or step
    while state.ending is None:
        try:
            state, take = take(agent, state), step
            if state.ending is None and agent.should_stop_after_step():
                state = replace(state, ending=INTERRUPTED)
        except KeyboardInterrupt:
            state = replace(state, ending=INTERRUPTED)
        except Exception as error:
            agent.trajectory.write_file("error.log", traceback.format_exc().encode("utf-8", "backslashreplace"))
            state = replace(state, ending=Ending("internal_error", f"{type(error).__name__}: {error}"))
    agent.record(Ended(kind=state.ending.kind, detail=state.ending.detail))
    return state


def step(agent: Agent, state: State) -> State:
    """One reply of the model, its calls and their observations."""
    conversation, elapsed_s = agent.conversation, agent.now_s() - state.started_s
    spent = Spent(state.steps, conversation.token_count, elapsed_s, conversation.forgotten_tokens)
    ending = limits.check(agent.limits, spent, context_tokens=agent.context_tokens)
    if ending is not None:
        return replace(state, ending=ending)
    turn, state = take_turn(agent, state, spent)
    return state if state.ending is not None else finish_turn(agent, turn, state, Answered())


def finish_turn(agent: Agent, turn: AssistantTurn, state: State, answered: Answered) -> State:
    """Carry out what a turn still asks for, and bridge all that is told into the conversation."""
    messages, state = answer_turn(agent, turn, state, answered)
    if state.ending is None:
        agent.trajectory.append_tokens(agent.conversation.bridge(messages), "glue")
        if not agent.replies.preserve_thinking and any(message.role == "user" for message in messages):
            forget_thoughts(agent, state)
    return state


def forget_thoughts(agent: Agent, state: State) -> None:
    """Take past thoughts out of the conversation, and the session back to before the first of them."""
    kept, written = agent.conversation.thought_border, agent.trajectory.token_count
    agent.record(ThoughtsForgotten(step=state.steps, kept_tokens=kept, log_tokens=written))
    agent.trajectory.append_tokens(agent.conversation.forget_thoughts(), "glue")
    agent.session.rewind(state.before_thoughts)


def take_turn(agent: Agent, state: State, spent: Spent) -> tuple[AssistantTurn, State]:
    """Give the model the tokens that it has not seen, sample its reply and append it to the conversation."""
    session, conversation = agent.session, agent.conversation
    reused, first, drafts_before = session.token_count, conversation.token_count, session.draft_counts
    started_s = agent.now_s()
    state = prefill(agent, state)
    prefill_s = agent.now_s() - started_s
    max_tokens = limits.turn_budget(agent.limits, spent, context_tokens=agent.context_tokens)
    budget = agent.replies.budget_after(state.usage.thinking)
    rule = conversation.reply_rule(agent.replies, budget)
    sampled, ending = sample(agent, rule, max_tokens, deadline_s=state.started_s + agent.limits.max_time_s)
    decode_s = agent.now_s() - started_s - prefill_s
    turn = conversation.append_reply(sampled)
    agent.trajectory.append_reply(sampled)
    usage = conversation.turns[-1].usage if sampled else Usage(first - reused, reused)
    drafts = session.draft_counts - drafts_before
    state = replace(state, steps=state.steps + 1, usage=state.usage + usage, drafts=state.drafts + drafts)
    state = replace(state, ending=ending)
    state = replace(state, prefill_s=state.prefill_s + prefill_s, decode_s=state.decode_s + decode_s)
    agent.record(
        ModelTurn(
            step=state.steps,
            first_token=first,
            token_ids=tuple(token.token_id for token in sampled),
            reasoning=turn.reasoning,
            content=turn.content,
            calls=len(turn.calls),
            finish="stopped" if ending else turn.finish,
            usage=usage,
            prefill_s=prefill_s,
            decode_s=decode_s,
            decode_tokens_per_s=len(sampled) / decode_s if decode_s > 0 else 0.0,
            thinking_budget=budget,
            forced=forced_runs(sampled),
            drafts=drafts,
        )
    )
    return turn, state


def prefill(agent: Agent, state: State) -> State:
    """Give the model what it has not seen. Where thoughts are not kept, the session is remembered as it is before them."""
    session, border = agent.session, agent.conversation.thought_border
    if not agent.replies.preserve_thinking and session.token_count <= border:
        session.extend(agent.conversation.token_ids(session.token_count)[: border - session.token_count])
        state = replace(state, before_thoughts=session.snapshot())
    session.extend(agent.conversation.token_ids(session.token_count))
    return state


def sample(
    agent: Agent, rule: ReplyRule | None, max_tokens: int, *, deadline_s: float
) -> tuple[list[DrawnToken], Ending | None]:
    """The tokens of a reply, and the ending if something stopped them midway."""
    sampled: list[DrawnToken] = []
    logprobs = agent.replies.logprobs
    try:
        for token in agent.session.reply(agent.sampling, max_tokens=max_tokens, rule=rule, logprobs=logprobs):
            sampled.append(token)
            agent.progress.token(token.token_id)
            if agent.should_stop():
                return sampled, INTERRUPTED
            if agent.now_s() >= deadline_s:
                return sampled, limits.time_is_up(agent.limits)
    except KeyboardInterrupt:
        return sampled, INTERRUPTED
    return sampled, None


def forced_runs(tokens: list[DrawnToken]) -> tuple[tuple[int, int], ...]:
    """Where forced tokens stand: first, and one past last, of each run."""
    bounds = [index for index in range(len(tokens) + 1) if _is_forced(tokens, index) != _is_forced(tokens, index - 1)]
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def _is_forced(tokens: list[DrawnToken], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].forced


def answer_turn(agent: Agent, turn: AssistantTurn, state: State, answered: Answered) -> tuple[list[Message], State]:
    """Carry out the calls of a turn in order; what the model is told in return, one message a call."""
    cut = stuck.CUT if turn.finish == "length" else ""
    if not turn.calls:
        return answer_without_call(agent, cut, state)
    told, note = list(answered.told), answered.note
    for index in range(len(told), len(turn.calls)):
        call = turn.calls[index]
        notes = (note, cut if index == len(turn.calls) - 1 else "")
        if answered.settled is not None and index == len(answered.told):
            text, state = tell(agent, call, index, Outcome(answered.settled, notes), state)
        else:
            text, state = carry_out(agent, call, index, notes, state)
        told.append(text)
        note = ""
        if state.ending is not None:
            break
    return [Message("tool", text) for text in told], replace(state, turns_without_call=0)


def answer_without_call(agent: Agent, cut: str, state: State) -> tuple[list[Message], State]:
    """Tell the model to go on, unless it was told often enough."""
    turns = state.turns_without_call + 1
    state = replace(state, turns_without_call=turns, ending=stuck.without_call(turns))
    text = "\n".join(filter(None, (cut, stuck.CONTINUE)))
    if state.ending is None:
        agent.record(UserMessage(step=state.steps, text=text))
    return [Message("user", text)], state


def carry_out(
    agent: Agent, call: ToolCall | MalformedCall, index: int, notes: tuple[str, ...], state: State
) -> tuple[str, State]:
    """One call: recorded, run, recorded again with its result. ``notes`` are added to what the model is told."""
    agent.record(ToolCallRecord.of(call, step=state.steps, index=index))
    started_s = agent.now_s()
    try:
        agent.checkpoints.begin(state.steps, index)
        observation = execute(call, agent.tools, agent.sandbox)
        if observation.ends_run and agent.gate is not None and not state.passed_gate:
            observation, state = agent.gate.look(), replace(state, passed_gate=True)
        duration_s = agent.now_s() - started_s
        kept = agent.checkpoints.after(call)
    except KeyboardInterrupt:
        return "", replace(state, ending=INTERRUPTED)
    except SandboxLost as error:
        return "", replace(state, ending=Ending("sandbox_lost", str(error)))
    return tell(agent, call, index, Outcome(observation, notes, duration_s, kept), state)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: the tool's words, ours, and the file that keeps the change as it was then."""

    observation: Observation
    notes: tuple[str, ...] = ()
    duration_s: float = 0.0
    checkpoint: str | None = None


def tell(agent: Agent, call: ToolCall | MalformedCall, index: int, outcome: Outcome, state: State) -> tuple[str, State]:
    """Record what came of a call; what the model is told, and whether that ends the run."""
    observation = outcome.observation
    repetition = state.repetition.after(identity(call), observation.text)
    note = "\n".join(filter(None, (repetition.nudge, *outcome.notes)))
    text = "\n".join(filter(None, (observation.text, note)))
    agent.record(
        ObservationRecord(
            step=state.steps,
            index=index,
            text=text,
            is_error=observation.is_error,
            duration_s=outcome.duration_s,
            ends_run=observation.ends_run,
            note=note,
            checkpoint=outcome.checkpoint,
        )
    )
    ending = submission(call) if observation.ends_run else repetition.ending
    return text, replace(state, repetition=repetition, ending=ending)


def submission(call: ToolCall | MalformedCall) -> Ending:
    """The ending by ``submit``, in the model's words."""
    arguments = call.arguments if isinstance(call, ToolCall) else {}
    return Ending("submitted", str(arguments.get("summary", "")))

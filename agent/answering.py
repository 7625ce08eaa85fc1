"""What comes of a reply: its calls are carried out in order, and what the model is told goes into the conversation.

A turn that was answered in part by a process that died is answered to the end in the same way: see ``agent/resume.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agent import context, stuck
from agent.compaction import is_due
from agent.events import ObservationRecord, SummaryAsked, ThoughtsForgotten, ToolCallRecord, UserMessage
from agent.execution import execute, identity
from agent.limits import Ending
from agent.run_state import INTERRUPTED, Agent, State
from sandboxes.errors import SandboxLost
from tools.base import Observation
from vocabulary.messages import AssistantTurn, Image, MalformedCall, Message, ToolCall

Role = Literal["tool", "user"]


@dataclass(frozen=True, slots=True)
class Answered:
    """How far the answering of a turn has come: what was told, and the outcome of a call that began in another process.

    ``note`` is added to what is told next.
    """

    told: tuple[Message, ...] = ()
    settled: Observation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: the tool's words, ours, and the file that keeps the change as it was then."""

    observation: Observation
    notes: tuple[str, ...] = ()
    duration_s: float = 0.0
    checkpoint: str | None = None


def finish_turn(agent: Agent, turn: AssistantTurn, state: State, answered: Answered) -> State:
    """Carry out what a turn still asks for, and bridge all that is told into the conversation."""
    messages, state = answer_turn(agent, turn, state, answered)
    return state if state.ending is not None else bridge(agent, messages, state)


def bridge(agent: Agent, messages: Sequence[Message], state: State) -> State:
    """Put what the model is told behind its turn.

    Past thoughts leave the conversation where they are not kept. Else a context that is nearly full is to be summed up.
    """
    forgets = not agent.replies.preserve_thinking and any(message.role == "user" for message in messages)
    if not forgets and is_due(agent, messages, state):
        agent.record(SummaryAsked(step=state.steps, context_tokens=agent.conversation.token_count, text=context.ASK))
        messages = [*messages[:-1], noted(messages[-1], context.ASK)]
        state = replace(state, writes_summary=True)
    agent.trajectory.append_tokens(agent.conversation.bridge(messages), "glue")
    if forgets:
        forget_thoughts(agent, state)
    return state


def forget_thoughts(agent: Agent, state: State) -> None:
    """Take past thoughts out of the conversation, and the session back to before the first of them."""
    kept, written = agent.conversation.thought_border, agent.trajectory.token_count
    agent.record(ThoughtsForgotten(step=state.steps, kept_tokens=kept, log_tokens=written))
    agent.trajectory.append_tokens(agent.conversation.forget_thoughts(), "glue")
    if state.before_thoughts is not None:
        agent.session.rewind(state.before_thoughts)


def answer_turn(agent: Agent, turn: AssistantTurn, state: State, answered: Answered) -> tuple[list[Message], State]:
    """Carry out the calls of a turn in order; what the model is told in return, one message a call."""
    cut = stuck.CUT if turn.finish == "length" else ""
    if turn.finish == "repetition":
        return answer_without_call(agent, (stuck.THOUGHT_NUDGE, answered.note), state)
    if not turn.calls:
        return answer_without_call(agent, (cut, stuck.CONTINUE, answered.note), state)
    told, note = list(answered.told), answered.note
    for index in range(len(told), len(turn.calls)):
        call = turn.calls[index]
        notes = (note, cut if index == len(turn.calls) - 1 else "")
        if answered.settled is not None and index == len(answered.told):
            message, state = tell(agent, call, index, Outcome(answered.settled, notes), state)
        else:
            message, state = carry_out(agent, call, index, notes, state)
        told.append(message)
        note = ""
        if state.ending is not None:
            break
    return told, replace(state, turns_without_call=0, repeated_thoughts=0)


def answer_without_call(agent: Agent, words: Sequence[str], state: State) -> tuple[list[Message], State]:
    """Tell the model to go on, in these words, unless it was told often enough."""
    turns = state.turns_without_call + 1
    ending = stuck.repeated_thoughts(state.repeated_thoughts) or stuck.without_call(turns)
    state = replace(state, turns_without_call=turns, ending=ending)
    text = "\n".join(filter(None, words))
    if state.ending is None:
        agent.record(UserMessage(step=state.steps, text=text))
    return [Message("user", text)], state


def carry_out(
    agent: Agent, call: ToolCall | MalformedCall, index: int, notes: tuple[str, ...], state: State
) -> tuple[Message, State]:
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
        return Message("tool"), replace(state, ending=INTERRUPTED)
    except SandboxLost as error:
        return Message("tool"), replace(state, ending=Ending("sandbox_lost", str(error)))
    return tell(agent, call, index, Outcome(observation, notes, duration_s, kept), state)


def tell(
    agent: Agent, call: ToolCall | MalformedCall, index: int, outcome: Outcome, state: State
) -> tuple[Message, State]:
    """Record what came of a call; what the model is told, and whether that ends the run."""
    observation = outcome.observation
    images = tuple(agent.trajectory.keep_image(image.content) for image in observation.images)
    repetition = state.repetition.after(identity(call), "\n".join((observation.text, *images)))
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
            images=images,
        )
    )
    ending = submission(call) if observation.ends_run else repetition.ending
    return told_message(text, observation.images), replace(state, repetition=repetition, ending=ending)


def told_message(text: str, images: Sequence[Image]) -> Message:
    """What the model is told and shown of a call."""
    return Message.of_parts("tool", (text, *(part for image in images for part in ("\n", image))))


def noted(message: Message, note: str) -> Message:
    """The message with a note behind its first text."""
    if not note:
        return message
    first, *rest = message.parts or (message.content,)
    return Message.of_parts(message.role, (f"{first}\n{note}", *rest))


def submission(call: ToolCall | MalformedCall) -> Ending:
    """The ending by ``submit``, in the model's words."""
    arguments = call.arguments if isinstance(call, ToolCall) else {}
    return Ending("submitted", str(arguments.get("summary", "")))

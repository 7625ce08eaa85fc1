"""Where a run stands, from its record alone: what the conversation holds, which call is open, what the files are like.

Pure: events and tokens in, a value out. It is the fold that a resumed run begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from agent.answering import Role, submission
from agent.calls import may_change
from agent.conversation import Conversation, Origin
from agent.events import (
    AnyRecord,
    CommandRun,
    Ended,
    Event,
    Kept,
    ModelTurn,
    ObservationRecord,
    Resumed,
    RunStarted,
    ThoughtsForgotten,
    ToolCallRecord,
    UserMessage,
)
from agent.execution import identity
from agent.run_state import State
from agent.stuck import LoopRules, Repetition
from vocabulary.messages import AssistantTurn, Message, ToolCall


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A reply that is not answered in full: what was told so far, and the call that began and has no result."""

    turn: AssistantTurn
    told: tuple[str, ...] = ()
    role: Role = "tool"
    begun: bool = False
    stopped: bool = False

    @property
    def messages(self) -> list[Message]:
        """What was told, as it is bridged into the conversation."""
        return [Message(self.role, text) for text in self.told]

    @property
    def is_answered(self) -> bool:
        """Whether all is told that is to be told."""
        return self.role == "user" or (bool(self.turn.calls) and len(self.told) == len(self.turn.calls))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands.

    ``checkpoint`` names the newest kept change, and ``unkept`` counts calls since it that may have changed files;
    ``kept_at_end`` says that it holds what an open call did. ``generation`` counts the processes that resumed the run.
    ``elapsed_s`` is time that was worked, without the time in which nobody did. ``log_shift`` is how much further a token
    stands in the log than in the context, and ``forgotten`` how the context changes before the next reply.
    """

    state: State = field(default_factory=lambda: State(started_s=0.0))
    started: RunStarted | None = None
    open: OpenTurn | None = None
    set_up: CommandRun | None = None
    checkpoint: str | None = None
    unkept: int = 0
    kept_at_end: bool = False
    generation: int = 0
    elapsed_s: float = 0.0
    log_shift: int = 0
    forgotten: ThoughtsForgotten | None = None
    ended: Ended | None = None


def stand(
    events: Sequence[Event], log: Sequence[tuple[int, Origin]], conversation: Conversation, rules: LoopRules
) -> Standing:
    """Fold the events of a run.

    Args:
        events: all of them.
        log: the token log as it was written; what lies beyond the last recorded reply is ignored.
        conversation: opened with the prompt of the run; gets all replies and what was told after them, but for the
            last reply, which stays open.
        rules: those of the run.

    Raises:
        ValueError: the tokens do not fit the events.
    """
    standing = Standing(state=State(started_s=0.0, repetition=Repetition(rules)))
    clock = None
    for event in events:
        standing = _after(standing, event.record, log, conversation)
        if clock is not None and not isinstance(event.record, Resumed):
            standing = replace(standing, elapsed_s=standing.elapsed_s + (event.time - clock).total_seconds())
        clock = event.time
    return standing


def _after(
    standing: Standing, record: AnyRecord, log: Sequence[tuple[int, Origin]], conversation: Conversation
) -> Standing:
    match record:
        case RunStarted():
            return replace(standing, started=record)
        case ModelTurn():
            return _after_turn(standing, record, log, conversation)
        case ToolCallRecord():
            return replace(standing, open=replace(_opened(standing), begun=True))
        case ObservationRecord():
            return _after_observation(standing, record)
        case UserMessage():
            turns = standing.state.turns_without_call + 1
            told = replace(_opened(standing), told=(record.text,), role="user")
            return replace(standing, open=told, state=replace(standing.state, turns_without_call=turns))
        case ThoughtsForgotten():
            return replace(standing, forgotten=record)
        case CommandRun() if record.purpose == "setup":
            return replace(standing, set_up=record)
        case Kept():
            return replace(standing, checkpoint=record.checkpoint, unkept=0, kept_at_end=True)
        case Resumed():
            return _after_resumption(standing, record)
        case Ended():
            return replace(standing, ended=record)
        case _:
            return standing


def _opened(standing: Standing) -> OpenTurn:
    if standing.open is None:
        raise ValueError("a call without a reply before it")
    return standing.open


def _after_turn(
    standing: Standing, record: ModelTurn, log: Sequence[tuple[int, Origin]], conversation: Conversation
) -> Standing:
    standing = _with_answer(standing, record, log, conversation)
    start = record.first_token + standing.log_shift
    reply = log[start : start + len(record.token_ids)]
    if conversation.token_count != record.first_token or tuple(token_id for token_id, _ in reply) != record.token_ids:
        raise ValueError(f"the token log does not fit step {record.step}")
    for origin, tokens in groupby(reply, key=lambda token: token[1]):
        append = conversation.append_sampled if origin == "sampled" else conversation.append_forced
        append([token_id for token_id, _ in tokens])
    turn = conversation.append_sampled([])
    state = standing.state
    state = replace(
        state,
        steps=record.step,
        usage=state.usage + record.usage,
        drafts=state.drafts + record.drafts,
        prefill_s=state.prefill_s + record.prefill_s,
        decode_s=state.decode_s + record.decode_s,
    )
    return replace(standing, state=state, open=OpenTurn(turn, stopped=record.finish == "stopped"), kept_at_end=False)


def _with_answer(
    standing: Standing, record: ModelTurn, log: Sequence[tuple[int, Origin]], conversation: Conversation
) -> Standing:
    """With what was told before a reply, and without the thoughts that left the context then."""
    if standing.open is None:
        return standing
    forgotten, shift = standing.forgotten, standing.log_shift
    stop = forgotten.log_tokens if forgotten is not None else record.first_token + shift
    glue = [token_id for token_id, _ in log[conversation.token_count + shift : stop]]
    conversation.rejoin(standing.open.messages, glue)
    if forgotten is None:
        return standing
    if conversation.thought_border != forgotten.kept_tokens:
        raise ValueError(f"the thoughts before step {record.step} are not those that were forgotten")
    tail = conversation.forget_thoughts()
    if tail != [token_id for token_id, _ in log[stop : stop + len(tail)]]:
        raise ValueError(f"the token log does not fit the thoughts that were forgotten before step {record.step}")
    return replace(standing, log_shift=stop - forgotten.kept_tokens, forgotten=None)


def _after_observation(standing: Standing, record: ObservationRecord) -> Standing:
    opened = _opened(standing)
    call = opened.turn.calls[record.index]
    said = record.text.removesuffix(record.note).removesuffix("\n") if record.note else record.text
    state = replace(
        standing.state, repetition=standing.state.repetition.after(identity(call), said), turns_without_call=0
    )
    passed = isinstance(call, ToolCall) and call.name == "submit" and not record.is_error
    state = replace(state, passed_gate=state.passed_gate or passed)
    state = replace(state, ending=submission(call) if record.ends_run else state.repetition.ending)
    unkept = 0 if record.checkpoint else standing.unkept + may_change(call)
    return replace(
        standing,
        state=state,
        open=replace(opened, told=(*opened.told, record.text), begun=False),
        checkpoint=record.checkpoint or standing.checkpoint,
        unkept=unkept,
        kept_at_end=False,
    )


def _after_resumption(standing: Standing, record: Resumed) -> Standing:
    opened = standing.open
    if record.note and opened is not None and opened.told:
        opened = replace(opened, told=(*opened.told[:-1], f"{opened.told[-1]}\n{record.note}"))
    if record.sandbox == "new":
        standing = replace(standing, checkpoint=record.checkpoint, unkept=0)
    # What was begun behind the last reply is done anew, and recorded anew.
    return replace(standing, open=opened, ended=None, forgotten=None, generation=standing.generation + 1)

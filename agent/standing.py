"""Where a run stands, from its record alone: what the conversation holds, which call is open, what the files are like.

Pure: events and tokens in, a value out. It is the fold that a resumed run begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from agent.answering import Role, noted, submission, told_message
from agent.calls import may_change
from agent.conversation import Conversation, Origin
from agent.events import (
    AnyRecord,
    CommandRun,
    Compacted,
    Ended,
    Event,
    Kept,
    ModelTurn,
    ObservationRecord,
    Resumed,
    RunStarted,
    SummaryAsked,
    ThoughtsForgotten,
    ToolCallRecord,
    UserMessage,
)
from agent.execution import identity
from agent.run_state import State
from agent.stuck import LoopRules, Repetition
from vocabulary.messages import AssistantTurn, Image, Message, ToolCall

ImageOf = Callable[[str], Image]


def no_image(digest: str) -> Image:
    """For runs that showed none.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"the image {digest} is not there")


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A reply that is not answered in full: what was told so far, and the call that began and has no result."""

    turn: AssistantTurn
    told: tuple[Message, ...] = ()
    role: Role = "tool"
    begun: bool = False
    stopped: bool = False
    is_summary: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether all is told that is to be told."""
        all_calls = bool(self.turn.calls) and len(self.told) == len(self.turn.calls)
        return self.role == "user" or (all_calls and not self.is_summary)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands.

    ``checkpoint`` names the newest kept change, and ``unkept`` counts calls since it that may have changed files;
    ``kept_at_end`` says that it holds what an open call did. ``generation`` counts the processes that resumed the run.
    ``elapsed_s`` is time that was worked, without the time in which nobody did. ``log_shift`` is how much further a token
    stands in the log than in the context; ``asked``, ``forgotten`` and ``compacted`` are how it changes before the next reply.
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
    asked: SummaryAsked | None = None
    forgotten: ThoughtsForgotten | None = None
    compacted: Compacted | None = None
    ended: Ended | None = None


def stand(
    events: Sequence[Event],
    log: Sequence[tuple[int, Origin]],
    conversation: Conversation,
    rules: LoopRules,
    image_of: ImageOf = no_image,
) -> Standing:
    """Fold the events of a run.

    Args:
        events: all of them.
        log: the token log as it was written; what lies beyond the last recorded reply is ignored.
        conversation: opened with the prompt of the run; gets all replies and what was told after them, but for the
            last reply, which stays open.
        rules: those of the run.
        image_of: an image that was shown, by its digest.

    Raises:
        ValueError: the tokens do not fit the events.
    """
    standing = Standing(state=State(started_s=0.0, repetition=Repetition(rules)))
    clock = None
    for event in events:
        standing = _after(standing, event.record, log, conversation, image_of)
        if clock is not None and not isinstance(event.record, Resumed):
            standing = replace(standing, elapsed_s=standing.elapsed_s + (event.time - clock).total_seconds())
        clock = event.time
    return standing


def _after(
    standing: Standing,
    record: AnyRecord,
    log: Sequence[tuple[int, Origin]],
    conversation: Conversation,
    image_of: ImageOf,
) -> Standing:
    match record:
        case RunStarted():
            return replace(standing, started=record)
        case ModelTurn():
            return _after_turn(standing, record, log, conversation)
        case ToolCallRecord():
            return replace(standing, open=replace(_opened(standing), begun=True))
        case ObservationRecord():
            return _after_observation(standing, record, image_of)
        case UserMessage():
            turns = standing.state.turns_without_call + 1
            told = replace(_opened(standing), told=(Message("user", record.text),), role="user")
            return replace(standing, open=told, state=replace(standing.state, turns_without_call=turns))
        case SummaryAsked() | ThoughtsForgotten() | Compacted():
            return _before_reply(standing, record)
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


def _before_reply(standing: Standing, record: SummaryAsked | ThoughtsForgotten | Compacted) -> Standing:
    """With what changes in the context once the next reply is recorded; until then it may be done and recorded anew."""
    match record:
        case SummaryAsked():
            return replace(standing, asked=record)
        case ThoughtsForgotten():
            return replace(standing, forgotten=record)
        case Compacted():
            return replace(standing, compacted=record)


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
        writes_summary=record.purpose == "summary",
        repeated_thoughts=state.repeated_thoughts + (record.finish == "repetition"),
    )
    if record.finish == "repetition":
        turn = replace(turn, finish="repetition")
    opened = OpenTurn(turn, stopped=record.finish == "stopped", is_summary=record.purpose == "summary")
    return replace(standing, state=state, open=opened, kept_at_end=False)


def _with_answer(
    standing: Standing, record: ModelTurn, log: Sequence[tuple[int, Origin]], conversation: Conversation
) -> Standing:
    """With what was told before a reply, and without what left the context then."""
    if standing.open is None:
        return standing
    if standing.compacted is not None:
        return _in_new_segment(standing, standing.compacted, record, log, conversation)
    forgotten, shift = standing.forgotten, standing.log_shift
    stop = forgotten.log_tokens if forgotten is not None else record.first_token + shift
    glue = [token_id for token_id, _ in log[conversation.token_count + shift : stop]]
    told = standing.open.told
    if standing.asked is not None:
        told = (*told[:-1], noted(told[-1], standing.asked.text))
        standing = replace(standing, asked=None)
    conversation.rejoin(told, glue)
    if forgotten is None:
        return standing
    if conversation.thought_border != forgotten.kept_tokens:
        raise ValueError(f"the thoughts before step {record.step} are not those that were forgotten")
    tail = conversation.forget_thoughts()
    if tail != [token_id for token_id, _ in log[stop : stop + len(tail)]]:
        raise ValueError(f"the token log does not fit the thoughts that were forgotten before step {record.step}")
    return replace(standing, log_shift=stop - forgotten.kept_tokens, forgotten=None)


def _in_new_segment(
    standing: Standing,
    compacted: Compacted,
    record: ModelTurn,
    log: Sequence[tuple[int, Origin]],
    conversation: Conversation,
) -> Standing:
    """With the opening and a summary in the place of the context."""
    if conversation.opening_tokens != compacted.kept_tokens or record.first_token != compacted.context_tokens:
        raise ValueError(f"the summary before step {record.step} does not fit the context")
    start = compacted.log_tokens
    glue = [token_id for token_id, _ in log[start : start + compacted.context_tokens - compacted.kept_tokens]]
    conversation.restart(Message("user", compacted.text), glue)
    state = replace(standing.state, compactions=standing.state.compactions + 1)
    return replace(standing, state=state, log_shift=start - compacted.kept_tokens, compacted=None)


def _after_observation(standing: Standing, record: ObservationRecord, image_of: ImageOf) -> Standing:
    opened = _opened(standing)
    call = opened.turn.calls[record.index]
    said = record.text.removesuffix(record.note).removesuffix("\n") if record.note else record.text
    seen = "\n".join((said, *record.images))
    repetition = standing.state.repetition.after(identity(call), seen)
    state = replace(standing.state, repetition=repetition, turns_without_call=0, repeated_thoughts=0)
    passed = isinstance(call, ToolCall) and call.name == "submit" and not record.is_error
    state = replace(state, passed_gate=state.passed_gate or passed)
    state = replace(state, ending=submission(call) if record.ends_run else state.repetition.ending)
    message = told_message(record.text, [image_of(digest) for digest in record.images])
    unkept = 0 if record.checkpoint else standing.unkept + may_change(call)
    return replace(
        standing,
        state=state,
        open=replace(opened, told=(*opened.told, message), begun=False),
        checkpoint=record.checkpoint or standing.checkpoint,
        unkept=unkept,
        kept_at_end=False,
    )


def _after_resumption(standing: Standing, record: Resumed) -> Standing:
    opened = standing.open
    if record.note and opened is not None and opened.told:
        opened = replace(opened, told=(*opened.told[:-1], noted(opened.told[-1], record.note)))
    if record.sandbox == "new":
        standing = replace(standing, checkpoint=record.checkpoint, unkept=0)
    # What was begun behind the last reply is done anew, and recorded anew.
    standing = replace(standing, asked=None, forgotten=None, compacted=None)
    return replace(standing, open=opened, ended=None, generation=standing.generation + 1)

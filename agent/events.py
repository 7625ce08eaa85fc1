"""What is recorded of a run, as values. Each record is complete in itself; views of a run are computed from them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.limits import EndingKind
from vocabulary.messages import DraftCounts, MalformedCall, ToolCall, Usage


class Record(BaseModel):
    """Base of all records."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RunStarted(Record):
    """The first record: the issue as it came in and as the model reads it, and the prompt, with digests of its images.

    ``sandbox_tier`` is how strict the sandbox is, and ``tier_reason`` why.
    """

    type: Literal["run_started"] = "run_started"
    issue_source: str
    issue_raw: str
    issue_text: str
    notices: tuple[str, ...] = ()
    system_prompt: str
    user_prompt: str
    tools: tuple[str, ...]
    images: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    sandbox_tier: str = "strict"
    tier_reason: str = ""


class ModelTurn(Record):
    """One reply. ``token_ids`` are its tokens, which in the context begin at ``first_token``.

    ``forced`` are the runs of ``token_ids`` that nothing else could have come in place of: first, and one past last.
    ``thinking_budget`` is what the thought was allowed, None without a limit. A ``summary`` takes the place of the context.
    """

    type: Literal["model_turn"] = "model_turn"
    step: int
    first_token: int
    token_ids: tuple[int, ...]
    reasoning: str
    content: str
    calls: int
    finish: Literal["end_of_turn", "length", "repetition", "stopped"]
    purpose: Literal["work", "summary"] = "work"
    usage: Usage
    prefill_s: float
    decode_s: float
    decode_tokens_per_s: float
    thinking_budget: int | None = None
    forced: tuple[tuple[int, int], ...] = ()
    drafts: DraftCounts = DraftCounts()


class ToolCallRecord(Record):
    """A call that is about to be carried out; one that could not be read has ``raw`` instead of ``arguments``."""

    type: Literal["tool_call"] = "tool_call"
    step: int
    index: int
    name: str
    arguments: dict[str, Any] | None = None
    raw: str | None = None

    @classmethod
    def of(cls, call: ToolCall | MalformedCall, *, step: int, index: int) -> ToolCallRecord:
        """The record of a call."""
        if isinstance(call, MalformedCall):
            return cls(step=step, index=index, name=call.kind, raw=call.raw)
        return cls(step=step, index=index, name=call.name, arguments=dict(call.arguments))


class ObservationRecord(Record):
    """What the model is told after a call, nudges included, and the digests of images that it is shown.

    ``note`` is the end of ``text`` that the loop added to what the tool said. ``checkpoint`` names the file in the run
    directory that holds the change of the repository as it was then.
    """

    type: Literal["observation"] = "observation"
    step: int
    index: int
    text: str
    is_error: bool
    duration_s: float
    images: tuple[str, ...] = ()
    ends_run: bool = False
    note: str = ""
    checkpoint: str | None = None


class UserMessage(Record):
    """What the loop tells the model in a message of its own."""

    type: Literal["user_message"] = "user_message"
    step: int
    text: str


class CommandStarted(Record):
    """A command of the user's is about to be run, and these hosts can be reached by it."""

    type: Literal["command_started"] = "command_started"
    purpose: Literal["setup", "test"]
    command: str
    allowed_hosts: tuple[str, ...] = ()


class ThoughtsForgotten(Record):
    """Past thoughts left the context: of it ``kept_tokens`` stay, and what the log has from ``log_tokens`` on follows."""

    type: Literal["thoughts_forgotten"] = "thoughts_forgotten"
    step: int
    kept_tokens: int
    log_tokens: int


class SummaryAsked(Record):
    """The context is nearly full: ``text`` is added to the last thing that the model is told, and its next reply sums up."""

    type: Literal["summary_asked"] = "summary_asked"
    step: int
    context_tokens: int
    text: str


class Compacted(Record):
    """A new segment: of the context ``kept_tokens`` stay, and what the log has from ``log_tokens`` on follows.

    ``text`` is the message, with the summary, that the model is told there; the context has ``context_tokens`` then.
    """

    type: Literal["compacted"] = "compacted"
    step: int
    kept_tokens: int
    log_tokens: int
    context_tokens: int
    text: str


class CommandRun(Record):
    """A command of the user's, not of the model's: the set-up before the run or the check after it."""

    type: Literal["command"] = "command"
    purpose: Literal["setup", "test"]
    command: str
    exit_code: int
    output: str
    duration_s: float


class Ended(Record):
    """The ending. ``detail`` is one line."""

    type: Literal["ended"] = "ended"
    kind: EndingKind
    detail: str = ""


class Kept(Record):
    """The change of the repository was kept once more, after the last step."""

    type: Literal["kept"] = "kept"
    checkpoint: str


class Resumed(Record):
    """Another process goes on with the run.

    ``sandbox`` says what with: the sandbox that was there, or a new one, whose repository is as ``checkpoint`` keeps it.
    ``note`` was added to the last thing that the model is told, and is empty where it rides in a later one.
    """

    type: Literal["resumed"] = "resumed"
    sandbox: Literal["adopted", "new"]
    checkpoint: str | None = None
    note: str = ""


AnyRecord = (
    RunStarted
    | ModelTurn
    | ToolCallRecord
    | ObservationRecord
    | UserMessage
    | ThoughtsForgotten
    | SummaryAsked
    | Compacted
    | CommandStarted
    | CommandRun
    | Kept
    | Resumed
    | Ended
)


class Event(BaseModel):
    """A record with its place and time (UTC)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seq: int
    time: datetime
    record: Annotated[AnyRecord, Field(discriminator="type")]

"""What a run works with, and how far it is. Values; the walk through them is ``agent/loop.py``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from agent import stuck
from agent.checkpoints import Checkpoints
from agent.context import ContextRules
from agent.conversation import Conversation
from agent.events import AnyRecord
from agent.final_gate import FinalGate
from agent.limits import Ending, RunLimits
from agent.model import ModelSession, SessionSnapshot
from agent.progress import Progress
from agent.replies import ReplySettings
from agent.trajectory import Trajectory
from sandboxes.base import Sandbox
from tools.base import Tool
from vocabulary.messages import DraftCounts, SamplingParameters, Usage

INTERRUPTED: Final = Ending("interrupted", "stopped from outside")


@dataclass(frozen=True, slots=True)
class Agent:
    """What a run works with. The trajectory only ever grows; so do session and conversation until they are cut back."""

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
    context: ContextRules = field(default_factory=ContextRules)
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

    ``before_thoughts`` is the session before the thoughts that leave it at the next user message, and ``opening`` the session
    behind the first messages; None where it has seen nothing yet. ``writes_summary`` says what the next reply is to be.
    """

    started_s: float
    steps: int = 0
    usage: Usage = field(default_factory=Usage)
    drafts: DraftCounts = field(default_factory=DraftCounts)
    prefill_s: float = 0.0
    decode_s: float = 0.0
    repetition: stuck.Repetition = field(default_factory=stuck.Repetition)
    turns_without_call: int = 0
    repeated_thoughts: int = 0
    before_thoughts: SessionSnapshot | None = None
    opening: SessionSnapshot | None = None
    writes_summary: bool = False
    compactions: int = 0
    passed_gate: bool = False
    ending: Ending | None = None

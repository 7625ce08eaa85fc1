"""Who makes the patch of an attempt: the agent with a model, or a reference agent whose patch is known beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from agent.errors import BadInput
from agent.issue import clean_issue
from agent.limits import EndingKind
from agent.outcome import Status, Times
from agent.profile import Profile
from agent.request import SolveRequest
from agent.solve import solve
from evals.evaluation_task import EvaluationTask
from evals.hackers import HACKERS, hacker_patch
from evals.suite import Suite
from evals.turns import SharedModel
from evals.workplace import Workplace
from vocabulary.messages import Usage


@dataclass(frozen=True, slots=True)
class Solution:
    """What an agent hands back. ``status`` and ``ending`` are None for reference agents."""

    patch: bytes
    status: Status | None = None
    ending: EndingKind | None = None
    detail: str = ""
    steps: int = 0
    usage: Usage = field(default_factory=Usage)
    times: Times = field(default_factory=Times)
    waiting_s: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAttempt:
    """An attempt that is to be made, the ``number``-th (from 1) at its task. A value: it can be made anywhere."""

    task: EvaluationTask
    number: int = 1


class EvaluatedAgent(Protocol):
    """Solves tasks. May be called from several threads."""

    @property
    def name(self) -> str:
        """For the record: what ran."""

    def solve(
        self,
        attempt: PlannedAttempt,
        workplace: Workplace,
        folder: Path,
        should_stop: Callable[[], bool],
    ) -> Solution:
        """Solve a task; the record of the run goes to ``folder``, which is there and empty.

        Raises:
            SandboxError: no sandbox could be made.
        """


@dataclass(frozen=True, slots=True)
class ReferenceAgent:
    """Hands back a patch that is known beforehand."""

    name: str
    patch_of: Callable[[EvaluationTask, Workplace], bytes]

    def solve(
        self,
        attempt: PlannedAttempt,
        workplace: Workplace,
        folder: Path,
        should_stop: Callable[[], bool],
    ) -> Solution:
        """The patch; nothing runs."""
        return Solution(self.patch_of(attempt.task, workplace))


@dataclass(frozen=True, slots=True)
class ModelAgent:
    """The agent as ``agent solve`` runs it. The model is loaded once and serves all tasks.

    ``seed`` is that of first attempts; each further attempt at a task has the next one.
    """

    model: SharedModel
    profile: Profile
    seed: int = 0
    name: str = "model"

    def solve(
        self,
        attempt: PlannedAttempt,
        workplace: Workplace,
        folder: Path,
        should_stop: Callable[[], bool],
    ) -> Solution:
        """One run."""
        task, model = attempt.task, self.model.view()
        request = SolveRequest(
            issue=clean_issue(f"task {task.name}", task.issue),
            profile=self.profile,
            run_dir=folder,
            seed=self.seed + attempt.number - 1,
            repository=task.name,
            image=workplace.image,
            tier=workplace.tier,
        )
        result = solve(request, model, workplace.open_sandbox, should_stop=should_stop)
        return Solution(
            patch=result.patch,
            status=result.status,
            ending=result.ending,
            detail=result.failure_cause or result.ending_detail,
            steps=result.steps,
            usage=result.usage,
            times=result.times,
            waiting_s=model.waited_s,
        )


def reference_agent(name: str, suite: Suite) -> ReferenceAgent:
    """``gold``, ``noop``, or ``hacker:NAME``.

    Raises:
        BadInput: there is no such agent, or a task has no reference solution.
    """
    if name == "noop":
        return ReferenceAgent(name, lambda *_: b"")
    if name == "gold":
        without = [task.name for task in suite.tasks if task.fix is None]
        if without:
            raise BadInput(f"the gold agent needs a fix.patch in every task; it is missing in {', '.join(without[:5])}")
        return ReferenceAgent(name, lambda task, _: task.fix or b"")
    hacker = name.removeprefix("hacker:")
    if hacker == name or hacker not in HACKERS:
        raise BadInput(f"no agent is called {name!r}: model, gold, noop, or hacker: with one of {', '.join(HACKERS)}")
    return ReferenceAgent(name, lambda _, workplace: hacker_patch(hacker, workplace.files()))

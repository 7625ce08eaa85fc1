"""Who acts in the container of a terminal task: the agent with a model, a recording of it, or a reference agent with a script.

The state of the container is what is judged: an agent hands nothing back but how it fared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from agent.errors import BadInput
from agent.issue import clean_issue
from agent.model import ChatFormat
from agent.profile import Profile, terminal_profile
from agent.request import SolveRequest
from agent.solve import solve
from evals.agents import Solution
from evals.atif import has_run
from evals.replay import ReplayModel, read_recording, replay_note
from evals.results import final_results, read_results
from evals.terminal.hackers import HACKERS
from evals.terminal.phases import MAX_LOG_BYTES, RUN_SCRIPT, Assignment, Container, TerminalAgent, as_root
from evals.terminal.task_directory import SOLVE, folder_archive
from evals.turns import SharedModel

AGENT_LOG: Final = "agent/oracle.txt"
_NO_LIMIT_BUT_THE_TASK_S: Final = 4 * 3600.0
HACKER: Final = "hacker:"


@dataclass(frozen=True, slots=True)
class NoopAgent:
    """Does nothing."""

    name: str = "noop"

    def act(self, assignment: Assignment, container: Container, should_stop: Callable[[], bool]) -> Solution:
        """Nothing."""
        return Solution(b"")


@dataclass(frozen=True, slots=True)
class GoldAgent:
    """Runs the reference solution."""

    name: str = "gold"

    def act(self, assignment: Assignment, container: Container, should_stop: Callable[[], bool]) -> Solution:
        """Run ``/solution/solve.sh``; a step that has none is left as it is."""
        if not (assignment.solution / SOLVE).is_file():
            return Solution(b"", note="there is no solution")
        as_root(container, "rm -rf /solution && mkdir /solution")
        container.put_archive("/solution", folder_archive(assignment.solution))
        return _run(f"/solution/{SOLVE}", "the solution", assignment, container)


@dataclass(frozen=True, slots=True)
class HackerAgent:
    """Runs a cheat of ``hackers.py``."""

    cheat: str

    @property
    def name(self) -> str:
        """``hacker:`` and the name of the cheat."""
        return f"{HACKER}{self.cheat}"

    def act(self, assignment: Assignment, container: Container, should_stop: Callable[[], bool]) -> Solution:
        """Cheat."""
        return _run(HACKERS[self.cheat], "the cheat", assignment, container)


def _run(script: str, what: str, assignment: Assignment, container: Container) -> Solution:
    ran = container.exec(
        ["sh", "-c", RUN_SCRIPT, "solve", script],
        user=assignment.user,
        workdir=assignment.workdir,
        environment={**assignment.solution_environment, "DEBIAN_FRONTEND": "noninteractive"},
        timeout_s=assignment.timeout_s,
        max_output_bytes=MAX_LOG_BYTES,
    )
    log = assignment.folder / AGENT_LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(ran.output)
    if ran.timed_out:
        return Solution(b"", note=f"{what} did not end within {assignment.timeout_s:.0f} s")
    return Solution(b"", note=f"{what} ended with exit code {ran.exit_code}" if ran.exit_code else "")


@dataclass(frozen=True, slots=True)
class TerminalModelAgent:
    """The agent with its loop and the tools for terminal tasks. ``seed`` is that of first attempts."""

    model: SharedModel
    profile: Profile
    seed: int = 0
    name: str = "model"

    def act(self, assignment: Assignment, container: Container, should_stop: Callable[[], bool]) -> Solution:
        """One run, in the container's own file system, as the task's user."""
        model = self.model.view()
        # A task's time is the limit; where it sets none, the profile's own.
        unlimited = assignment.timeout_s >= _NO_LIMIT_BUT_THE_TASK_S
        max_time_s = min(self.profile.limits.max_time_s, assignment.timeout_s) if unlimited else assignment.timeout_s
        profile = terminal_profile(self.profile, max_time_s=max_time_s, keeps_processes=assignment.keeps_processes)
        request = SolveRequest(
            issue=clean_issue(f"task {assignment.task}", assignment.instruction),
            profile=profile,
            run_dir=assignment.folder,
            seed=self.seed + assignment.number - 1,
            repository=assignment.task,
            deliverable="state",
            workdir=assignment.workdir,
        )
        sandbox = container.sandbox(user=assignment.user, environment=assignment.environment)
        result = solve(request, model, lambda: sandbox, should_stop=should_stop)
        return Solution(
            patch=b"",
            status=result.status,
            ending=result.ending,
            detail=result.failure_cause or result.ending_detail,
            steps=result.steps,
            usage=result.usage,
            times=result.times,
            waiting_s=model.waited_s,
            note=f"the agent's run ended: {result.ending}" if result.ending != "submitted" else "",
        )


@dataclass(frozen=True, slots=True)
class TerminalReplayAgent:
    """Replays, for each attempt and step, the run that another evaluation recorded for it."""

    recordings: Mapping[tuple[str, int], Path]
    chat: ChatFormat
    name: str = "replay"

    def act(self, assignment: Assignment, container: Container, should_stop: Callable[[], bool]) -> Solution:
        """Replay one run; the note says whether the token log came out the same.

        Raises:
            BadInput: there is no recording of it.
        """
        folder = self.recordings.get((assignment.task, assignment.number))
        if folder is None:
            raise BadInput(f"no recording of attempt {assignment.number} at task {assignment.task}: name other tasks")
        recording = read_recording(folder / "steps" / assignment.stage if assignment.stage else folder)
        model = ReplayModel(recording, self.chat)
        seed = recording.seed - assignment.number + 1  # the agent adds the number again
        agent = TerminalModelAgent(SharedModel(model), recording.profile, seed, self.name)
        solution = agent.act(assignment, container, should_stop)
        return replace(solution, note=replay_note(model, assignment.folder, recording))


def recorded_runs(run_folder: Path) -> dict[tuple[str, int], Path]:
    """The attempts of an evaluation that a model made, by task and number; those at tasks with steps hold a run for each.

    Raises:
        BadInput: there are none.
    """
    found = {key: run_folder / result.folder for key, result in final_results(read_results(run_folder)).items()}
    recorded = {
        key: folder for key, folder in found.items() if has_run(folder) or any(folder.glob("steps/*/events.jsonl"))
    }
    if not recorded:
        raise BadInput(f"{run_folder} holds no recorded run of a model")
    return recorded


def reference_agent(name: str) -> TerminalAgent:
    """``gold``, ``noop``, or ``hacker:NAME``.

    Raises:
        BadInput: there is no such agent.
    """
    if name == "noop":
        return NoopAgent()
    if name == "gold":
        return GoldAgent()
    cheat = name.removeprefix(HACKER)
    if cheat == name or cheat not in HACKERS:
        raise BadInput(
            f"no agent is called {name!r}: model, replay:OUT, gold, noop, or {HACKER} with one of {', '.join(HACKERS)}"
        )
    return HackerAgent(cheat)

"""One run from an issue to a patch: what ``agent solve``, the bots and the evals all call.

It joins a model and a sandbox that it is given; where the repository comes from and which model it is are the callers'
affair (``agent/workspace.py``, ``agent/app.py``). However a run ends, a patch that exists is written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from agent import loop
from agent.conversation import Conversation
from agent.errors import Misconfigured
from agent.events import CommandRun, RunStarted
from agent.issue import Issue
from agent.limits import Ending
from agent.model import LanguageModel
from agent.outcome import SolveResult, Status, TestOutcome, Times, judge
from agent.profile import Profile
from agent.progress import NoProgress, Progress
from agent.provenance import describe
from agent.setup_change import file_sections, without_setup
from agent.trajectory import Trajectory
from sandboxes.base import Sandbox
from sandboxes.errors import SandboxError
from tools.base import tool_spec
from tools.registry import create_tools
from tools.truncation import excerpt

USER_COMMAND_TIMEOUT_S: Final = 1800.0


class SolveRequest(BaseModel):
    """Everything that a run is asked for, apart from its model and its sandbox.

    ``repository`` and ``base`` are for the record only. ``profile`` holds the limits and the thinking that are wanted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issue: Issue
    profile: Profile
    run_dir: Path
    output: Path | None = None
    setup_command: str | None = None
    test_command: str | None = None
    seed: int = 0
    repository: str = ""
    base: str = ""
    image: str = ""
    notices: tuple[str, ...] = ()


def solve(
    request: SolveRequest,
    model: LanguageModel,
    open_sandbox: Callable[[], Sandbox],
    *,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> SolveResult:
    """Run the agent on an issue and hand back what it came to.

    Args:
        request: the issue, the profile and where the results go.
        model: a model that is ready to run.
        open_sandbox: makes a sandbox that holds the repository; it is closed here.
        progress: is shown what happens.
        should_stop: asked after every token; True ends the run as an interruption does.

    Raises:
        Misconfigured: the run directory cannot be used, or the set-up command failed.
        SandboxUnavailable: no sandbox could be made.
    """
    progress = progress or NoProgress()
    clock = _Clock()
    trajectory = Trajectory(request.run_dir)
    try:
        trajectory.write_file("config.json", _configuration(request, model))
        sandbox = open_sandbox()
        try:
            clock.lap("sandbox_s")
            run = _Run(request, sandbox, trajectory, progress)
            setup_change = _set_up(run)
            clock.lap("setup_s")
            state = _attempt(_agent(run, model, should_stop))
            clock.lap("loop_s")
            result = _conclude(run, state, clock, setup_change)
        finally:
            sandbox.close()
    finally:
        trajectory.close()
    return result


@dataclass(frozen=True, slots=True)
class _Run:
    """What the parts of ``solve`` share."""

    request: SolveRequest
    sandbox: Sandbox
    trajectory: Trajectory
    progress: Progress

    def command(self, purpose: Literal["setup", "test"], command: str) -> CommandRun:
        """Run a command of the user's in the sandbox and record how it ended."""
        result = self.sandbox.exec(["bash", "-c", command], timeout_s=USER_COMMAND_TIMEOUT_S)
        record = CommandRun(
            purpose=purpose,
            command=command,
            exit_code=result.exit_code,
            output=excerpt(result.output, already_omitted=result.omitted_bytes).text,
            duration_s=result.duration_s,
        )
        self.trajectory.append(record)
        self.progress.record(record)
        return record


class _Clock:
    """Laps by the wall clock."""

    def __init__(self) -> None:
        self._started_s = self._lap_s = time.monotonic()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a lap that began where the last one ended."""
        now_s = time.monotonic()
        self._laps[name] = now_s - self._lap_s
        self._lap_s = now_s

    def times(self, **others_s: float) -> Times:
        """All laps so far, and times that were measured elsewhere."""
        return Times(total_s=time.monotonic() - self._started_s, **self._laps, **others_s)


def _set_up(run: _Run) -> bytes:
    """Run the set-up command, if one was asked for; what it changed in the repository, as a patch."""
    if run.request.setup_command is None:
        return b""
    record = run.command("setup", run.request.setup_command)
    if record.exit_code != 0:
        last = record.output.strip().rsplit("\n", 1)[-1]
        raise Misconfigured(f"the set-up command failed with exit code {record.exit_code}: {last}")
    change = run.sandbox.change()
    if change:
        run.progress.note(f"note: the set-up changed {len(file_sections(change))} files, which the patch leaves out")
    return change


def _agent(run: _Run, model: LanguageModel, should_stop: Callable[[], bool]) -> loop.Agent:
    """The agent of this run, its first prompt written but not yet given to the model."""
    request, profile = run.request, run.request.profile
    tools = create_tools(profile.tools, command_timeout_s=profile.limits.command_timeout_s)
    system, user = profile.opening(request.issue.text, check_command=request.test_command)
    run.trajectory.append(
        RunStarted(
            issue_source=request.issue.source,
            issue_raw=request.issue.raw,
            issue_text=request.issue.text,
            notices=(*request.issue.notices, *request.notices),
            system_prompt=system.content,
            user_prompt=user.content,
            tools=profile.tools,
        )
    )
    specs = [tool_spec(tool, brief=profile.brief_tools) for tool in tools]
    return loop.Agent(
        session=model.new_session(seed=request.seed),
        conversation=Conversation.open(model.chat, [system, user], specs, thinking=profile.thinking),
        context_tokens=model.context_tokens,
        sampling=replace(profile.sampling, seed=request.seed, stop_token_ids=model.chat.stop_token_ids),
        tools={tool.name: tool for tool in tools},
        sandbox=run.sandbox,
        limits=profile.limits,
        trajectory=run.trajectory,
        progress=run.progress,
        should_stop=should_stop,
    )


def _attempt(agent: loop.Agent) -> loop.State:
    """Run the loop. What it cannot even record, because the disk is full or gone, is an ending like any other."""
    start = loop.State(started_s=agent.now_s())
    try:
        return loop.run(agent, start)
    except OSError as error:
        return replace(start, ending=Ending("internal_error", f"the run directory cannot be written: {error.strerror}"))


def _conclude(run: _Run, state: loop.State, clock: _Clock, setup_change: bytes) -> SolveResult:
    """Take the patch out, write it, run the check, judge, and write the result."""
    assert state.ending is not None
    change, problem = _take_change(run.sandbox)
    patch = without_setup(change, setup_change)
    if run.request.output is not None:
        run.request.output.write_bytes(patch)
    run.trajectory.write_file("patch.diff", patch)
    ending, test = state.ending, None
    if patch and run.request.test_command is not None and ending.kind not in {"interrupted", "sandbox_lost"}:
        ending, test = _check(run, ending)
        clock.lap("test_s")
    status, exit_code = judge(ending, has_patch=bool(patch), test=test)
    result = SolveResult(
        status=status,
        exit_code=exit_code,
        patch=patch,
        ending=ending.kind,
        ending_detail=ending.detail,
        failure_cause=_failure_cause(status, ending, test, problem),
        steps=state.steps,
        usage=state.usage,
        times=clock.times(prefill_s=state.prefill_s, decode_s=state.decode_s),
        test=test,
        run_dir=run.trajectory.folder,
        notices=(*run.request.issue.notices, *run.request.notices),
    )
    run.trajectory.write_file("result.json", result.to_json())
    return result


def _take_change(sandbox: Sandbox) -> tuple[bytes, str]:
    """The change of the repository, or nothing and one line that says why it could not be had."""
    try:
        return sandbox.change(), ""
    except SandboxError as error:
        return b"", f"the change could not be taken out: {error}"


def _check(run: _Run, ending: Ending) -> tuple[Ending, TestOutcome | None]:
    """Run the command of ``--test``; a sandbox that is lost or an interruption during it becomes the ending."""
    try:
        record = run.command("test", str(run.request.test_command))
    except KeyboardInterrupt:
        return loop.INTERRUPTED, None
    except SandboxError as error:
        return Ending("sandbox_lost", f"before the check could be run: {error}"), None
    return ending, TestOutcome(command=record.command, exit_code=record.exit_code, output=record.output)


def _failure_cause(status: Status, ending: Ending, test: TestOutcome | None, problem: str) -> str | None:
    """One line that says why the run is no success; None when it is one."""
    if status == "patched":
        return None
    if status == "checks_failed" and test is not None:
        return f"the check exits with {test.exit_code}: {test.command}"
    cause = "no file was changed" if status == "no_change" else ""
    return "; ".join(part for part in (cause, ending.detail if ending.kind != "submitted" else "", problem) if part)


def _configuration(request: SolveRequest, model: LanguageModel) -> bytes:
    """The settings of a run as JSON."""
    settings = request.model_dump(mode="json", exclude={"issue", "run_dir", "output", "notices"})
    return (json.dumps({**settings, **describe(model)}, indent=2) + "\n").encode("ascii")

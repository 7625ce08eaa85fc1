"""One run from an issue to a patch: what ``agent solve``, the bots and the evals all call.

It joins a model and a sandbox that it is given; where the repository comes from and which model it is are the callers'
affair (``agent/workspace.py``, ``agent/app.py``). However a run ends, a patch that exists is written.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Final

from agent import loop
from agent.attempt import Attempt, Clock
from agent.checkpoints import Checkpoints, KeptCheckpoints
from agent.conclusion import conclude
from agent.conversation import Conversation
from agent.deadline import SandboxUntil
from agent.errors import Misconfigured
from agent.events import RunStarted
from agent.final_gate import FinalGate
from agent.limits import RESUMABLE, Ending
from agent.model import ChatFormat, LanguageModel
from agent.outcome import SolveResult
from agent.pictures import show
from agent.profile import Profile
from agent.progress import NoProgress, Progress
from agent.provenance import describe
from agent.request import SolveRequest
from agent.run_state import Agent, State
from agent.setup_change import file_sections
from agent.stuck import Repetition
from agent.trajectory import Trajectory
from sandboxes.base import PhasedSandbox, RecoverableSandbox, Sandbox, Tier
from tools.base import Tool, tool_spec
from tools.registry import create_tools
from vocabulary.messages import ToolSpec

__all__ = ["SolveRequest", "solve"]

TIER_REASONS: Final[Mapping[Tier, str]] = {
    "strict": "the default",
    "compat": "the user or the suite asked for it: commands run as the container's root, and the image's own files can be written",
}
"""Why a sandbox has its tier, as the record says it. The model and the repository cannot ask for another."""

SETUP_CHANGE = "setup.diff"
"""What the set-up changed in the repository, in the run directory."""


@dataclass(frozen=True, slots=True)
class Stopping:
    """How a run is ended from outside. ``at_once`` is asked after every token, ``after_step`` after every step."""

    at_once: Callable[[], bool] = lambda: False
    after_step: Callable[[], bool] = lambda: False


def solve(
    request: SolveRequest,
    model: LanguageModel,
    open_sandbox: Callable[[], Sandbox],
    *,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    should_stop_after_step: Callable[[], bool] = lambda: False,
) -> SolveResult:
    """Run the agent on an issue and hand back what it came to.

    Args:
        request: the issue, the profile and where the results go.
        model: a model that is ready to run.
        open_sandbox: makes a sandbox that holds the repository; it is closed here.
        progress: is shown what happens.
        should_stop: asked after every token; True ends the run as an interruption does.
        should_stop_after_step: asked after every step.

    Raises:
        Misconfigured: the run directory cannot be used, or the set-up command failed.
        SandboxUnavailable: no sandbox could be made.
    """
    trajectory = Trajectory(request.run_dir, logprobs=request.profile.replies.logprobs)
    try:
        with _must_be_written(request):
            moments = (content for clip in request.issue.clips for _, content in clip.moments)
            for content in (*(picture.content for picture in request.issue.pictures), *moments):
                trajectory.keep_image(content)
            trajectory.write_file("config.json", configuration(request, model))
        clock = Clock()
        sandbox = open_sandbox()
        try:
            clock.lap("sandbox_s")
            attempt = Attempt(request, sandbox, trajectory, progress or NoProgress(), clock)
            result = begin(attempt, model, Stopping(should_stop, should_stop_after_step))
        finally:
            sandbox.close()
        tidy(request, result)
    finally:
        trajectory.close()
    return result


def begin(attempt: Attempt, model: LanguageModel, stopping: Stopping) -> SolveResult:
    """Run from the set-up on, in a sandbox that holds the base.

    Raises:
        Misconfigured: the set-up command failed.
        SandboxLost: the sandbox was lost during the set-up.
    """
    with _must_be_written(attempt.request):
        setup_change = set_up(attempt)
        attempt.clock.lap("setup_s")
        checkpoints = make_checkpoints(attempt, generation=0)
        agent = replace(_opened_agent(attempt, model, stopping), checkpoints=checkpoints)
    start = State(started_s=agent.now_s(), repetition=Repetition(attempt.request.profile.rules))
    state = run_loop(agent, lambda: loop.run(agent, start))
    attempt.clock.lap("loop_s")
    return conclude(attempt, state, setup_change, checkpoints)


@contextmanager
def _must_be_written(request: SolveRequest) -> Iterator[None]:
    """Before the first step there is nothing to save: a run whose record cannot be begun is refused."""
    try:
        yield
    except OSError as error:
        raise Misconfigured(f"the run directory {request.run_dir} cannot be written: {error.strerror}") from error


def set_up(attempt: Attempt) -> bytes:
    """Run the set-up command, if one was asked for; what it changed in the repository, as a patch.

    Raises:
        Misconfigured: it failed.
        SandboxLost: the sandbox was lost.
    """
    if attempt.request.setup_command is None:
        return b""
    with attempt.sandbox.setup_phase() if isinstance(attempt.sandbox, PhasedSandbox) else nullcontext():
        record = attempt.command("setup", attempt.request.setup_command)
    if record.exit_code != 0:
        last = record.output.strip().rsplit("\n", 1)[-1]
        raise Misconfigured(f"the set-up command failed with exit code {record.exit_code}: {last}")
    change = attempt.sandbox.change()
    if change:
        attempt.trajectory.write_file(SETUP_CHANGE, change)
        attempt.progress.note(
            f"note: the set-up changed {len(file_sections(change))} files, which the patch leaves out"
        )
    return change


def make_checkpoints(attempt: Attempt, *, generation: int, kept: str | None = None) -> Checkpoints:
    """What keeps the change of a run that can be resumed; ``kept`` is the file that an earlier process kept last."""
    sandbox = attempt.sandbox
    if attempt.request.stored_base is None or not isinstance(sandbox, RecoverableSandbox):
        return Checkpoints()
    return KeptCheckpoints(sandbox, attempt.trajectory, generation=generation, kept=kept)


def _opened_agent(attempt: Attempt, model: LanguageModel, stopping: Stopping) -> Agent:
    """The agent of this run, its first prompt written but not yet given to the model."""
    request, profile = attempt.request, attempt.request.profile
    system, user = profile.opening(
        request.issue.text,
        check_command=request.test_command,
        allowed_hosts=request.allowed_hosts,
        workdir=request.workdir,
    )
    user, left_out = show(user, request.issue.pictures, model.chat, request.issue.clips)
    for notice in left_out:
        attempt.progress.note(f"note: {notice}")
    attempt.trajectory.append(
        RunStarted(
            issue_source=request.issue.source,
            issue_raw=request.issue.raw,
            issue_text=request.issue.text,
            notices=(*request.issue.notices, *request.notices, *left_out),
            system_prompt=system.content,
            user_prompt=user.content,
            tools=_tool_names(profile, model.chat),
            allowed_hosts=request.allowed_hosts,
            sandbox_tier=request.tier,
            tier_reason=TIER_REASONS[request.tier],
            images=tuple(attempt.trajectory.keep_image(image.content) for image in user.images),
        )
    )
    conversation = Conversation.open(
        model.chat, [system, user], tool_specs(request, model.chat), thinking=profile.thinking
    )
    return make_agent(attempt, model, conversation, stopping)


def tool_specs(request: SolveRequest, chat: ChatFormat) -> list[ToolSpec]:
    """The tools of a run as its prompt shows them."""
    return [tool_spec(tool, brief=request.profile.brief_tools) for tool in _tools(request, chat)]


def _tool_names(profile: Profile, chat: ChatFormat) -> tuple[str, ...]:
    return profile.tools + (profile.image_tools if chat.reads_images else ())


def _tools(request: SolveRequest, chat: ChatFormat) -> tuple[Tool, ...]:
    profile = request.profile
    timeout_s = profile.limits.command_timeout_s
    return create_tools(
        _tool_names(profile, chat), command_timeout_s=timeout_s, read_image=chat.read_image, folder=request.workdir
    )


def make_agent(attempt: Attempt, model: LanguageModel, conversation: Conversation, stopping: Stopping) -> Agent:
    """The agent of a run, with a session that has seen nothing yet."""
    request, profile = attempt.request, attempt.request.profile
    return Agent(
        session=model.new_session(seed=request.seed),
        conversation=conversation,
        context_tokens=profile.context.context_tokens(model.context_tokens),
        sampling=replace(profile.sampling, seed=request.seed, stop_token_ids=model.chat.stop_token_ids),
        tools={tool.name: tool for tool in _tools(request, model.chat)},
        sandbox=SandboxUntil(attempt.sandbox, time.monotonic() + profile.limits.max_time_s),
        limits=profile.limits,
        trajectory=attempt.trajectory,
        progress=attempt.progress,
        replies=profile.replies,
        context=profile.context,
        gate=FinalGate(attempt.sandbox, request.test_command) if profile.rules.final_gate else None,
        should_stop=stopping.at_once,
        should_stop_after_step=stopping.after_step,
    )


def run_loop(agent: Agent, run: Callable[[], State]) -> State:
    """Run the loop. What it cannot even record, because the disk is full or gone, is an ending like any other."""
    try:
        return run()
    except OSError as error:
        ending = Ending("internal_error", f"the run directory cannot be written: {error.strerror}")
        return State(started_s=agent.now_s(), ending=ending)


def configuration(request: SolveRequest, model: LanguageModel) -> bytes:
    """All that a run is asked for and runs on, as JSON."""
    settings = request.model_dump(
        mode="json", exclude={"run_dir": True, "output": True, "issue": {"pictures", "clips"}}
    )
    settings["issue"]["pictures"] = [picture.entry for picture in request.issue.pictures]
    settings["issue"]["clips"] = [clip.entry for clip in request.issue.clips]
    return (json.dumps({**settings, **describe(model)}, indent=2) + "\n").encode("ascii")


def tidy(request: SolveRequest, result: SolveResult) -> None:
    """Remove what was kept to resume a run that is over."""
    if request.stored_base is None or result.ending in RESUMABLE:
        return
    shutil.rmtree(request.run_dir / "base", ignore_errors=True)
    for path in (*request.run_dir.glob("checkpoint-*.diff"), request.run_dir / SETUP_CHANGE):
        path.unlink(missing_ok=True)

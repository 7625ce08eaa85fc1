"""One run from an issue to a patch: what ``agent solve``, the bots and the evals all call.

It joins a model and a sandbox that it is given; where the repository comes from and which model it is are the callers'
affair (``agent/workspace.py``, ``agent/app.py``). However a run ends, a patch that exists is written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace

from agent import loop
from agent.attempt import Attempt, Clock
from agent.conclusion import conclude
from agent.conversation import Conversation
from agent.deadline import SandboxUntil
from agent.errors import Misconfigured
from agent.events import RunStarted
from agent.limits import Ending
from agent.model import LanguageModel
from agent.outcome import SolveResult
from agent.pictures import show
from agent.progress import NoProgress, Progress
from agent.provenance import describe
from agent.request import SolveRequest
from agent.setup_change import file_sections
from agent.trajectory import Trajectory
from sandboxes.base import Sandbox
from tools.base import tool_spec
from tools.registry import create_tools

__all__ = ["SolveRequest", "solve"]


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
    clock = Clock()
    trajectory = Trajectory(request.run_dir, logprobs=request.profile.replies.logprobs)
    try:
        trajectory.write_file("config.json", _configuration(request, model))
        sandbox = open_sandbox()
        try:
            clock.lap("sandbox_s")
            attempt = Attempt(request, sandbox, trajectory, progress, clock)
            setup_change = _set_up(attempt)
            clock.lap("setup_s")
            state = _run_loop(_agent(attempt, model, should_stop))
            clock.lap("loop_s")
            result = conclude(attempt, state, setup_change)
        finally:
            sandbox.close()
    finally:
        trajectory.close()
    return result


def _set_up(attempt: Attempt) -> bytes:
    """Run the set-up command, if one was asked for; what it changed in the repository, as a patch."""
    if attempt.request.setup_command is None:
        return b""
    record = attempt.command("setup", attempt.request.setup_command)
    if record.exit_code != 0:
        last = record.output.strip().rsplit("\n", 1)[-1]
        raise Misconfigured(f"the set-up command failed with exit code {record.exit_code}: {last}")
    change = attempt.sandbox.change()
    if change:
        attempt.progress.note(
            f"note: the set-up changed {len(file_sections(change))} files, which the patch leaves out"
        )
    return change


def _agent(attempt: Attempt, model: LanguageModel, should_stop: Callable[[], bool]) -> loop.Agent:
    """The agent of this run, its first prompt written but not yet given to the model."""
    request, profile = attempt.request, attempt.request.profile
    names = profile.tools + (profile.image_tools if model.chat.reads_images else ())
    tools = create_tools(names, command_timeout_s=profile.limits.command_timeout_s, read_image=model.chat.read_image)
    system, user = profile.opening(request.issue.text, check_command=request.test_command)
    user, left_out = show(user, request.issue.pictures, model.chat)
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
            tools=names,
            images=tuple(attempt.trajectory.keep_image(image) for image in user.images),
        )
    )
    specs = [tool_spec(tool, brief=profile.brief_tools) for tool in tools]
    return loop.Agent(
        session=model.new_session(seed=request.seed),
        conversation=Conversation.open(model.chat, [system, user], specs, thinking=profile.thinking),
        context_tokens=model.context_tokens,
        sampling=replace(profile.sampling, seed=request.seed, stop_token_ids=model.chat.stop_token_ids),
        tools={tool.name: tool for tool in tools},
        sandbox=SandboxUntil(attempt.sandbox, time.monotonic() + profile.limits.max_time_s),
        limits=profile.limits,
        trajectory=attempt.trajectory,
        progress=attempt.progress,
        replies=profile.replies,
        should_stop=should_stop,
    )


def _run_loop(agent: loop.Agent) -> loop.State:
    """Run the loop. What it cannot even record, because the disk is full or gone, is an ending like any other."""
    start = loop.State(started_s=agent.now_s())
    try:
        return loop.run(agent, start)
    except OSError as error:
        return replace(start, ending=Ending("internal_error", f"the run directory cannot be written: {error.strerror}"))


def _configuration(request: SolveRequest, model: LanguageModel) -> bytes:
    """The settings of a run as JSON."""
    settings = request.model_dump(mode="json", exclude={"issue", "run_dir", "output", "notices"})
    return (json.dumps({**settings, **describe(model)}, indent=2) + "\n").encode("ascii")

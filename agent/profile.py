"""An agent profile as data: prompts, tools, sampling and limits that go together with a model.

A checkpoint folder names its profile in ``agent_profile.json`` (``{"profile": "pocket"}``); one that names none gets
``qwen3.6``. Nothing here loads a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.context import ContextRules
from agent.errors import Misconfigured
from agent.limits import RunLimits
from agent.replies import ReplySettings
from agent.stuck import LoopRules
from agent.thoughts import ThoughtRules
from sandboxes.base import REPOSITORY
from vocabulary.messages import Message, SamplingParameters

PROFILE_FILE: Final = "agent_profile.json"
DEFAULT_PROFILE: Final = "qwen3.6"


class Profile(BaseModel):
    """What an agent is, apart from its weights. ``brief_tools`` shows tools by their first sentence.

    ``image_tools`` come behind ``tools`` if the model sees.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    system_prompt: str
    user_prompt: str
    tools: tuple[str, ...]
    image_tools: tuple[str, ...] = ()
    brief_tools: bool = False
    sampling: SamplingParameters
    limits: RunLimits
    thinking: bool = True
    replies: ReplySettings = ReplySettings()
    rules: LoopRules = LoopRules()
    context: ContextRules = ContextRules()

    def opening(
        self,
        issue: str,
        *,
        check_command: str | None = None,
        allowed_hosts: Sequence[str] = (),
        workdir: str = REPOSITORY,
    ) -> tuple[Message, Message]:
        """The system and the user message of a run on ``issue``."""
        user = read_prompt(self.user_prompt).replace("{workdir}", workdir).replace("{issue}", issue)
        if check_command is not None:
            user += "\n\n" + read_prompt("check.txt").replace("{command}", check_command)
        if allowed_hosts:
            user += "\n\n" + read_prompt("network.txt").replace("{hosts}", ", ".join(allowed_hosts))
        return Message("system", read_prompt(self.system_prompt)), Message("user", user)


class ProfileFile(BaseModel):
    """Content of ``agent_profile.json`` in a checkpoint folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: str


PROFILES: Final = {
    "qwen3.6": Profile(
        name="qwen3.6",
        system_prompt="qwen3.6_system.txt",
        user_prompt="qwen3.6_user.txt",
        tools=("bash+background", "str_replace_editor", "git_diff", "submit"),
        image_tools=("view_image",),
        sampling=SamplingParameters(temperature=0.6, top_p=0.95, top_k=20),
        limits=RunLimits(max_steps=250, max_tokens_per_turn=32_768, max_total_tokens=200_000, max_time_s=3 * 3600.0),
        rules=LoopRules(longest_period=4, final_gate=True, thought=ThoughtRules()),
        context=ContextRules(compact_at=0.8),
    ),
    "pocket": Profile(
        name="pocket",
        system_prompt="pocket_system.txt",
        user_prompt="pocket_user.txt",
        tools=("bash", "str_replace_editor", "submit"),
        brief_tools=True,
        sampling=SamplingParameters(temperature=0.0),
        limits=RunLimits(
            max_steps=24, max_tokens_per_turn=1_500, max_total_tokens=32_768, max_time_s=600.0, command_timeout_s=60.0
        ),
    ),
    # A script speaks in the tokens of single bytes, of which everything takes some four times as many.
    "scripted": Profile(
        name="scripted",
        system_prompt="qwen3.6_system.txt",
        user_prompt="qwen3.6_user.txt",
        tools=("bash+background", "str_replace_editor", "git_diff", "submit"),
        sampling=SamplingParameters(temperature=0.0),
        limits=RunLimits(max_steps=250, max_tokens_per_turn=200_000, max_total_tokens=2_000_000, max_time_s=3 * 3600.0),
        rules=LoopRules(longest_period=4, thought=ThoughtRules(run_tokens=64, window=2048)),
        context=ContextRules(compact_at=0.8),
    ),
}


def terminal_profile(profile: Profile, *, max_time_s: float, keeps_processes: bool) -> Profile:
    """The profile of a run whose result is the state of its container. Tools of a profile with ``brief_tools`` stay as they are.

    Args:
        profile: that of the model.
        max_time_s: how long the run may take, in seconds.
        keeps_processes: whether what the run leaves running still runs when its result is judged.
    """
    if profile.brief_tools:
        tools, system = profile.tools, "terminal_system_brief.txt"
    else:
        tools, system = ("bash+services", "terminal", "str_replace_editor", "submit"), "terminal_system.txt"
    return profile.model_copy(
        update={
            "system_prompt": system,
            "user_prompt": "terminal_user_services.txt" if keeps_processes else "terminal_user.txt",
            "tools": tools,
            "limits": replace(profile.limits, max_time_s=max_time_s),
            "rules": replace(profile.rules, final_gate=False),
        }
    )


def read_prompt(name: str) -> str:
    """A prompt file of the package, without its last newline."""
    return resources.files("agent").joinpath("prompts", name).read_text(encoding="utf-8").removesuffix("\n")


def find_profile(name: str) -> Profile:
    """The profile of that name.

    Raises:
        Misconfigured: there is none.
    """
    if name not in PROFILES:
        raise Misconfigured(f"no agent profile is called {name!r}; there are: {', '.join(PROFILES)}")
    return PROFILES[name]


def profile_of_checkpoint(folder: Path) -> Profile:
    """The profile that a checkpoint folder names, or the default.

    Raises:
        Misconfigured: its profile file cannot be read or names no profile.
    """
    path = folder / PROFILE_FILE
    if not path.is_file():
        return PROFILES[DEFAULT_PROFILE]
    try:
        return find_profile(ProfileFile.model_validate_json(path.read_bytes()).profile)
    except (ValidationError, OSError) as error:
        raise Misconfigured(f'{path} cannot be read; it should hold {{"profile": "pocket"}} or the like') from error

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from agent.errors import Misconfigured
from agent.profile import PROFILES, Profile, find_profile, profile_of_checkpoint, terminal_profile
from tools.base import tool_spec
from tools.registry import create_tools


def test_the_pocket_prompts_are_those_it_is_trained_on() -> None:
    system, user = PROFILES["pocket"].opening("It {breaks}.")
    assert system.content == (
        "You fix bugs in small Python projects. Work in /repo: find the bug, fix it, run the tests, then submit."
    )
    assert user.content == "Fix this issue in the repository at /repo.\n\n<issue>\nIt {breaks}.\n</issue>"


def test_the_check_is_named_after_the_issue() -> None:
    _, user = PROFILES["pocket"].opening("It breaks.", check_command="pytest -q {issue}")
    assert user.content.endswith("</issue>\n\nCheck with: pytest -q {issue}")


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_a_profile_names_tools_and_prompts_that_exist(profile) -> None:  # type: ignore[no-untyped-def]
    system, user = profile.opening("issue text")
    assert system.content
    assert "issue text" in user.content
    assert len(create_tools(profile.tools, command_timeout_s=1.0)) == len(profile.tools)
    assert find_profile(profile.name) is profile


def test_a_checkpoint_names_its_profile(tmp_path: Path) -> None:
    assert profile_of_checkpoint(tmp_path).name == "qwen3.6"
    (tmp_path / "agent_profile.json").write_text('{"profile": "pocket"}', encoding="utf-8")
    assert profile_of_checkpoint(tmp_path).name == "pocket"


@pytest.mark.parametrize("content", ["{", '{"profile": "nobody"}', '{"profile": "pocket", "more": 1}'])
def test_a_profile_file_that_makes_no_sense_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "agent_profile.json").write_text(content, encoding="utf-8")
    with pytest.raises(Misconfigured):
        profile_of_checkpoint(tmp_path)


def test_the_embedded_models_prompt_is_what_it_was_trained_on() -> None:
    """Byte for byte: whoever changes it has to train the weights anew, and then this digest."""
    profile = PROFILES["pocket"]
    system, user = profile.opening("ISSUE", check_command="CHECK")
    tools = create_tools(profile.tools, command_timeout_s=60.0)
    specs = [tool_spec(tool, brief=profile.brief_tools).envelope() for tool in tools]
    settings = profile.model_dump(mode="json", include={"tools", "brief_tools", "sampling", "thinking"})
    said = json.dumps([system.content, user.content, specs, settings], sort_keys=True)
    assert (
        hashlib.sha256(said.encode()).hexdigest() == "4d7113ae10b8e5bbc40b30561003e5e16a2435c6a93226005f78512c4c39a26e"
    )


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
@pytest.mark.parametrize("keeps_processes", [True, False])
def test_a_profile_for_terminal_tasks(profile: Profile, keeps_processes: bool) -> None:
    made = terminal_profile(profile, max_time_s=77.0, keeps_processes=keeps_processes)
    system, user = made.opening("TASK {workdir}", workdir="/app")
    assert system.content
    assert "Commands begin in /app." in user.content
    assert "TASK {workdir}" in user.content
    assert ("goes on running" in user.content) == keeps_processes
    assert (made.limits.max_time_s, made.rules.final_gate) == (77.0, False)
    assert made.sampling == profile.sampling
    assert len(create_tools(made.tools, command_timeout_s=1.0, folder="/app")) == len(made.tools)
    assert ("terminal" in made.tools) == (not profile.brief_tools)

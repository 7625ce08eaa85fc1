"""The options about replies: one group for both commands, and what they come to."""

from __future__ import annotations

import click
import pytest

from agent.cli.eval import run
from agent.cli.reply_settings import ReplySettings
from agent.cli.solve import solve
from agent.presets import PRESETS
from agent.profile import PROFILES

QWEN = PROFILES["qwen3.6"]


@pytest.mark.parametrize("command", [solve, run], ids=["solve", "eval run"])
def test_both_commands_take_all_of_them(command: click.Command) -> None:
    assert set(ReplySettings.model_fields) <= {parameter.name for parameter in command.params}


def test_nothing_asked_for_is_the_profile_itself() -> None:
    assert ReplySettings().applied(QWEN) == QWEN
    assert ReplySettings().loading == {}


def test_what_is_asked_for() -> None:
    settings = ReplySettings(
        no_thinking=True, sampling="greedy", thinking_budget=0, forget_thinking=True, constrain_calls=True, logprobs=True,
        speculative_tokens=2, kv_cache="fp8",
    )  # fmt: skip
    profile = settings.applied(QWEN)
    assert (profile.thinking, profile.sampling) == (False, PRESETS["greedy"])
    replies = profile.replies
    assert (replies.thinking_budget, replies.run_thinking_budget) == (0, QWEN.replies.run_thinking_budget)
    assert (replies.preserve_thinking, replies.constrain_calls, replies.require_call) == (False, True, False)
    assert settings.loading == {"speculative_tokens": 2, "kv_cache": "fp8"}

from __future__ import annotations

import pytest

from agent.presets import PRESETS
from agent.replies import ReplySettings
from model_runtime.sampling import check_parameters


@pytest.mark.parametrize(
    ("a_reply", "a_run", "spent", "left"),
    [
        (None, None, 9, None),
        (5, None, 9, 5),
        (None, 12, 9, 3),
        (5, 12, 9, 3),
        (5, 12, 2, 5),
        (5, 12, 40, 0),
        (0, None, 0, 0),
    ],
)
def test_the_smaller_of_what_a_reply_and_the_run_may_still_think(
    a_reply: int | None, a_run: int | None, spent: int, left: int | None
) -> None:
    assert ReplySettings(thinking_budget=a_reply, run_thinking_budget=a_run).budget_after(spent) == left


def test_a_negative_budget_is_refused() -> None:
    with pytest.raises(ValueError, match="run_thinking_budget"):
        ReplySettings(run_thinking_budget=-1)


def test_presets_are_those_that_were_published() -> None:
    for parameters in PRESETS.values():
        check_parameters(parameters)
    thinking, instruct = PRESETS["thinking"], PRESETS["instruct"]
    assert (thinking.temperature, thinking.top_p, thinking.top_k, thinking.presence_penalty) == (1.0, 0.95, 20, 1.5)
    assert (instruct.temperature, instruct.top_p, instruct.top_k, instruct.presence_penalty) == (0.7, 0.8, 20, 1.5)
    assert (PRESETS["coding"].temperature, PRESETS["coding"].presence_penalty) == (0.6, 0.0)
